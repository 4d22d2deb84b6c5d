import { checkCandidate } from "../checks/all-checks.js";
import { choice, RouteLmtError, said } from "../errors.js";
import { type Document, type Edit, type Format, keyId } from "../formats/format.js";
import { type FilePair, languagesOf, readNamed, refuseOtherLanguage } from "../formats/read-file.js";
import { withTemplateTexts } from "../formats/template-texts.js";
import { isPseudoLocale } from "../language/pseudo-locale.js";
import type { Direction, LanguageTag } from "../language/tag.js";
import type { Encoding } from "../text/encoding.js";
import { prepare, type SkippedUnit } from "../translate/prepare.js";
import { checkedOf, type PreparedSegment } from "../translate/prepared-segment.js";
import { PSEUDO_STYLES, pseudoText } from "./pseudo-text.js";

/** The default language of pseudo-localised files, known to Windows and VS Code. */
export const PSEUDO_LANGUAGE = "qps-ploc";

/** A pseudo-localised file. */
export interface PseudoFile {
  readonly text: string;
  /** How many values are new or changed. */
  readonly written: number;
  /** Units that have no place in the target or cannot be taken apart, and why. */
  readonly skipped: readonly SkippedUnit[];
}

/**
 * Makes or renews the pseudo-localised target of a source file. Every value is regenerated from the source; everything
 * else in the target stays, byte by byte.
 *
 * @param encoding that the text will be written in
 * @throws {RouteLmtError} `format-malformed`; `option-invalid` when the target is a file of another language, or the
 *   language is one that people speak
 */
export function pseudoLocalize(pair: FilePair, encoding?: Encoding): PseudoFile {
  const { format, source, target, direction } = pair;
  refuseLanguage(direction.target);
  const fromSource = readNamed(format, source.path, source.text, { source: direction.source });
  if (target.text !== undefined) refuseTranslations(format, target.path, target.text, direction);
  const text = target.text ?? format.create(source.text, direction.target, direction.source);
  const there = readNamed(format, target.path, text, languagesOf(direction));
  const base = format.holds === "one-language" ? fromSource : withTemplateTexts(format, fromSource, there);
  const { segments, copied, order, skipped } = prepare({
    format,
    source: base,
    target: withoutValues(there),
    direction,
  });
  const values = new Map(there.units.map(({ key, value, state }) => [keyId(key), state === "translated" ? value : ""]));
  const edits = [
    ...copied,
    ...segments.map((prepared): Edit => {
      const { key, markup } = prepared;
      return { key, value: pseudoSegment(prepared), ...(markup ? { markup } : {}) };
    }),
  ].filter(({ key, value }) => values.get(keyId(key)) !== value);
  const options = { ...languagesOf(direction), sourceOrder: order, sourceText: source.text };
  const written = format.write(text, edits, encoding === undefined ? options : { ...options, encoding });
  return { text: written, written: edits.length, skipped };
}

/** The pseudo-localisation of a segment, with as much disguise as fits and passes the checks; otherwise the source. */
export function pseudoSegment(prepared: PreparedSegment): string {
  const { segment, parts } = prepared;
  const errorsOf = (target: string): string[] =>
    checkCandidate(checkedOf(prepared, target)).flatMap(({ check, severity }) => (severity === "error" ? [check] : []));
  const { source, maxLength = Number.POSITIVE_INFINITY } = segment;
  const room = Math.max(maxLength, source.length);
  // Faults of the source itself, such as its length, do not count against the disguise.
  const own = errorsOf(source);
  for (const style of PSEUDO_STYLES) {
    const text = parts.rebuild(parts.texts.map((one) => pseudoText(one, style)));
    if (text.length <= room && errorsOf(text).every((check) => own.includes(check))) return text;
  }
  return source;
}

/** The units as if untranslated, so that all are made again; ignored ones stay. */
function withoutValues(document: Document): Document {
  const units = document.units.map((unit) =>
    unit.state === "ignored" ? unit : { ...unit, state: "untranslated" as const },
  );
  return { ...document, units };
}

/** Files of real languages have a person's translations. */
function refuseLanguage(tag: LanguageTag): void {
  if (isPseudoLocale(tag)) return;
  throw new RouteLmtError(
    "option-invalid",
    said`${tag} is not a pseudo-locale`,
    said`Use ${PSEUDO_LANGUAGE}, or en-XA for Android; nothing was written.`,
  );
}

/** Nobody's translations are overwritten: a file that holds source and target must say that it is a pseudo-locale's. */
function refuseTranslations(format: Format, path: string, text: string, direction: Direction): void {
  const stated = format.languageOf?.(text);
  refuseOtherLanguage(stated, path, direction);
  const hasValues = format
    .read(text, languagesOf(direction))
    .units.some(({ state }) => state !== "untranslated" && state !== "ignored");
  // A file whose path names its language says it there.
  if (format.holds !== "source-and-target" || format.isNamed || stated !== undefined || !hasValues) return;
  throw new RouteLmtError(
    "option-invalid",
    said`${path} has translations but does not say in which language`,
    said`Name the template as the source, or another file with ${choice("target-file")}; nothing was written.`,
  );
}
