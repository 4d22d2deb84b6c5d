import { RouteLmtError, type Said, type SaidArgument, said } from "../errors.js";
import type { Formality } from "./address-markers.js";
import { type Direction, directionName, type LanguageTag } from "./tag.js";
import { saidLanguage, standardOf, varietyOf } from "./variety.js";

/** A direction of a small model, as its folder declares it. */
export interface ModelDirection extends Direction {
  /** Forms of address that the model keeps to when told; empty if it promises none. */
  readonly formality?: readonly Formality[];
  /** The form that it uses without being told. */
  readonly usual?: Formality;
}

/**
 * How a direction serves a wanted one.
 *
 * - `exact`: it is the wanted language, perhaps spelt differently (`zh-Hans-CN` for `zh-CN`).
 * - `language`: the wanted tag is a regional variety of the model's language (`es-MX` of `es`).
 * - `substitute`: readers accept it but should be told (`pt` gets `pt-BR`).
 * - `refused`: another written standard, which readers would not accept as their own (`zh-TW` of `zh-CN`).
 */
export type Fit =
  | { readonly kind: "exact" | "language" }
  | { readonly kind: "substitute"; readonly remark: Substitute }
  | { readonly kind: "refused"; readonly remark: OtherStandard };

/** A model's language that serves for another variety. */
export interface Substitute {
  readonly code: "substitute";
  readonly own: LanguageTag;
  /** The region of the wanted variety, if people there write ss for ß. */
  readonly sharpSIn?: string;
}

/** Two varieties that are different written standards. */
export interface OtherStandard {
  readonly code: "other-standard";
  readonly wanted: LanguageTag;
  readonly own: LanguageTag;
}

/** What readers should know about how a model serves a language. */
export type LanguageRemark = Substitute | OtherStandard;

/** The direction of a model that serves a wanted one, and how. */
export type Served = { readonly direction: ModelDirection } & Exclude<Fit, { readonly kind: "refused" }>;

/** Varieties without ß of a language that has it. */
const WITHOUT_SHARP_S: ReadonlySet<LanguageTag> = new Set(["de-CH", "de-LI"]);

/** Best first; the order of {@link findDirection}. */
const KINDS: readonly Fit["kind"][] = ["exact", "language", "substitute", "refused"];

/**
 * How a model's target language serves a wanted one.
 *
 * @param wanted BCP 47, in any case, with hyphens or underscores
 * @returns undefined when the languages differ
 */
export function fitOf(wanted: LanguageTag, own: LanguageTag): Fit | undefined {
  const [want, have] = [varietyOf(wanted), varietyOf(own)];
  if (!want || !have) return wanted === own ? { kind: "exact" } : undefined;
  if (want.language !== have.language) return undefined;
  if (standardOf(want) !== standardOf(have)) {
    // A bare language implies the likely standard, not the one that the model has.
    if (!have.namesRegion && !have.namesScript && want.script === have.script) return substitute(own);
    return { kind: "refused", remark: { code: "other-standard", wanted, own } };
  }
  if (want.region === have.region) {
    const isTold = want.namesRegion || want.namesScript || !have.namesRegion;
    return isTold ? { kind: "exact" } : substitute(own);
  }
  if (have.namesRegion) return substitute(own);
  if (!WITHOUT_SHARP_S.has(`${want.language}-${want.region}`)) return { kind: "language" };
  return { kind: "substitute", remark: { code: "substitute", own, sharpSIn: want.region } };
}

function substitute(own: LanguageTag): Fit {
  return { kind: "substitute", remark: { code: "substitute", own } };
}

/**
 * The direction that serves a wanted one best; undefined if none does. For the source it is enough that the model
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
 * @throws {RouteLmtError} `direction-unsupported`, with advice on what to do instead
 */
export function requireDirection(model: string, wanted: Direction, directions: readonly ModelDirection[]): Served {
  const served = findDirection(wanted, directions);
  if (served) return served;
  const message = said`The small model ${model} does not translate ${directionName(wanted)}`;
  const refusal = refusalOf(wanted, directions);
  if (refusal) {
    const { own } = refusal;
    const [target, other] = [wanted.target, own].map(saidLanguage) as [SaidArgument, SaidArgument];
    const why = said`${wanted.target} is ${target}, ${own} is ${other}`;
    throw new RouteLmtError("direction-unsupported", said`${message}: ${why}`, adviceFor(wanted.target, own));
  }
  throw new RouteLmtError(
    "direction-unsupported",
    message,
    said`It translates ${directions.map(directionName)}. Choose one of these, or another model folder.`,
  );
}

/** Why a language is refused although the model has a variety of it; undefined if that is not the reason. */
export function refusalOf(wanted: Direction, directions: readonly ModelDirection[]): OtherStandard | undefined {
  const [best] = fitting(wanted, directions);
  return best?.fit.kind === "refused" ? best.fit.remark : undefined;
}

function adviceFor(wanted: LanguageTag, nearest: LanguageTag): Said {
  if (varietyOf(wanted)?.language === "zh")
    return said`Translate to ${nearest} and convert that with a tool made for it, such as OpenCC, or choose another model folder.`;
  return said`Translate to ${nearest} if your readers accept it, or choose another model folder.`;
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
