import * as vscode from "vscode";
import { type Document, keyId, keyName, type Span, type Unit } from "../core/formats/format.js";
import { placesIn } from "../core/formats/place.js";
import { formatFor } from "../core/formats/registry.js";
import { isRareForm, isZeroForm } from "../core/run/check-file.js";
import { languagesOf, readNamed } from "../core/run/file-job.js";
import { wantedIn } from "../core/run/prepare.js";
import { currentText } from "./files.js";
import type { ProjectLanguage } from "./project-languages.js";
import type { Settings } from "./settings.js";

/** What may be said of a segment in one language, in the order in which people want to know. */
export const SEGMENT_KINDS = ["missing", "stale", "unused", "translated"] as const;

export type SegmentKind = (typeof SEGMENT_KINDS)[number];

/** A segment, and where to look at it. */
export interface SegmentPlace {
  readonly key: string;
  /** The source text; of an unused segment the translation. */
  readonly text: string;
  readonly file: vscode.Uri;
  readonly range: vscode.Range;
}

/** The segments of one language by what is to be said of them. */
export type LanguageState = Readonly<Record<SegmentKind, readonly SegmentPlace[]>>;

/**
 * How far the translation into a language is.
 *
 * @throws {RouteLmtError} `format-malformed`, naming the file
 */
export async function languageStateOf(
  { language, source, target }: ProjectLanguage,
  settings: Settings,
): Promise<LanguageState> {
  const state: Record<SegmentKind, SegmentPlace[]> = { missing: [], stale: [], unused: [], translated: [] };
  const from = await currentText(source);
  if (!from) return state;
  const direction = { source: settings.source, target: language };
  const format = formatFor(source.path, from.text);
  const to = await currentText(target);
  const fromSource = readNamed(format, source.fsPath, from.text, { source: settings.source });
  const document = to ? readNamed(format, target.fsPath, to.text, languagesOf(direction)) : undefined;
  const byKey = new Map(document?.units.map((unit) => [keyId(unit.key), unit]));
  const sources = new Map(fromSource.units.map((unit) => [keyId(unit.key), unit]));
  const inSource = rangesIn(from.text);
  const inTarget = rangesIn(to?.text ?? "");
  const base: Document = format.holds === "one-language" ? fromSource : (document ?? fromSource);
  let before: Span = { start: 0, end: 0 };
  const wanted = new Set<string>();
  for (const one of wantedIn(format, base, direction)) {
    const { key, source: text } = one;
    const id = keyId(key);
    wanted.add(id);
    const unit: Unit | undefined = byKey.get(id);
    if (text === "" || unit?.state === "ignored" || (!unit && isRareForm(one, direction))) continue;
    const place = to
      ? { file: target, range: inTarget(unit?.span ?? before) }
      : { file: source, range: inSource(sources.get(id)?.span ?? before) };
    if (unit) before = { start: unit.span.end, end: unit.span.end };
    state[unit?.state === "translated" ? "translated" : "missing"].push({ key: keyName(key), text, ...place });
  }
  for (const { key, value, span, state: own } of document?.units ?? []) {
    if (own === "ignored" || wanted.has(keyId(key)) || isZeroForm(key, wanted)) continue;
    state.unused.push({ key: keyName(key), text: value, file: target, range: inTarget(span) });
  }
  return state;
}

function rangesIn(text: string): (span: Span) => vscode.Range {
  const placeOf = placesIn(text);
  return ({ start, end }) => {
    const [a, b] = [placeOf(start), placeOf(end)];
    return new vscode.Range(a.line - 1, a.column - 1, b.line - 1, b.column - 1);
  };
}
