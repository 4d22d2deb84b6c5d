/**
 * What the small model makes of texts in capitals, asked as they are and as sentences: chrf2 of both in capitals. The texts
 * are those of the development applications with up to seven words and no placeholder, put in capitals.
 *
 * usage: npx tsx bench/capitals.ts [--split dev|test]
 */
import { parseArgs } from "node:util";
import { findProtectedItems } from "#core/messages/mask.js";
import { asSentence } from "#core/translate/capitals.js";
import { BUNDLED_MODEL } from "#small-model/bundled-model.js";
import { Translator } from "#small-model/translator.js";
import { observe } from "../models/training/features.js";
import { mean } from "../models/training/probe/metrics.js";
import { type RouterSegment, readRecorded } from "../models/training/segments.js";
import { chrf2 } from "./chrf2.js";
import { printTable, say } from "./table.js";

const { values } = parseArgs({ options: { split: { type: "string", default: "dev" } } });
const FOLDERS = ["models/data/large-translations", "models/data/ten-languages"];
/** Languages without capitals. */
const WITHOUT = new Set(["ja", "zh-CN"]);
const MAX_WORDS = 7;

const segments = readRecorded(FOLDERS).filter(
  ({ split, source, direction }) =>
    split === values.split &&
    !WITHOUT.has(direction.target) &&
    source.split(" ").length <= MAX_WORDS &&
    findProtectedItems(source).length === 0 &&
    asSentence(source.toUpperCase(), "en") !== undefined,
);
const translator = await Translator.load(BUNDLED_MODEL, 2);
const forms: Readonly<Record<string, (source: string) => string>> = {
  "as written": (source) => source,
  "in capitals": (source) => source.toUpperCase(),
  "in capitals, asked as a sentence": (source) => asSentence(source.toUpperCase(), "en") ?? source,
};
const groups: Readonly<Record<string, (words: number) => boolean>> = {
  all: () => true,
  "1 word": (words) => words === 1,
  "2 words": (words) => words === 2,
  "3 and more": (words) => words > 2,
};

say(`${segments.length} segments, ${values.split} part; chrf2 of translation and reference in capitals`);
say();
printTable(
  ["text", ...Object.entries(groups).map(([name, is]) => `${name} (${segments.filter(within(is)).length})`)],
  await Promise.all(
    Object.entries(forms).map(async ([name, form]) => {
      const scores = await scoresOf(form);
      const own = Object.values(groups).map((is) => {
        const some = segments.filter(within(is)).map((segment) => scores.get(segment) ?? 0);
        return mean(some).toFixed(1);
      });
      return [name, ...own];
    }),
  ),
);

function within(is: (words: number) => boolean): (segment: RouterSegment) => boolean {
  return ({ source }) => is(source.split(" ").length);
}

async function scoresOf(form: (source: string) => string): Promise<Map<RouterSegment, number>> {
  const asked = segments.map((segment) => ({ ...segment, source: form(segment.source) }));
  const observed = await observe(translator, asked, { search: "greedy" });
  return new Map(
    segments.map((segment) => {
      const upper = (text: string): string => text.toLocaleUpperCase(segment.direction.target);
      const text = upper(observed.get(segment.id)?.text ?? "");
      return [segment, chrf2(text, { ...segment, reference: upper(segment.reference) })];
    }),
  );
}
