import { RouteLmtError } from "../errors.js";
import type { Formality } from "./address-markers.js";
import { type Direction, directionName, type LanguageTag } from "./tag.js";
import { standardOf, varietyName, varietyOf } from "./variety.js";

/** A direction of a small model, as its folder declares it. */
export interface ModelDirection extends Direction {
  /** Forms of address that the model keeps to when it is told to; none where nothing is promised. */
  readonly formality?: readonly Formality[];
  /** The one of these that it keeps to without being told. */
  readonly usual?: Formality;
}

/**
 * How a direction serves a wanted one.
 *
 * - `exact`: it is the wanted language, perhaps spelt otherwise (`zh-Hans-CN` of `zh-CN`).
 * - `language`: the wanted tag is a region's variety of the language that it has (`es-MX` of `es`).
 * - `substitute`: readers take it, but should be told (`pt` gets `pt-BR`).
 * - `refused`: another written standard, which readers would not take for theirs (`zh-TW` of `zh-CN`).
 */
export type Fit =
  | { readonly kind: "exact" | "language" }
  | { readonly kind: "substitute"; readonly note: string }
  | { readonly kind: "refused"; readonly note: string };

/** The direction of a model that serves a wanted one, and how. */
export type Served = { readonly direction: ModelDirection } & Exclude<Fit, { readonly kind: "refused" }>;

/** What a language's readers should know of a variety that is otherwise served by the language. */
const REMARKS: Readonly<Record<string, string>> = {
  "de-CH": "it may have ß, which Switzerland writes as ss",
  "de-LI": "it may have ß, which Liechtenstein writes as ss",
};

/** Best first; the order of {@link findDirection}. */
const KINDS: readonly Fit["kind"][] = ["exact", "language", "substitute", "refused"];

/**
 * How a model's target language serves a wanted one.
 *
 * @param wanted BCP 47, in any case, with hyphens or underscores
 * @returns undefined when they are two languages
 */
export function fitOf(wanted: LanguageTag, own: LanguageTag): Fit | undefined {
  const [want, have] = [varietyOf(wanted), varietyOf(own)];
  if (!want || !have) return wanted === own ? { kind: "exact" } : undefined;
  if (want.language !== have.language) return undefined;
  if (standardOf(want) !== standardOf(have)) {
    // A language alone says which standard is likely, not which one the model has.
    if (!have.namesRegion && !have.namesScript && want.script === have.script) return substitute(own);
    return { kind: "refused", note: `${wanted} is ${varietyName(wanted)}, ${own} is ${varietyName(own)}` };
  }
  if (want.region === have.region) {
    const isTold = want.namesRegion || want.namesScript || !have.namesRegion;
    return isTold ? { kind: "exact" } : substitute(own);
  }
  if (have.namesRegion) return substitute(own);
  const remark = REMARKS[`${want.language}-${want.region}`];
  return remark === undefined ? { kind: "language" } : substitute(own, `: ${remark}`);
}

function substitute(own: LanguageTag, remark = ""): Fit {
  return { kind: "substitute", note: `translated as ${varietyName(own)} (${own})${remark}` };
}

/**
 * The direction that serves a wanted one best; undefined when none does. Of the source it is enough that a model
 * reads the language in that script.
 */
export function findDirection(wanted: Direction, directions: readonly ModelDirection[]): Served | undefined {
  const [best] = fitting(wanted, directions);
  return best && best.fit.kind !== "refused" ? ({ direction: best.direction, ...best.fit } as Served) : undefined;
}

/**
 * As {@link findDirection}.
 *
 * @param model its name, for the message
 * @throws {RouteLmtError} `direction-unsupported`, with what may be done instead
 */
export function requireDirection(model: string, wanted: Direction, directions: readonly ModelDirection[]): Served {
  const served = findDirection(wanted, directions);
  if (served) return served;
  const message = `The small model ${model} does not translate ${directionName(wanted)}`;
  const [nearest] = fitting(wanted, directions);
  if (nearest?.fit.kind === "refused") {
    const { target } = nearest.direction;
    throw new RouteLmtError(
      "direction-unsupported",
      `${message}: ${nearest.fit.note}`,
      adviceFor(wanted.target, target),
    );
  }
  throw new RouteLmtError(
    "direction-unsupported",
    message,
    `It translates ${directions.map(directionName).join(", ")}. Choose one of these, or another model folder.`,
  );
}

/** Why a wanted language is refused although the model has the language; undefined where that is not so. */
export function refusalOf(wanted: Direction, directions: readonly ModelDirection[]): string | undefined {
  const [best] = fitting(wanted, directions);
  return best?.fit.kind === "refused" ? best.fit.note : undefined;
}

function adviceFor(wanted: LanguageTag, nearest: LanguageTag): string {
  if (varietyOf(wanted)?.language === "zh")
    return `Translate to ${nearest} and convert that with a tool made for it, such as OpenCC, or choose another model folder.`;
  return `Translate to ${nearest} if your readers accept it, or choose another model folder.`;
}

function fitting(
  wanted: Direction,
  directions: readonly ModelDirection[],
): { readonly direction: ModelDirection; readonly fit: Fit }[] {
  const found = directions.flatMap((direction) => {
    const fit = isReadable(wanted.source, direction.source) ? fitOf(wanted.target, direction.target) : undefined;
    return fit ? [{ direction, fit }] : [];
  });
  return found.sort((a, b) => KINDS.indexOf(a.fit.kind) - KINDS.indexOf(b.fit.kind));
}

function isReadable(wanted: LanguageTag, own: LanguageTag): boolean {
  const [want, have] = [varietyOf(wanted), varietyOf(own)];
  if (!want || !have) return wanted === own;
  return want.language === have.language && want.script === have.script;
}
