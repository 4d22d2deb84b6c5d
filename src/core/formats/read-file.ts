import { choice, MalformedFileError, RouteLmtError, said } from "../errors.js";
import type { Direction, LanguageTag } from "../language/tag.js";
import { isCompatible } from "../language/variety.js";
import { atOnce } from "../text/at-once.js";
import type { Document, Format, ReadOptions } from "./format.js";
import { readOnceSteps } from "./read-once.js";

/** The text of a file, and its name for people. */
export interface NamedText {
  readonly path: string;
  readonly text: string;
}

/** A source file and its target file in one language. */
export interface FilePair {
  readonly format: Format;
  readonly source: NamedText;
  /** Its text is undefined if there is no such file. */
  readonly target: { readonly path: string; readonly text: string | undefined };
  readonly direction: Direction;
}

/** A source file and its target file in one language, after reading. */
export interface ReadPair {
  readonly format: Format;
  readonly source: Document;
  /** Undefined if there is no such file. */
  readonly target: Document | undefined;
  readonly direction: Direction;
}

/** Throws if a file declares a language other than the target. @throws {RouteLmtError} `option-invalid` */
export function refuseOtherLanguage(stated: LanguageTag | undefined, path: string, { target }: Direction): void {
  if (stated === undefined || !isOtherLanguage(stated, target)) return;
  throw new RouteLmtError(
    "option-invalid",
    said`${path} says that its language is ${stated}, not ${target}`,
    said`Use ${choice("target-language")} ${stated}, or name the file for ${target} with ${choice("target-file")}; nothing was written.`,
  );
}

/** Whether a file declares another language than the target. Regions may differ, written standards may not. */
export function isOtherLanguage(stated: LanguageTag | undefined, meant: LanguageTag): boolean {
  return stated !== undefined && !isCompatible(stated, meant);
}

/** The read options for a target file. */
export function languagesOf({ source, target }: Direction): Required<ReadOptions> {
  return { source, language: target };
}

/** Reads a text. @throws {RouteLmtError} `format-malformed`, naming the file */
export function readNamed(format: Format, path: string, text: string, options: ReadOptions): Document {
  return atOnce(readNamedSteps(format, path, text, options));
}

/** {@link readNamed} in short steps, for large files. */
export function* readNamedSteps(
  format: Format,
  path: string,
  text: string,
  options: ReadOptions,
): Generator<void, Document> {
  try {
    return yield* readOnceSteps(format, text, options);
  } catch (error) {
    throw named(path, error);
  }
}

/** Reads part of a file. @throws {RouteLmtError} `format-malformed`, naming the file */
export function namingFile<Result>(path: string, read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    throw named(path, error);
  }
}

function named(path: string, error: unknown): unknown {
  if (!(error instanceof MalformedFileError)) return error;
  return new RouteLmtError("format-malformed", said`${path}: ${error.what}`, error.cure, { cause: error });
}
