/**
 * The effect of splitting texts with several sentences: chrf2 of the text in one piece, line by line, and with lines
 * over some length sentence by sentence. Uses the training and development applications, on which MAX_PART_LENGTH of
 * `src/small-model/translator.ts` was chosen.
 *
 * usage: tsx bench/long-texts.ts --segments FOLDER... [--model FOLDER]
 */
import { parseArgs } from "node:util";
import { findProtectedItems } from "#core/messages/mask.js";
import { splitSentences, type TextPart } from "#core/messages/sentences.js";
import { Translator } from "#small-model/translator.js";
import { mean } from "../models/training/probe/metrics.js";
import { type RouterSegment, readRecorded } from "../models/training/segments.js";
import { chrf2, meanDifference } from "./chrf2.js";
import { printTable, say } from "./table.js";

const { values } = parseArgs({
  options: {
    model: { type: "string", default: "models/routelmt-ui" },
    segments: { type: "string", multiple: true, default: ["models/data/large-translations"] },
  },
});

/** Ways to split a text, by the length above which a line is split. */
const WAYS: Readonly<Record<string, number>> = {
  "by line": Number.POSITIVE_INFINITY,
  "lines > 240": 240,
  "lines > 180": 180,
  "lines > 120": 120,
  "every sentence": 0,
};
const LENGTHS = [0, 60, 120, 180, 240, 10_000];

const partsOf = ({ source }: RouterSegment, longest: number): TextPart[] =>
  splitSentences(source, "en", longest, findProtectedItems(source));

const segments = readRecorded(values.segments).filter(
  (segment) => segment.split !== "test" && partsOf(segment, 0).length > 1,
);
const translator = await Translator.load(values.model, 2);
const translations = await translateAll();

const translated = (segment: RouterSegment, longest?: number): string =>
  (longest === undefined ? [{ text: segment.source, space: "" }] : partsOf(segment, longest))
    .map(({ text, space }) => (translations.get(idOf(segment, text)) ?? "") + space)
    .join("");

say(`${segments.length} texts of several sentences; chrf2 in one piece, and the difference that taking apart makes`);
say();
const rows = (name: string, inside: readonly RouterSegment[]): string[] => {
  const whole = inside.map((segment) => chrf2(translated(segment), segment));
  const differences = Object.values(WAYS).map((longest) =>
    meanDifference(inside.map((segment, index) => chrf2(translated(segment, longest), segment) - (whole[index] ?? 0))),
  );
  return [name, String(inside.length), mean(whole).toFixed(1), ...differences];
};
const hasLines = ({ source }: RouterSegment): boolean => source.includes("\n");
printTable(
  ["texts", "count", "in one piece", ...Object.keys(WAYS)],
  [
    rows("of several lines", segments.filter(hasLines)),
    ...LENGTHS.slice(1).map((most, index) => {
      const least = LENGTHS[index] ?? 0;
      const name = most > 1000 ? `of one line, over ${least}` : `of one line, ${least + 1}–${most} characters`;
      const inside = segments.filter((one) => !hasLines(one) && one.source.length > least && one.source.length <= most);
      return rows(name, inside);
    }),
  ],
);

function idOf({ direction }: RouterSegment, text: string): string {
  return `${direction.target} ${text}`;
}

/** All distinct parts, each translated once. */
async function translateAll(): Promise<Map<string, string>> {
  const requests = new Map(
    segments.flatMap((segment) => {
      const texts = [
        segment.source,
        ...Object.values(WAYS).flatMap((one) => partsOf(segment, one).map(({ text }) => text)),
      ];
      const { direction } = segment;
      return texts.map((text) => [
        idOf(segment, text),
        { id: idOf(segment, text), text, direction, doNotTranslate: [] },
      ]);
    }),
  );
  const found = new Map<string, string>();
  await translator.translate(
    [...requests.values()],
    { translated: ({ id, text }) => void found.set(id, text) },
    { inOnePiece: true },
  );
  return found;
}
