import { readFileSync } from "node:fs";
import { join } from "node:path";
import { BUNDLE, fileOf, LANGUAGES, MANIFEST_TEXTS } from "../scripts/l10n.mjs";
import { ROOT } from "../scripts/paths.mjs";
import { printTable } from "./table.js";

/**
 * How many of the bundled model's translations of the extension's own texts survived review: the run is in
 * examples/own-texts, the reviewed texts are those of the extension. Run with `npx tsx bench/own-texts.ts`.
 */

const RUN = "examples/own-texts";
type Texts = Readonly<Record<string, string>>;
const read = (...path: string[]): Texts => JSON.parse(readFileSync(join(ROOT, ...path), "utf8")) as Texts;

/** Keys of drafts by file. */
const drafts = new Map<string, Set<string>>();
for (const line of readFileSync(join(ROOT, RUN, ".routelmt/sources.jsonl"), "utf8")
  .trimEnd()
  .split("\n")) {
  const [file, , [key], , , author] = JSON.parse(line) as [string, string, [string], string, string, string?];
  if (author === "draft") drafts.set(file, (drafts.get(file) ?? new Set()).add(key));
}

const rows = LANGUAGES.map((language) => {
  const count = { done: 0, doneKept: 0, draft: 0, draftKept: 0 };
  for (const source of [MANIFEST_TEXTS, BUNDLE]) {
    const name = fileOf(source, language);
    const [english, then, made, now] = [read(source), read(RUN, source), read(RUN, name), read(name)];
    for (const [key, text] of Object.entries(made)) {
      // Source sentences that have changed since then are left out: their translations are new.
      if (english[key] === undefined || english[key] !== then[key]) continue;
      const kind = drafts.get(name)?.has(key) ? "draft" : "done";
      count[kind]++;
      if (now[key] === text) count[`${kind}Kept`]++;
    }
  }
  const share = (kept: number, all: number): string =>
    `${kept} of ${all} (${Math.round((100 * kept) / Math.max(1, all))} %)`;
  return [language, share(count.doneKept, count.done), share(count.draftKept, count.draft)];
});
printTable(["language", "done, kept as they were", "drafts, kept as they were"], rows);
