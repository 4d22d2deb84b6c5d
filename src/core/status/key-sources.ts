import { type Document, keyId, type Unit } from "../formats/format.js";
import { hasKeysForSources, isKeySource } from "../formats/keys/key-sources.js";
import { type FilePair, isOtherLanguage, languagesOf, type ReadPair, readNamedSteps } from "../formats/read-file.js";
import { atOnce } from "../text/at-once.js";

/**
 * Reads both files of a pair.
 *
 * @throws {RouteLmtError} `format-malformed`, naming the file
 */
export function readPair(pair: FilePair): ReadPair & { readonly isTemplate: boolean } {
  return atOnce(readPairSteps(pair));
}

/** {@link readPair} in short steps. */
export function* readPairSteps(pair: FilePair): Generator<void, ReadPair & { readonly isTemplate: boolean }> {
  const { format, source, target, direction } = pair;
  const fromSource = yield* readNamedSteps(format, source.path, source.text, { source: direction.source });
  yield;
  const read =
    target.text === undefined
      ? undefined
      : yield* readNamedSteps(format, target.path, target.text, languagesOf(direction));
  return {
    format,
    source: fromSource,
    target: read && withTextsOfKeys(pair, fromSource, read),
    isTemplate: format.isTemplate?.(source.path, source.text) ?? false,
    direction,
  };
}

/**
 * Replaces keys by English texts in a file whose "source texts" are keys, as in Symfony's XLIFF and many gettext
 * catalogs. The English texts are the targets of the English file. Files with real source texts stay as they are.
 *
 * @param pair its source file has the texts, if the targets in it are in the source language
 * @param fromSource the units of the source file
 * @param read the units of the target file
 */
export function withTextsOfKeys(
  { format, source, target, direction }: FilePair,
  fromSource: Document,
  read: Document,
): Document {
  if (format.holds !== "source-and-target" || source.path === target.path) return read;
  if (!hasKeysForSources(fromSource.units) || isOtherLanguage(format.languageOf?.(source.text), direction.source))
    return read;
  const texts = new Map(fromSource.units.map((unit) => [keyId(unit.key), unit]));
  const units = read.units.map((unit): Unit => {
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
  return { ...read, units };
}
