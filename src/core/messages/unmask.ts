import { findProtectedItems, type MaskedText, type ProtectedItem } from "./mask.js";
import { FIRST_RESERVED } from "./syntaxes.js";

/** Kinds that may touch words: `<b>word</b>`, `a&nbsp;b`. */
const TOUCHING = new Set(["markup", "newline", "entity", "escape", "reserved", "invisible"]);

/**
 * Puts the items back into a translation of a masked text, each once; other private-use characters are dropped. A
 * blank is added if an item would run into a word, or become another item (`$name` and `s`, a URL and `-Seite`).
 *
 * @param items of the masked text, each with its replacement
 */
export function unmask(translation: string, { text: source, items }: MaskedText): string {
  const pieces: UnmaskedPart[] = [];
  const done = new Set<number>();
  for (const text of translation.split(/([\ue000-\ue03f])/)) {
    if (!/^[\ue000-\ue03f]$/.test(text)) {
      if (text !== "") pieces.push({ space: "", text });
      continue;
    }
    const index = text.charCodeAt(0) - FIRST_RESERVED;
    const item = done.has(index) ? undefined : items[index];
    done.add(index);
    if (item) pieces.push({ space: "", text: item.text, item, index });
  }
  closeUp(pieces, source);
  separateWords(pieces, source);
  separateItems(pieces);
  return joined(pieces);
}

/** Text, or an item that was put back. */
interface UnmaskedPart {
  /** The blank to put before it. */
  space: "" | " ";
  text: string;
  readonly item?: ProtectedItem;
  readonly index?: number;
}

const joined = (pieces: readonly UnmaskedPart[]): string => pieces.map(({ space, text }) => space + text).join("");

/** Names and terms are words and may be inflected: `GitHubs`. */
function isInflected({ kind, text }: ProtectedItem, after: string): boolean {
  return kind === "reference" && /^\p{L}/u.test(text) && /^\p{Ll}{1,2}(?![\p{L}\p{N}])/u.test(after);
}

/** Characters that separate a word from an item next to it in a source, like the ends of the text. */
const APART_BEFORE = /[\s"'\p{Ps}\p{Pi}\p{Pf}]/u;
const APART_AFTER = /[\s"':;,.!?…\p{Pe}\p{Pi}\p{Pf}]/u;

/** Kinds that seem to continue after a hyphen, for programs or people. */
const RUNS_ON = new Set(["url", "email", "flag", "path"]);

/** Kinds that programs, and the links that they make of text, read on into letters of any script: `$HOMEの`. */
const RUNS_INTO_LETTERS = new Set([...RUNS_ON, "variable"]);

/** vue-i18n reads the key of a linked message on, too: `@:nav.homeよい`. */
const LINKED_MESSAGE = /^@(?:\.\w{1,20})?:/;

/** Moves blanks out of an element if the source has none there: `ein<b> Titel</b>`. */
function closeUp(pieces: readonly UnmaskedPart[], source: string): void {
  pieces.forEach((piece, at) => {
    const { item, index = 0 } = piece;
    const place = source.indexOf(String.fromCharCode(FIRST_RESERVED + index));
    const [before, after] = [pieces[at - 1], pieces[at + 1]];
    if (item?.tag?.kind === "open" && after && !after.item && !/\s/.test(source[place + 1] ?? " ")) {
      const text = after.text.trimStart();
      if (text !== after.text && before && /[\p{L}\p{N}]$/u.test(before.text)) piece.space = " ";
      after.text = text;
    }
    if (item?.tag?.kind === "close" && before && !before.item && !/\s/.test(source[place - 1] ?? " ")) {
      const text = before.text.trimEnd();
      if (text !== before.text && after && /^[\p{L}\p{N}]/u.test(after.text)) after.space = " ";
      before.text = text;
    }
  });
}

/** Adds a space where a word now touches an item that it was separate from in the source. */
function separateWords(pieces: readonly UnmaskedPart[], source: string): void {
  pieces.forEach((piece, at) => {
    const { item } = piece;
    if (!item || TOUCHING.has(item.kind)) return;
    const place = source.indexOf(String.fromCharCode(FIRST_RESERVED + (piece.index ?? 0)));
    const [before, after] = [pieces[at - 1], pieces[at + 1]];
    // In scripts without capitals words and items touch, except for what would be read on into the word.
    const isOpen = (RUNS_INTO_LETTERS.has(item.kind) || LINKED_MESSAGE.test(item.text)) && /[\w/]$/.test(piece.text);
    const runsInto = before && !before.item && (isOpen ? /[\p{L}\p{N}]$/u : /[\p{Lu}\p{Ll}\p{N}]$/u).test(before.text);
    if (runsInto && APART_BEFORE.test(source[place - 1] ?? " ")) piece.space = " ";
    // `{name}s` may be a genitive; `%ss` is not.
    const letter = isOpen ? /^\p{L}/u : /\w$/.test(piece.text) ? /^[\p{Lu}\p{Ll}]/u : /^\p{Lu}/u;
    const isNumbered = item.kind === "reference" && /\p{L}$/u.test(piece.text) && /^\p{N}/u.test(after?.text ?? "");
    const runsOn = after && !after.item && (isNumbered || letter.test(after.text)) && !isInflected(item, after.text);
    const hasHyphen = RUNS_ON.has(item.kind) && after && !after.item && source[place + 1] !== "-";
    // The first half of a compound; the other half is elsewhere.
    if (hasHyphen) after.text = after.text.replace(/^-(?=\s|$)/, "");
    if (runsOn && APART_AFTER.test(source[place + 1] ?? " ")) after.space = " ";
  });
}

/** Separates items that would not be recognised in their place. */
function separateItems(pieces: readonly UnmaskedPart[]): void {
  const names = pieces.flatMap(({ item }) => (item?.kind === "reference" ? [item.text] : []));
  const broken = (): number[] => {
    const text = joined(pieces);
    const found = new Set(findProtectedItems(text, names).map(({ start, end }) => `${start} ${end}`));
    let end = 0;
    return pieces.flatMap((piece, at) => {
      const start = end + piece.space.length;
      end = start + piece.text.length;
      const { item } = piece;
      if (!item || found.has(`${start} ${end}`)) return [];
      return isInflected(item, text.slice(end, end + 3)) && !/\p{L}$/u.test(text.slice(0, start)) ? [] : [at];
    });
  };
  const tried = new Set<number>();
  const next = (): number | undefined => broken().find((at) => !tried.has(at));
  // Separating one item can break another: in `-v--https://…` the address, once `--https` begins a word.
  for (let at = next(); at !== undefined; at = next()) {
    tried.add(at);
    for (const separate of [afterItem, beforeItem]) if (broken().includes(at)) separate(pieces, at);
  }
}

/** Adds a blank after an item, in place of the hyphen of a compound or of a slash, which would begin a path. */
function afterItem(pieces: readonly UnmaskedPart[], at: number): void {
  const next = pieces[at + 1];
  if (!next || /^\s/.test(next.text)) return;
  next.space = " ";
  if (!next.item) next.text = next.text.replace(/^[-/](?=\p{L})/u, "");
}

function beforeItem(pieces: readonly UnmaskedPart[], at: number): void {
  const [before, piece] = [pieces[at - 1], pieces[at]];
  if (before && piece && !/\s$/.test(before.text)) piece.space = " ";
}
