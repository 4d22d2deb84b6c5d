import { type IsotonicMap, interpolate } from "#core/routing/probe.js";
import { chrf } from "../models/training/probe/chrf.js";
import { fitIsotonic } from "../models/training/probe/isotonic.js";
import { mean } from "../models/training/probe/metrics.js";
import type { Label, RouterSegment } from "../models/training/segments.js";
import { chrf2 } from "./chrf2.js";

/** A recorded segment with its labels and the bundled model's present translation. */
export interface Measured {
  readonly segment: RouterSegment;
  readonly label: Label;
  /** The bundled model's translation that was judged. */
  readonly judged: string;
  /** The former bundled model's translation, if there is one. */
  readonly former: string | undefined;
  readonly seen: boolean;
  readonly greedy: string;
  /** With the default search. */
  readonly searched: string;
}

/** Upper bounds of the classes of length, in words of the source. */
const LENGTHS = [1, 3, 7, 14] as const;

/** Judged quality above which a translation can be shipped unchanged. */
const SHIPPABLE = 90;

/** `1`, `2–3`, `4–7`, `8–14` or `15 and more` words. */
export function lengthClass(source: string): string {
  const words = source.trim().split(/\s+/).length;
  const index = LENGTHS.findIndex((end) => words <= end);
  if (index < 0) return `${(LENGTHS.at(-1) ?? 0) + 1} words and more`;
  const [start, end] = [(LENGTHS[index - 1] ?? 0) + 1, LENGTHS[index]];
  return start === end ? `${end} word` : `${start}–${end} words`;
}

/** Maps chrf2 to the judge's scale, with a separate map for languages without spaces between words. */
export class JudgeScale {
  readonly #maps: Record<"spaced" | "unspaced", IsotonicMap>;

  /** @param known segments with a judged translation to fit the maps to; none of a test application */
  constructor(known: readonly Measured[]) {
    const mapOf = (unspaced: boolean): IsotonicMap => {
      const inside = known.filter(({ segment }) => isUnspaced(segment) === unspaced);
      return fitIsotonic(
        inside.map(({ judged, segment }) => chrf2(judged, segment)),
        inside.map(({ label }) => label.small),
      );
    };
    this.#maps = { spaced: mapOf(false), unspaced: mapOf(true) };
  }

  /** The judged quality of a text, or that estimated from its chrf2 if it is not the text that was judged. */
  of(text: string, { segment, judged, label }: Measured): number {
    if (text === judged) return label.small;
    const { x, y } = this.#maps[isUnspaced(segment) ? "unspaced" : "spaced"];
    return interpolate(x, y, chrf2(text, segment));
  }
}

function isUnspaced({ direction }: RouterSegment): boolean {
  return direction.target === "ja" || direction.target.startsWith("zh");
}

export const RESULT_HEADER = [
  "",
  "segments",
  "untranslated",
  "former model",
  "bundled, greedy",
  "bundled, default search",
  "large model",
] as const;

export const JUDGED_HEADER = [
  "",
  "bundled: judged outputs",
  "of these judged",
  "bundled, greedy",
  "bundled, default search",
  "large model",
  `${SHIPPABLE} and more: bundled / large`,
] as const;

/** Mean chrF++ and chrf2 of a group, as a row under {@link RESULT_HEADER}. */
export function resultRow(name: string, inside: readonly Measured[]): (string | number)[] {
  const both = (textOf: (one: Measured) => string | undefined): string => {
    const texts = inside.map(textOf);
    if (texts.some((text) => text === undefined)) return "–";
    const of = (metric: (text: string, segment: RouterSegment) => number): string =>
      mean(inside.map(({ segment }, index) => metric(texts[index] ?? "", segment))).toFixed(1);
    return `${of((text, { reference }) => chrf(text, reference))} / ${of(chrf2)}`;
  };
  return [
    name,
    inside.length,
    both(({ segment }) => segment.source),
    both(({ former }) => former),
    both(({ greedy }) => greedy),
    both(({ searched }) => searched),
    mean(inside.map(({ segment }) => chrf(segment.large ?? "", segment.reference))).toFixed(1),
  ];
}

/** Judged means of a group, as a row under {@link JUDGED_HEADER}. */
export function judgedRow(name: string, inside: readonly Measured[], scale: JudgeScale): (string | number)[] {
  const same = inside.filter(({ greedy, judged }) => greedy === judged);
  const shippable = (scores: readonly number[]): string =>
    `${((100 * scores.filter((score) => score >= SHIPPABLE).length) / scores.length).toFixed(0)} %`;
  return [
    name,
    `${same.length} of ${inside.length}`,
    mean(same.map(({ label }) => label.small)).toFixed(1),
    mean(inside.map((one) => scale.of(one.greedy, one))).toFixed(1),
    mean(inside.map((one) => scale.of(one.searched, one))).toFixed(1),
    mean(inside.map(({ label }) => label.large)).toFixed(1),
    `${shippable(inside.map(({ label }) => label.small))} / ${shippable(inside.map(({ label }) => label.large))}`,
  ];
}

/** Segments by the name of their group, in the order of the given names, otherwise sorted. */
export function groupBy(
  all: readonly Measured[],
  nameOf: (one: Measured) => string,
  order?: readonly string[],
): [string, Measured[]][] {
  const groups = new Map<string, Measured[]>();
  for (const one of all) groups.set(nameOf(one), [...(groups.get(nameOf(one)) ?? []), one]);
  const names = order ?? [...groups.keys()].sort();
  return names.flatMap((name) => (groups.has(name) ? [[name, groups.get(name) ?? []]] : []));
}

/** The classes of length, shortest first. */
export const LENGTH_CLASSES: readonly string[] = [...LENGTHS, (LENGTHS.at(-1) ?? 0) + 1].map((words) =>
  lengthClass("x ".repeat(words)),
);
