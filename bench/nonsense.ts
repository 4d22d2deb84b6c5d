/**
 * How well the checks detect nonsense: how often they fire on human and large translations, and how often they notice a
 * wrong language or an untranslated text.
 *
 * usage: tsx bench/nonsense.ts --segments FOLDER... [--split train,dev]
 */
import { parseArgs } from "node:util";
import { checkCandidate } from "#core/checks/all-checks.js";
import type { Severity } from "#core/checks/check.js";
import { type RouterSegment, readRecorded } from "../models/training/segments.js";
import { printTable, say } from "./table.js";

const { values } = parseArgs({
  options: {
    segments: { type: "string", multiple: true, default: ["models/data/large-translations"] },
    split: { type: "string", default: "train,dev" },
  },
});

const CHECKS = ["repetition", "language", "foreign-script", "copied-source"];
/** Maximum share of good translations on which the checks may fire. */
const BAR = 0.005;
/** Classes of source texts by their number of words. */
const LENGTHS = [1, 4, 6, 9, 15, Number.POSITIVE_INFINITY];
const LATIN = ["de", "fr", "es", "it", "pt-BR", "nl", "pl"];

const segments = readRecorded(values.segments).filter(({ split }) => values.split.split(",").includes(split));

/** The gravest finding of the checks. */
function worst(
  { source, direction }: RouterSegment,
  target: string,
  language = direction.target,
): Severity | undefined {
  const checked = { source, target, direction: { source: "en", target: language }, syntax: "plain" } as const;
  const found = checkCandidate(checked).filter(({ check }) => CHECKS.includes(check));
  return found.find(({ severity }) => severity === "error")?.severity ?? found[0]?.severity;
}

function shares(found: readonly (Severity | undefined)[]): string {
  const share = (wanted: Severity): string =>
    ((100 * found.filter((one) => one === wanted).length) / Math.max(1, found.length)).toFixed(2);
  return `${share("error")} / ${share("warning")}`;
}

const good = segments.flatMap((one) => [worst(one, one.reference), worst(one, one.large ?? "")]);
say(`Share in % of texts that are refused / warned of; ${segments.length} segments, ${values.split}.`);
say(`Good translations: ${shares(good)} of ${good.length}`);
say();
const inLatin = segments.filter(({ direction }) => LATIN.includes(direction.target));
printTable(
  ["words of the source", "segments", "as another language", "not translated"],
  LENGTHS.slice(1).map((end, index) => {
    const start = LENGTHS[index] ?? 0;
    const inside = inLatin.filter(({ source }) => {
      const words = source.trim().split(/\s+/).length;
      return words >= start && words < end;
    });
    const others = (own: string): string[] => LATIN.filter((language) => language !== own);
    return [
      Number.isFinite(end) ? `${start}–${end - 1}` : `${start} and more`,
      inside.length,
      shares(inside.flatMap((one) => others(one.direction.target).map((other) => worst(one, one.reference, other)))),
      shares(inside.map((one) => worst(one, one.source))),
    ];
  }),
);
const alarms = good.filter((one) => one !== undefined).length / Math.max(1, good.length);
if (alarms > BAR) say(`FAILED: ${(100 * alarms).toFixed(2)} % of good translations`);
process.exitCode = alarms > BAR ? 1 : 0;
