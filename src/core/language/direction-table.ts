import { findDirection, fitOf, type LanguageRemark, type ModelDirection } from "./directions.js";
import type { LanguageTag } from "./tag.js";

/** A tag that is not the model's own, with a remark about it. */
export interface RemarkedTag {
  readonly tag: LanguageTag;
  readonly remark: LanguageRemark;
}

/** How a model serves the tags of one language. */
export interface DirectionRow {
  readonly direction: ModelDirection;
  /** Other tags that it serves as they are. */
  readonly accepts: readonly LanguageTag[];
  /** Other tags that it serves with a remark. */
  readonly substitutes: readonly RemarkedTag[];
  /** Tags of the language that it does not serve. */
  readonly refuses: readonly RemarkedTag[];
}

/** Usual tags of languages with several varieties, as software is published in them (CLDR). */
const USUAL_TAGS: readonly LanguageTag[] = [
  ..."de de-AT de-CH de-DE de-LI de-LU es es-419 es-AR es-CL es-CO es-ES es-MX es-PE es-US fr fr-BE fr-CA fr-CH fr-FR".split(
    " ",
  ),
  ..."it it-CH it-IT nl nl-BE nl-NL pl pl-PL pt pt-AO pt-BR pt-MZ pt-PT ru ru-RU ja ja-JP".split(" "),
  ..."zh zh-CN zh-HK zh-Hans zh-Hant zh-MO zh-SG zh-TW".split(" "),
  ..."en en-AU en-CA en-GB en-IN en-US ar ar-EG ar-SA nb nn no sr sr-Cyrl sr-Latn uz uz-Cyrl az az-Cyrl".split(" "),
];

/** Every direction of a model with the usual tags of its language, as {@link findDirection} judges them. */
export function directionTable(directions: readonly ModelDirection[]): DirectionRow[] {
  return directions.map((direction) => {
    const accepts: LanguageTag[] = [];
    const substitutes: RemarkedTag[] = [];
    const refuses: RemarkedTag[] = [];
    for (const tag of USUAL_TAGS) {
      const fit = fitOf(tag, direction.target);
      if (!fit || directions.some(({ target }) => target === tag)) continue;
      const served = findDirection({ source: direction.source, target: tag }, directions);
      if (!served && fit.kind === "refused") refuses.push({ tag, remark: fit.remark });
      if (served?.direction !== direction) continue;
      if (served.kind === "substitute") substitutes.push({ tag, remark: served.remark });
      else accepts.push(tag);
    }
    return { direction, accepts, substitutes, refuses };
  });
}
