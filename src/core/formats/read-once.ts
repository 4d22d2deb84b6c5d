import { atOnce } from "../text/at-once.js";
import type { Document, Format, ReadOptions } from "./format.js";

/** Length in UTF-16 code units from which reading a text takes long. */
const MIN_LENGTH = 100_000;
/** How many documents are remembered: a few sources with a translation each. */
const MAX_DOCUMENTS = 6;

/** A document that has been read, or is being read by whoever needs it first. */
interface Reading {
  readonly format: Format;
  readonly text: string;
  readonly languages: string;
  readonly steps: Generator<void, Document>;
  /** At the end, one of these two. */
  document?: Document;
  failure?: { readonly error: unknown };
}

const last: Reading[] = [];

/**
 * Reads a text, as {@link Format.read}; a recent large one is not read again. In an editor, the hints, the checks and
 * the status of a file of 50,000 strings need the same two documents at the same time.
 *
 * @throws {MalformedFileError} as the format does
 */
export function readOnce(format: Format, text: string, options: ReadOptions): Document {
  return text.length < MIN_LENGTH ? format.read(text, options) : atOnce(readOnceSteps(format, text, options));
}

/** {@link readOnce} in short steps. Two who read the same large text at the same time share the work. */
export function* readOnceSteps(format: Format, text: string, options: ReadOptions): Generator<void, Document> {
  if (text.length < MIN_LENGTH) return format.read(text, options);
  const languages = `${options.source} ${options.language}`;
  const at = last.findIndex((one) => one.format === format && one.languages === languages && one.text === text);
  const [reading = { format, text, languages, steps: stepsOf(format, text, options) } as Reading] =
    at < 0 ? [] : last.splice(at, 1);
  last.unshift(reading);
  last.length = Math.min(last.length, MAX_DOCUMENTS);
  while (!reading.document) {
    advance(reading);
    if (!reading.document) yield;
  }
  return reading.document;
}

function* stepsOf(format: Format, text: string, options: ReadOptions): Generator<void, Document> {
  return format.readSteps ? yield* format.readSteps(text, options) : format.read(text, options);
}

/** Takes a step; a text that cannot be read is forgotten, and all who wait for it are told. */
function advance(reading: Reading): void {
  if (reading.failure) throw reading.failure.error;
  try {
    const step = reading.steps.next();
    if (step.done) reading.document = step.value;
  } catch (error) {
    reading.failure = { error };
    const at = last.indexOf(reading);
    if (at >= 0) last.splice(at, 1);
    throw error;
  }
}
