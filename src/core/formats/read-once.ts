import type { Document, Format, ReadOptions } from "./format.js";

/** Length in UTF-16 code units from which reading a text takes long. */
const MIN_LENGTH = 100_000;
/** How many documents are remembered: a few sources with a translation each. */
const MAX_DOCUMENTS = 6;

interface Remembered {
  readonly format: Format;
  readonly text: string;
  readonly languages: string;
  readonly document: Document;
}

const last: Remembered[] = [];

/**
 * Reads a text, as {@link Format.read}; a recent large one is not read again. In an editor, the hints, the checks and
 * the status of a file of 50,000 strings need the same two documents at the same time.
 *
 * @throws {MalformedFileError} as the format does
 */
export function readOnce(format: Format, text: string, options: ReadOptions): Document {
  if (text.length < MIN_LENGTH) return format.read(text, options);
  const languages = `${options.source} ${options.language}`;
  const at = last.findIndex((one) => one.format === format && one.languages === languages && one.text === text);
  const [known = { format, text, languages, document: format.read(text, options) }] = at < 0 ? [] : last.splice(at, 1);
  last.unshift(known);
  last.length = Math.min(last.length, MAX_DOCUMENTS);
  return known.document;
}
