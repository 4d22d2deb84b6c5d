import { MalformedFileError, RouteLmtError } from "../errors.js";
import type { Encoding } from "../formats/encoding.js";
import type { Document, Edit, Format, Problem, ReadOptions } from "../formats/format.js";
import { keyId } from "../formats/format.js";
import { isCompatible } from "../language/variety.js";
import type { Decision, Direction, LanguageTag } from "../segment.js";
import type { Made } from "../status/source-record.js";
import {
  type CopiedValue,
  isKept,
  type Knowledge,
  type Preparation,
  type PreparedSegment,
  prepare,
  type StaleChoice,
} from "./prepare.js";

/** A source file and one of its target files, ready for a run. */
export interface FileJob {
  readonly targetPath: string;
  readonly direction: Direction;
  readonly format: Format;
  /** The source file's text; of a format with source and target, the target file's own. */
  readonly sourceText: string;
  readonly preparation: Preparation;
  readonly problems: readonly Problem[];
}

/** What was put into a text, and what was not. */
export interface Applied {
  readonly text: string;
  /** How many values are new. */
  readonly written: number;
  /** Segments whose key got a value from somebody else meanwhile; theirs stays. */
  readonly overtaken: readonly string[];
  /** The new values with their source texts, to be recorded. */
  readonly made: readonly Made[];
  /** Every key of the text, as {@link keyId}. */
  readonly keys: ReadonlySet<string>;
}

/** A file by its name for people and its text. */
export interface NamedText {
  readonly path: string;
  readonly text: string;
}

/**
 * Reads both files and finds what is to be done.
 *
 * @param again stale translations that are to be made again; without it none is
 * @param targetText undefined when there is no target file yet
 * @throws {RouteLmtError} `format-malformed`, with path, line and column; `option-invalid` when the
 *   target file says that it is of another language
 */
export function openFileJob(
  format: Format,
  { path: sourcePath, text: sourceText }: NamedText,
  targetPath: string,
  targetText: string | undefined,
  direction: Direction,
  knowledge: Knowledge = {},
  again?: StaleChoice,
): FileJob {
  const fromSource = readNamed(format, sourcePath, sourceText, { source: direction.source });
  const target =
    targetText === undefined ? undefined : readNamed(format, targetPath, targetText, languagesOf(direction));
  if (targetText !== undefined) refuseOtherLanguage(format.languageOf?.(targetText), targetPath, direction);
  // A bilingual target has its own source texts, and as many plural forms as its language needs.
  const source =
    format.holds === "one-language"
      ? fromSource
      : (target ?? format.read(format.create(sourceText, direction.target, direction.source), languagesOf(direction)));
  return {
    targetPath,
    direction,
    format,
    sourceText,
    // What such a file leaves out, a new one does, too.
    preparation: prepare(
      format,
      source,
      format.holds === "one-language" ? target : source,
      direction,
      knowledge,
      again,
    ),
    problems: [...fromSource.problems, ...(target?.problems ?? [])],
  };
}

/**
 * Puts decisions into the target text as it is now. A key that has a translation by now was
 * translated by somebody else, and stays.
 *
 * @param currentText undefined when there is no target file
 * @param encoding that the text will be written in
 * @throws {RouteLmtError} `format-malformed` when the target is malformed by now
 */
export function applyDecisions(
  job: FileJob,
  decisions: readonly Decision[],
  currentText: string | undefined,
  encoding?: Encoding,
): Applied {
  const { format, direction, sourceText } = job;
  const text = currentText ?? format.create(sourceText, direction.target, direction.source);
  const { units } = readNamed(format, job.targetPath, text, languagesOf(direction));
  const there = new Map(units.map((unit) => [keyId(unit.key), unit]));
  const isFree = ({ key, replaces }: CopiedValue | PreparedSegment): boolean => {
    const unit = there.get(keyId(key));
    return !unit || !isKept(unit) || (replaces !== undefined && unit.value === replaces);
  };
  const chosen = new Map(decisions.map((decision) => [decision.segment.id, decision.chosen?.text]));
  const overtaken: string[] = [];
  const edits: Edit[] = [];
  const made: Made[] = [];
  const add = (source: string, { key, value, markup }: Edit): void => {
    edits.push({ key, value, ...(markup ? { markup } : {}) });
    made.push({ key, source, target: value, author: "routelmt" });
  };
  for (const copied of job.preparation.copied) if (isFree(copied)) add(copied.value, copied);
  for (const prepared of job.preparation.segments) {
    const { segment, key, markup } = prepared;
    const value = chosen.get(segment.id);
    if (value === undefined) continue;
    if (isFree(prepared)) add(segment.source, { key, value, ...(markup ? { markup } : {}) });
    else overtaken.push(segment.key);
  }
  const options = { ...languagesOf(direction), sourceOrder: job.preparation.order, sourceText };
  const written = format.write(text, edits, encoding === undefined ? options : { ...options, encoding });
  const keys = new Set([...there.keys(), ...edits.map(({ key }) => keyId(key))]);
  return { text: written, written: edits.length, overtaken, made, keys };
}

/** German must not go into a file that says that it is French. @throws {RouteLmtError} `option-invalid` */
export function refuseOtherLanguage(stated: LanguageTag | undefined, path: string, { target }: Direction): void {
  if (!isOtherLanguage(stated, target)) return;
  throw new RouteLmtError(
    "option-invalid",
    `${path} says that its language is ${stated}, not ${target}`,
    `Use --to ${stated}, or name the file for ${target} with --out; nothing was written.`,
  );
}

/** Whether the language that a file states is not the one that is meant: another region of it is no other language, another written standard is. */
export function isOtherLanguage(stated: LanguageTag | undefined, meant: LanguageTag): boolean {
  return stated !== undefined && !isCompatible(stated, meant);
}

/** What a format is told of the languages of a target file. */
export function languagesOf({ source, target }: Direction): Required<ReadOptions> {
  return { source, language: target };
}

/** Reads a text. @throws {RouteLmtError} `format-malformed`, naming the file */
export function readNamed(format: Format, path: string, text: string, options: ReadOptions): Document {
  return namingFile(path, () => format.read(text, options));
}

/** Reads something of a file. @throws {RouteLmtError} `format-malformed`, naming the file */
export function namingFile<Result>(path: string, read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof MalformedFileError)) throw error;
    throw new RouteLmtError("format-malformed", `${path}: ${error.message}`, error.advice, { cause: error });
  }
}
