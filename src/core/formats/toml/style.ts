import { asciiEscape } from "#core/text/ascii-escape.js";
import { lineEndOf } from "#core/text/splice.js";
import type { TomlFile } from "./build.js";
import type { Section, TomlNode, TomlQuotes } from "./node.js";

/** The source file. */
export interface Source {
  readonly text: string;
  readonly file: TomlFile;
}

/** The style of a file. */
export interface TomlStyle {
  readonly lineEnd: string;
  /** `=` with the blanks around it. */
  readonly equals: string;
  /** Quotes of keys that do not need them. */
  readonly keys: "bare" | "basic" | "literal";
  /** Quotes of most strings on one line. */
  readonly quotes: "basic" | "literal";
  /** Whether texts of several lines are written as such. */
  readonly hasLines: boolean;
  /** Whether a blank line precedes headers; undefined if the file has none after its beginning. */
  readonly hasGaps: boolean | undefined;
  /** Indentation of the lines below a header, from its own; undefined if the file has none. */
  readonly indent: string | undefined;
  /** Whether all characters beyond ASCII are escaped. */
  readonly isAscii: boolean;
}

/** How many values and headers to sample when detecting a file's style. */
const SAMPLE = 500;
/** Longest indentation; the bound keeps hostile files linear. */
const INDENT = /^[ \t]{0,200}/;

/** The style of a file, by its first values. */
export function styleOf(text: string, { root, sections }: TomlFile): TomlStyle {
  const keys = { bare: 0, basic: 0, literal: 0 };
  const quotes: Record<TomlQuotes, number> = { basic: 0, literal: 0, "basic-lines": 0, "literal-lines": 0 };
  const equals = new Map<string, number>();
  let indent: string | undefined;
  for (const node of firstValues(root)) {
    if (node.quotes) quotes[node.quotes]++;
    if (typeof node.key !== "string") continue;
    const char = text[node.nameEnd - 1];
    keys[char === '"' ? "basic" : char === "'" ? "literal" : "bare"]++;
    const sign = text.slice(node.nameEnd, node.start);
    if (/^[ \t]?=[ \t]?$/.test(sign)) equals.set(sign, (equals.get(sign) ?? 0) + 1);
    if (node.section.node !== root && node.parent === node.section.node) indent ??= indentOf(text, node, node.section);
  }
  const [usual = " = "] = [...equals].sort((a, b) => b[1] - a[1]).map(([sign]) => sign);
  const headers = sections
    .slice(1, SAMPLE)
    .filter((section) => /\S/.test(text.slice(0, Math.min(startOf(section), 200))));
  return {
    lineEnd: lineEndOf(text),
    equals: usual,
    keys: keys.basic + keys.literal <= keys.bare ? "bare" : keys.basic >= keys.literal ? "basic" : "literal",
    quotes: quotes.literal > quotes.basic ? "literal" : "basic",
    hasLines: quotes["basic-lines"] + quotes["literal-lines"] > 0,
    hasGaps: headers.length === 0 ? undefined : headers.some((section) => hasGapBefore(text, section)),
    indent,
    isAscii: asciiEscape(text) !== undefined,
  };
}

/** The first values that are not tables, in the order of the tree. */
function firstValues(root: TomlNode): TomlNode[] {
  const values: TomlNode[] = [];
  const work = [root];
  for (let node = work.pop(); node && values.length < SAMPLE; node = work.pop()) {
    if (node.children.length === 0) values.push(node);
    for (let index = Math.min(node.children.length, SAMPLE) - 1; index >= 0; index--) {
      const child = node.children[index];
      if (child) work.push(child);
    }
  }
  return values;
}

/** The blanks that a line begins with. */
export function indentAt(text: string, lineStart: number): string {
  return INDENT.exec(text.slice(lineStart, lineStart + 200))?.[0] ?? "";
}

/** The style of a file that is to be like another one where it does not show its own. */
export function styleWith(text: string, file: TomlFile, source: Source | undefined): TomlStyle {
  const own = styleOf(text, file);
  if (!source) return own;
  const usual = styleOf(source.text, source.file);
  if (file.root.children.length === 0) return { ...usual, lineEnd: /[\r\n]/.test(text) ? own.lineEnd : usual.lineEnd };
  return { ...own, hasGaps: own.hasGaps ?? usual.hasGaps, indent: own.indent ?? usual.indent };
}

/** How much deeper than the header of its section a line is. */
function indentOf(text: string, { lineStart }: TomlNode, section: Section): string {
  const header = indentAt(text, section.lineStart);
  const own = indentAt(text, lineStart);
  return own.startsWith(header) ? own.slice(header.length) : "";
}

/** The start of a header, or of the comment on it. */
function startOf({ lineStart, commentStart }: Section): number {
  return commentStart < 0 ? lineStart : commentStart;
}

/** Whether a header, with the comment on it, follows a blank line. */
function hasGapBefore(text: string, section: Section): boolean {
  const end = startOf(section);
  const before = text.slice(Math.max(0, end - 200), end);
  return /(?:\r\n|\r|\n)[ \t]*(?:\r\n|\r|\n)[ \t]*$/.test(before);
}
