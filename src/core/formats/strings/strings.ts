import { atOnce } from "#core/text/at-once.js";
import type { Encoding } from "#core/text/encoding.js";
import { lineEndOf, type Splice, splice } from "#core/text/splice.js";
import type { Document, Edit, Format, WriteOptions } from "../format.js";
import { alignmentIn } from "../keys/alignment.js";
import { documentSteps, editsByName, lastByName, namesByAnchor } from "../keys/flat-keys.js";
import { quoteStrings } from "./escape.js";
import { parseStrings, parseStringsSteps, type StringsEntry } from "./parse.js";

/** Apple .strings files (`Localizable.strings`, `InfoPlist.strings`), as Foundation reads them. */
export const strings: Format = {
  name: "strings",
  label: "Apple .strings",
  holds: "one-language",
  syntax: "plain",
  matches: (path) => /\.strings$/i.test(path),
  read: (text) => atOnce(readSteps(text)),
  readSteps,
  write,
  create,
};

function* readSteps(text: string): Generator<void, Document> {
  return yield* documentSteps(yield* parseStringsSteps(text));
}

function write(text: string, edits: readonly Edit[], options: WriteOptions = {}): string {
  if (edits.length === 0) return text;
  const all = parseStrings(text);
  const values = editsByName(edits);
  const { last: existing } = lastByName(all);
  const { encoding, sourceOrder, sourceText = "" } = options;
  const splices: Splice[] = [];
  const additions: string[] = [];
  for (const [key, value] of values) {
    const entry = existing.get(key);
    if (entry) splices.push(replacement(text, entry, value, encoding));
    else additions.push(key);
  }
  if (additions.length === 0) return splice(text, splices);
  const [styleText, styled] = all.length > 0 ? [text, all] : [text + sourceText, parseStrings(sourceText)];
  const style = styleOf(all.length > 0 ? text : sourceText, styled, lineEndOf(styleText));
  const signNear = alignmentIn(text, all, ({ keyStart, keyEnd, start, entryEnd }) => {
    return { keyStart, keyEnd, valueStart: start, end: entryEnd };
  });
  for (const [anchor, keys] of namesByAnchor(existing, additions, sourceOrder)) {
    const neighbour = anchor ?? all[0];
    const indent = indentOf(text, neighbour);
    const aligned = signNear(neighbour);
    const lines = keys.map((key) => {
      const name = style.bareKeys && BARE.test(key) ? key : quoteStrings(key, '"', encoding);
      return `${indent}${name}${aligned?.(name) ?? style.separator}${quoteStrings(values.get(key) ?? "", '"', encoding)};`;
    });
    splices.push(insertion(text, anchor, all[0], lines, style));
  }
  return splice(text, splices);
}

function replacement(text: string, entry: StringsEntry, value: string, encoding: Encoding | undefined): Splice {
  const { start, end, short } = entry;
  const quoted = quoteStrings(value, text[start] === "'" ? "'" : '"', encoding);
  return { start, end, text: short ? ` = ${quoted}` : quoted };
}

/** The layout of the entries of a file. */
interface Style {
  readonly separator: string;
  /** Whether keys are unquoted if possible. */
  readonly bareKeys: boolean;
  /** Between two entries: a line end, or two if the file has blank lines there. */
  readonly gap: string;
  readonly lineEnd: string;
}

/** Keys that need no quotes in any tool. */
const BARE = /^[A-Za-z_][\w.-]*$/;
/** Separators within a line, not stretched to align values. */
const SEPARATOR = /^[ \t]{0,3}=[ \t]{0,3}$/;
/** Longest indentation; the bound keeps hostile files linear. */
const INDENT = /(?:^|[\r\n])([ \t]{0,200})$/;

function styleOf(text: string, entries: readonly StringsEntry[], lineEnd: string): Style {
  const usual = entries.find((entry) => SEPARATOR.test(text.slice(entry.keyEnd, entry.start)));
  const [first, second] = entries;
  const between = first && second ? text.slice(first.entryEnd, second.commentStart) : "";
  const isApart = (between.match(/\r\n|\r|\n/g)?.length ?? 0) > 1;
  return {
    separator: usual ? text.slice(usual.keyEnd, usual.start) : " = ",
    bareKeys: first !== undefined && !/["']/.test(text.charAt(first.keyStart)),
    gap: isApart ? lineEnd + lineEnd : lineEnd,
    lineEnd,
  };
}

function indentOf(text: string, entry: StringsEntry | undefined): string {
  const start = entry?.keyStart ?? 0;
  return INDENT.exec(text.slice(Math.max(0, start - 201), start))?.[1] ?? "";
}

/** Inserts lines after an entry, before the first one and its comment, or at the end of a file without entries. */
function insertion(
  text: string,
  anchor: StringsEntry | undefined,
  first: StringsEntry | undefined,
  lines: readonly string[],
  { gap, lineEnd }: Style,
): Splice {
  if (anchor) return { start: anchor.entryEnd, end: anchor.entryEnd, text: gap + lines.join(gap) };
  if (first) {
    // The new entry takes over the indentation of the first one.
    const indent = indentOf(text, first);
    const inserted = lines.join(gap).slice(indent.length) + gap + indent;
    return { start: first.commentStart, end: first.commentStart, text: inserted };
  }
  const isOpen = /[^\r\n\ufeff]$/.test(text);
  const at = text.length;
  return { start: at, end: at, text: isOpen ? lineEnd + lines.join(gap) : lines.join(gap) + lineEnd };
}

/** An empty file: keys with empty values would show nothing, missing ones show the key. */
function create(sourceText: string): string {
  parseStrings(sourceText);
  return "";
}
