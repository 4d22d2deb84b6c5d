import { MalformedFileError } from "../errors.js";
import type { Document, Format, KeyPath } from "../formats/format.js";
import { type FilePair, isOtherLanguage, languagesOf, readNamedSteps } from "../formats/read-file.js";
import { readOnceSteps } from "../formats/read-once.js";
import type { Direction } from "../language/tag.js";
import type { Termbase } from "../memory/termbase.js";
import { USUAL_MARKERS } from "../messages/accelerator.js";
import { withTextsOfKeys } from "../status/key-sources.js";
import { segmentStateSteps } from "../status/segment-states.js";
import type { Recorded } from "../status/source-record.js";
import type { Staleness } from "../status/staleness.js";
import { syntaxOf, wantedIn, wantedSteps } from "../status/wanted.js";
import { atOnce } from "../text/at-once.js";
import { type Position, positionsIn } from "../text/position.js";
import type { Span } from "../text/span.js";
import { CHECKS } from "./all-checks.js";
import type { Rule, Severity } from "./check.js";
import { type FoundInFile, keysFound, pluralSources } from "./check-strings.js";
import { type FileFix, fixesOf } from "./file-fixes.js";
import { FILE_RULES, type FileRuleName } from "./file-rules.js";
import { FindingCache } from "./finding-cache.js";
import type { Problem } from "./problem.js";
import { wrongPart } from "./wrong-part.js";

/** A finding with its position in the target file. */
export interface FileFinding {
  readonly check: string;
  readonly severity: Severity;
  readonly problem: Problem;
  /** Empty for findings about the whole file. */
  readonly key: KeyPath;
  readonly span: Span;
  readonly start: Position;
  readonly end: Position;
  /** The wrong part of the value, if known. */
  readonly wrong?: { readonly start: Position; readonly end: Position };
  /** A replacement in the file's text that repairs it. */
  readonly fix?: FileFix;
  /** For a `stale` finding: why, and whose translation it is. */
  readonly stale?: Staleness;
}

/** What checking a target file found. */
export interface FileReport {
  readonly path: string;
  readonly direction: Direction;
  /** How many strings the source has. */
  readonly strings: number;
  /** In the order of the file. */
  readonly findings: readonly FileFinding[];
}

/** Optional input for checking a file. */
export interface CheckHelp {
  readonly cache?: FindingCache;
  readonly termbase?: Termbase;
  /** The record of the target file's translations. */
  readonly recorded?: Recorded;
  /** Whether findings come without fixes, which takes half the time of checking: the file is written and read again. */
  readonly withoutFixes?: boolean;
}

/** All rules that a target file is checked for. */
export const RULES: readonly Rule[] = [
  ...CHECKS,
  ...Object.entries(FILE_RULES).map(([name, { title, explanation }]) => ({ name, title, explanation })),
];

/**
 * Checks a target file against its source: missing, untranslated and unused strings, and every translation. A
 * malformed target is a finding; a malformed source is an error.
 *
 * @throws {RouteLmtError} `format-malformed` for the source file
 */
export function checkFile(pair: FilePair, help?: CheckHelp): FileReport {
  return atOnce(checkSteps(pair, help));
}

/** Strings that are checked in one step. */
const STRINGS_IN_STEP = 20;

/** {@link checkFile} in short steps, for large files. */
export function* checkSteps(
  pair: FilePair,
  { cache = new FindingCache(), termbase, recorded, withoutFixes = false }: CheckHelp = {},
): Generator<void, FileReport> {
  const { format, source, target, direction } = pair;
  const fromSource = yield* readNamedSteps(format, source.path, source.text, { source: direction.source });
  const report = (strings: number, found: readonly FoundInFile[], text = ""): FileReport => {
    const placeOf = positionsIn(text);
    const fixes = withoutFixes ? [] : fixesOf(format, text, found, direction);
    const findings = found.map((one, index): FileFinding => {
      const { check, severity, problem, key, span, stale } = one;
      const fix = fixes[index];
      const place = { span, start: placeOf(span.start), end: placeOf(span.end) };
      const part = wrongPart(text.slice(span.start, span.end), problem, one.fix);
      return {
        check,
        severity,
        problem,
        key,
        ...place,
        ...(part ? { wrong: { start: placeOf(span.start + part.start), end: placeOf(span.start + part.end) } } : {}),
        ...(fix ? { fix } : {}),
        ...(stale ? { stale } : {}),
      };
    });
    findings.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
    return { path: target.path, direction, strings, findings };
  };
  const { text } = target;
  if (text === undefined) {
    const strings = wantedIn(format, fromSource, direction).length;
    return report(strings, [foundInFile("missing-file", "warning", { code: "file-missing", strings })]);
  }
  let document: Document;
  try {
    const read = yield* readOnceSteps(format, text, languagesOf(direction));
    document = withTextsOfKeys(pair, fromSource, read);
  } catch (error) {
    if (!(error instanceof MalformedFileError)) throw error;
    const { line, column, what } = error;
    const { findings, ...rest } = report(0, [foundInFile("malformed-file", "error", { code: "file-malformed", what })]);
    return { ...rest, findings: findings.map((one) => ({ ...one, start: { line, column }, end: { line, column } })) };
  }
  const isTemplate = format.isTemplate?.(source.path, source.text) ?? false;
  const base = format.holds === "one-language" ? fromSource : document;
  const wanted = yield* wantedSteps(format, base, direction);
  const files = { format, source: fromSource, target: document, isTemplate, direction, recorded };
  const states = yield* segmentStateSteps(files, wanted);
  const syntax = syntaxOf(format, base.units);
  const checks = { direction, syntax, accelerators: format.accelerators ?? USUAL_MARKERS, termbase };
  yield;
  const variants = pluralSources(document.units);
  const found = problemsOf(format, text, document, direction);
  for (let done = 0; done < states.length; done += STRINGS_IN_STEP) {
    found.push(...keysFound(states.slice(done, done + STRINGS_IN_STEP), variants, checks, cache));
    yield;
  }
  return report(wanted.length, found, text);
}

function foundInFile(check: FileRuleName, severity: Severity, problem: Problem): FoundInFile {
  return { check, severity, problem, key: [], span: { start: 0, end: 0 } };
}

function problemsOf(format: Format, text: string, { problems }: Document, { target }: Direction): FoundInFile[] {
  const found = problems.map((problem): FoundInFile => {
    const { span } = problem;
    return { check: "file-problem", severity: "warning", problem: { code: "file-problem", problem }, key: [], span };
  });
  const stated = format.languageOf?.(text);
  if (stated !== undefined && isOtherLanguage(stated, target)) {
    found.push(foundInFile("other-language", "error", { code: "language-stated", stated, expected: target }));
  }
  return found;
}
