import { atOnce } from "#core/text/at-once.js";
import type { Span } from "#core/text/span.js";
import { malformedAt } from "#core/text/splice.js";
import { said } from "../../errors.js";

/** An entry; the span is that of its value with its quotes. */
export interface IniEntry extends Span {
  readonly section: string | undefined;
  readonly name: string;
  readonly value: string;
  readonly quote: string;
  /** The comment lines directly above. */
  readonly comment: string;
  readonly lineStart: number;
  /** The end of its last line, without the line end. */
  readonly lineEnd: number;
}

/** A section: its name, and where its first line ends. */
export interface IniSection {
  readonly name: string;
  readonly end: number;
}

/** The contents of a file, in order. */
export interface IniFile {
  readonly entries: readonly IniEntry[];
  readonly sections: readonly IniSection[];
}

const SECTION = /^[ \t]*\[([^\]\r\n]+)\][ \t]*(?:[;#].*)?$/;
const LINE_END = /[\r\n]/g;

/**
 * Reads an INI text as PHP's `parse_ini_file` and Joomla, Mautic and Shopware do: `key = value` lines in sections, with
 * values bare or in quotes, possibly on several lines; `;` and `#` begin a comment. Linear in the text.
 *
 * @throws {MalformedFileError} for a line that is neither, and for a value that does not end
 */
export function parseIni(text: string): IniFile {
  return atOnce(parseIniSteps(text));
}

/** Lines that are read in one step. */
const LINES_IN_STEP = 500;

/** {@link parseIni} in short steps, for large files. */
export function* parseIniSteps(text: string): Generator<void, IniFile> {
  let lines = 0;
  const entries: IniEntry[] = [];
  const sections: IniSection[] = [];
  let section: string | undefined;
  let comments: string[] = [];
  for (let at = text.startsWith("\ufeff") ? 1 : 0; at < text.length; ) {
    if (++lines % LINES_IN_STEP === 0) yield;
    let end = lineEndAt(text, at);
    const first = skipBlanks(text, at);
    const char = text[first];
    if (first >= end) comments = [];
    else if (char === ";" || char === "#")
      comments.push(
        text
          .slice(first, end)
          .replace(/^[;#]+\s*/, "")
          .trimEnd(),
      );
    else if (char === "[") {
      section = SECTION.exec(text.slice(at, end))?.[1];
      if (section === undefined) throw malformedAt(text, first, said`The name of the section is not closed`);
      sections.push({ name: section, end });
      comments = [];
    } else {
      const entry = entryAt(text, { lineStart: at, first, lineEnd: end }, section, comments.join("\n"));
      entries.push(entry);
      end = entry.lineEnd;
      comments = [];
    }
    at = end + (text.startsWith("\r\n", end) ? 2 : 1);
  }
  return { entries, sections };
}

function lineEndAt(text: string, from: number): number {
  LINE_END.lastIndex = from;
  return LINE_END.exec(text)?.index ?? text.length;
}

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (text[at] === " " || text[at] === "\t") at++;
  return at;
}

/** A line: its start, its first non-blank character, and its end. */
interface Line {
  readonly lineStart: number;
  readonly first: number;
  readonly lineEnd: number;
}

function entryAt(text: string, line: Line, section: string | undefined, comment: string): IniEntry {
  const { lineStart, first, lineEnd } = line;
  const equals = text.indexOf("=", first);
  if (equals <= first || equals >= lineEnd || "]\"'".includes(text[first] ?? "]"))
    throw malformedAt(text, first, said`A key with '=', a section or a comment is expected`);
  const name = text.slice(first, equals).trimEnd();
  const start = skipBlanks(text, equals + 1);
  const quote = text[start];
  if (quote !== '"' && quote !== "'") {
    const raw = text.slice(start, lineEnd);
    const after = raw.includes(";") ? raw.search(/(?:^|[ \t]);/) : -1;
    const value = (after < 0 ? raw : raw.slice(0, after)).trimEnd();
    return { section, comment, lineStart, name, value, quote: "", start, end: start + value.length, lineEnd };
  }
  let end = start + 1;
  while (end < text.length && text[end] !== quote) end += text[end] === "\\" ? 2 : 1;
  if (end >= text.length) throw malformedAt(text, start, said`The value in quotes is not closed`);
  const last = lineEndAt(text, end + 1);
  if (!/^[ \t]*(?:[;#].*)?$/.test(text.slice(end + 1, last)))
    throw malformedAt(text, end + 1, said`A value in quotes has text after it: quotes inside need a backslash`);
  const inner = text.slice(start + 1, end);
  const value = /[\\\r]/.test(inner) ? inner.replace(/\r\n?/g, "\n").replace(/\\(["'\\])/g, "$1") : inner;
  return { section, comment, lineStart, name, value, quote, start, end: end + 1, lineEnd: last };
}
