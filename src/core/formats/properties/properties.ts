import { atOnce } from "#core/text/at-once.js";
import { lineEndOf, type Splice, splice } from "#core/text/splice.js";
import type { Document, Edit, Format, WriteOptions } from "../format.js";
import { type AlignedEntry, alignmentIn } from "../keys/alignment.js";
import { documentSteps, editsByName, lastByName, namesByAnchor } from "../keys/flat-keys.js";
import type { Property } from "./entry.js";
import { escapeKey, escapeValue, type PropertySpelling, spellingOf } from "./escape.js";
import { parseProperties, parsePropertiesSteps } from "./parse.js";

/**
 * Java .properties files, after the documentation of `java.util.Properties`. Values are plain texts: a program may pass
 * some to `java.text.MessageFormat`, where `''` is an apostrophe and `'` quotes, but the file does not say which.
 */
export const properties: Format = {
  name: "properties",
  label: "Java .properties",
  holds: "one-language",
  fallbackEncoding: "iso-8859-1",
  matches: (path) => /\.properties$/i.test(path),
  read: (text) => atOnce(readSteps(text)),
  readSteps,
  write,
  create,
};

function* readSteps(text: string): Generator<void, Document> {
  return yield* documentSteps(yield* parsePropertiesSteps(text));
}

function write(text: string, edits: readonly Edit[], options: WriteOptions = {}): string {
  if (edits.length === 0) return text;
  const all = parseProperties(text);
  const values = editsByName(edits);
  const { sourceText = "", encoding, sourceOrder } = options;
  const source = all.length > 0 ? [] : parseProperties(sourceText);
  const spelling = spellingOf(all, source, encoding);
  const { last: existing } = lastByName(all);
  const splices: Splice[] = [];
  const additions: string[] = [];
  for (const [key, value] of values) {
    const property = existing.get(key);
    if (property) splices.push({ start: property.start, end: property.end, text: newValue(property, value, spelling) });
    else additions.push(key);
  }
  const separator = [...all, ...source].find(({ separator }) => USUAL_SEPARATOR.test(separator))?.separator ?? "=";
  const signNear = alignmentIn(text, all, placeOf);
  const lineEnd = lineEndOf(all.length > 0 ? text : text + sourceText);
  for (const [anchor, keys] of namesByAnchor(existing, additions, sourceOrder)) {
    const neighbour = anchor ?? all[0];
    const indent = neighbour ? INDENT.exec(text.slice(neighbour.lineStart, neighbour.keyStart))?.[0] : "";
    const aligned = signNear(neighbour);
    const lines = keys.map((key) => {
      const name = escapeKey(key, spelling);
      const sign = aligned?.(name) ?? separator;
      return `${indent}${name}${sign}${escapeValue(values.get(key) ?? "", spelling, sign)}`;
    });
    splices.push(insertion(text, anchor, all[0], lines, lineEnd));
  }
  return splice(text, splices);
}

function placeOf({ keyStart, start, end, separator }: Property): AlignedEntry {
  return { keyStart, keyEnd: start - separator.length, valueStart: start, end };
}

/** Separators within a line, not stretched to align values. */
const USUAL_SEPARATOR = /^(?:[ \t]{0,3}[=:][ \t]{0,3}|[ \t])$/;
/** Longest indentation; the bound keeps hostile files linear. */
const INDENT = /^[ \t]{0,200}/;

/** The replacement of a value; a key on its own gets a separator, too. */
function newValue({ separator }: Property, value: string, spelling: PropertySpelling): string {
  return separator === "" && value !== ""
    ? `=${escapeValue(value, spelling, "=")}`
    : escapeValue(value, spelling, separator);
}

/** Inserts lines after an entry, before the first one and its comment, or at the end of a file without entries. */
function insertion(
  text: string,
  anchor: Property | undefined,
  first: Property | undefined,
  lines: readonly string[],
  lineEnd: string,
): Splice {
  const before = lines.map((line) => lineEnd + line).join("");
  const after = lines.map((line) => line + lineEnd).join("");
  if (anchor) return { start: anchor.end, end: anchor.end, text: (anchor.open ? lineEnd : "") + before };
  const at = first?.commentStart ?? text.length;
  const isOpen = !first && /[^\r\n\ufeff]$/.test(text);
  return { start: at, end: at, text: isOpen ? before : after };
}

/** An empty file: keys with empty values would hide the texts of the fallback language. */
function create(sourceText: string): string {
  parseProperties(sourceText);
  return "";
}
