/**
 * Words of labels that are only English: German, French, Spanish, Italian, Portuguese, Dutch and Polish interfaces
 * translate them. Without what those languages borrow (`start`, `download`, `reset`) or have themselves (`no`, `on`,
 * `do`).
 */
const ENGLISH = new Set(
  `about accept account accounts add address again all allow already and apply are argument available back because been before
  between both browse build cancel cannot change changes check choose clear close color comment confirm connect continue
  copy could create created currency current date days delete deny description destination disable disabled discard
  display done duplicate each edit email empty enable enabled enter every export failed field file files find first
  folder folders forgot forward found free friday from full general get hide hours import invalid invite join language last later learn
  leave less loading log longer manage message messages minutes missing monday month months more move name's never new next not
  nothing number of off open order other our out owner page pages password paste pause people phone please
  previous privacy purchase quantity quit receive recent refresh remove rename replace report required resume retry
  return saturday save saved search seconds select send settings share should show sign size skip sort start-up store submit
  subscribe success sunday support switch tags tap terms thanks the their this thursday title today tomorrow try
  tuesday type unable undo unknown unread untitled use used user users view warning we wednesday week welcome when
  with without working write wrong year years yes yesterday you your yours`.split(/\s+/),
);

/** Words that a language shares or borrows. */
const SHARED: Readonly<Record<string, readonly string[]>> = {
  de: [
    "import",
    "export",
    "name's",
    "support",
    "account",
    "accounts",
    "general",
    "on",
    "title",
    "browse",
    "tags",
    "order",
    "store",
  ],
  fr: [
    "page",
    "pages",
    "date",
    "message",
    "messages",
    "description",
    "destination",
    "account",
    "email",
    "export",
    "import",
    "minutes",
    "support",
    "argument",
    "quit",
    "tags",
    "type",
    "display",
    "pause",
    "report",
    "title",
  ],
  es: ["general", "email", "error", "account"],
  it: ["file", "email", "password", "account", "privacy", "report", "store", "browse", "folder"],
  pt: ["email", "general", "tags"],
  nl: [
    "account",
    "accounts",
    "open",
    "week",
    "we",
    "you",
    "type",
    "export",
    "import",
    "support",
    "tags",
    "privacy",
    "size",
    "store",
    "general",
    "over",
    "pause",
    "email",
    "first",
    "order",
    "are",
    "message",
  ],
  pl: ["import", "folder", "email", "type", "export", "support", "report"],
};

/** Whether all of some words, in lower case, are English and not words of a language in Latin letters. */
export function areEnglishAlone(words: readonly string[], language: string): boolean {
  const shared = SHARED[language] ?? [];
  return words.length > 0 && words.every((word) => ENGLISH.has(word) && !shared.includes(word));
}
