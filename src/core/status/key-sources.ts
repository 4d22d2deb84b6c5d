import { type Document, type Format, keyId, type Unit } from "../formats/format.js";
import { hasKeysForSources, isKeySource } from "../formats/keys/key-sources.js";
import { isOtherLanguage, type NamedText } from "../formats/read-file.js";
import type { Direction } from "../language/tag.js";

/**
 * A file with source and target whose source texts are keys, as Symfony's XLIFF and many gettext catalogs have them,
 * with the English texts in their place: those of the English file, whose targets they are. Files with real source texts
 * stay as they are.
 *
 * @param source the file with the texts, if its targets are in the source language
 * @param fromSource its units
 * @param targetPath of a file with the same units
 */
export function withTextsOfKeys(
  format: Format,
  source: NamedText,
  fromSource: Document,
  targetPath: string,
  target: Document,
  direction: Direction,
): Document {
  if (format.holds !== "source-and-target" || source.path === targetPath) return target;
  if (!hasKeysForSources(fromSource.units) || isOtherLanguage(format.languageOf?.(source.text), direction.source))
    return target;
  const texts = new Map(fromSource.units.map((unit) => [keyId(unit.key), unit]));
  const units = target.units.map((unit): Unit => {
    const english = texts.get(keyId(unit.key));
    if (english?.source !== unit.source || !isKeySource(unit.source ?? "")) return unit;
    const { markup: _, ...rest } = unit;
    const context = unit.context ?? unit.source;
    return {
      ...rest,
      source: english?.value ?? "",
      ...(context === undefined ? {} : { context }),
      ...(english?.markup || unit.markup ? { markup: true } : {}),
    };
  });
  return { ...target, units };
}
