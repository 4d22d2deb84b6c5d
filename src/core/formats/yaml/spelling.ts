import type { Notation } from "../tree/render.js";
import { ALIAS_MARK } from "./aliases.js";
import { scanBlock, scanBlockHeader } from "./block.js";
import { lineEndAt } from "./chars.js";
import type { YamlNode } from "./node.js";

/** The style of a file. */
export interface YamlStyleOfFile {
  readonly lineEnd: string;
  /** Indentation of nested mappings, and of sequences below a key. */
  readonly unit: number;
  readonly sequenceUnit: number;
  /** The style of most values, and of those that need quotes. */
  readonly usual: "plain" | Quote;
  readonly quote: Quote;
  /** Quotes of keys that do not need them. */
  readonly keys: "plain" | Quote;
  /** Whether texts of several lines are literal scalars. */
  readonly literal: boolean;
}

type Quote = "single" | "double";

/** Characters that need double quotes on one line. */
const NEEDS_ESCAPE = /[\p{Cc}\p{Cs}\u2028\u2029\ufeff\ufffe\uffff]/u;

/** Texts that YAML 1.1 or 1.2 may read as a number, a date, a boolean or null. */
const AMBIGUOUS = /^(?:true|false|yes|no|on|off|y|n|null|nil|<<|[-+.]?\d[\d_,.:+\- TZa-fox]*|[-+]?\.(?:inf|nan))$/i;
const BEGINS_PLAIN = /^[^-?:,[\]{}#&*!|>'"%@`=~ ]/;

/** Whether every parser reads the plain text as this string. */
function canBePlain(value: string, flow: boolean): boolean {
  if (!BEGINS_PLAIN.test(value) || NEEDS_ESCAPE.test(value)) return false;
  if (/: | #|[: ]$|^\.\.\./.test(value) || AMBIGUOUS.test(value)) return false;
  return !(flow && /[,[\]{}:?]/.test(value));
}

/** A text on one line: in the wanted style if possible, otherwise in the file's quotes, otherwise in double quotes. */
export function spellOnLine(value: string, wanted: "plain" | Quote, quote: Quote, flow: boolean): string {
  if (wanted === "plain" && canBePlain(value, flow)) return value;
  const chosen = wanted === "plain" ? quote : wanted;
  if (chosen === "single" && !NEEDS_ESCAPE.test(value)) return `'${value.replaceAll("'", "''")}'`;
  return `"${value.replace(/["\\\p{Cc}\p{Cs}\u2028\u2029\ufeff\ufffe\uffff]/gu, escapeChar)}"`;
}

const ESCAPES = new Map([
  ['"', '\\"'],
  ["\\", "\\\\"],
  ["\n", "\\n"],
  ["\r", "\\r"],
  ["\t", "\\t"],
  ["\u0085", "\\N"],
  ["\u2028", "\\L"],
  ["\u2029", "\\P"],
]);

function escapeChar(char: string): string {
  return ESCAPES.get(char) ?? `\\u${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
}

/** A key in the style of the file. */
export function spellKey(name: string, { keys, quote }: YamlStyleOfFile, flow: boolean): string {
  return spellOnLine(name, keys === "plain" && name.includes(":") ? quote : keys, quote, flow);
}

/** A new value of a block collection at a column. */
export function spellNew(value: string, indent: number, style: YamlStyleOfFile): string {
  if (value.startsWith(ALIAS_MARK)) return value.slice(ALIAS_MARK.length);
  const literal =
    style.literal && value.includes("\n")
      ? spellBlock(value, {
          folded: false,
          parentIndent: indent,
          indent: indent + style.unit,
          indicator: 0,
          rest: "",
          keeps: false,
          lineEnd: style.lineEnd,
        })
      : undefined;
  return literal ?? spellOnLine(value, style.usual, style.quote, false);
}

/** Replaces a value, in the same style if possible. */
export function spellLike(value: string, node: YamlNode, text: string, style: YamlStyleOfFile): string {
  if (node.style === "single" || node.style === "double" || node.style === "plain")
    return spellOnLine(value, node.style, style.quote, node.inFlow);
  const folded = node.style === "folded";
  const header = scanBlockHeader(text, node.start);
  const lineEnd = lineEndAt(text, header.end);
  const rest = text.slice(header.end, lineEnd);
  const { indent } = scanBlock(text, node.start, node.indent);
  // Kept line breaks are distinct only if a line break follows.
  const keeps = header.chomping === "+" && node.end < text.length;
  const longest = folded ? longestLine(text, lineEnd, node.end) : 0;
  const column = indent || Math.max(node.indent, 0) + style.unit;
  const block = {
    folded,
    parentIndent: node.indent,
    indent: column,
    indicator: header.indicator,
    rest,
    keeps,
    width: longest - column,
    lineEnd: style.lineEnd,
  };
  return spellBlock(value, block) ?? spellOnLine(value, "double", style.quote, false) + rest;
}

/** A block scalar without its value. */
interface Block {
  readonly folded: boolean;
  /** Column of what it is in. */
  readonly parentIndent: number;
  /** Column of its lines. */
  readonly indent: number;
  /** Explicit indentation; 0 for none. */
  readonly indicator: number;
  /** The rest of the header's line. */
  readonly rest: string;
  /** Whether it may keep line breaks at its end. */
  readonly keeps: boolean;
  /** Width of folded lines, in columns. */
  readonly width?: number;
  readonly lineEnd: string;
}

/** A block scalar with its header; undefined if none can hold the value. */
function spellBlock(value: string, block: Block): string | undefined {
  const { folded, parentIndent, indent, indicator, rest, keeps, width = 0, lineEnd } = block;
  let length = value.length;
  while (length > 0 && value[length - 1] === "\n") length--;
  const breaks = value.length - length;
  if (!/\S/.test(value) || (breaks > 1 && !keeps) || NEEDS_ESCAPE.test(value.replace(/[\n\t]/g, ""))) return undefined;
  const body = value.slice(0, length);
  if (folded && /^[ \t]/m.test(body)) return undefined;
  const lines = folded ? foldedLines(body, Math.max(width, MIN_WIDTH)) : body.split("\n");
  const stated = indicator > 0 || lines.find((line) => line !== "")?.startsWith(" ");
  const digit = stated ? String(indent - Math.max(parentIndent, 0)) : "";
  const chomping = breaks === 0 ? "-" : breaks === 1 ? "" : "+";
  const pad = " ".repeat(indent);
  const padded = lines.map((line) => (line === "" ? "" : pad + line)).join(lineEnd);
  const text = `${folded ? ">" : "|"}${digit}${chomping}${rest}${lineEnd}${padded}${lineEnd.repeat(Math.max(breaks - 1, 0))}`;
  if (digit.length > 1) return undefined;
  return scanBlock(text + lineEnd, 0, parentIndent).value === value ? text : undefined;
}

const MIN_WIDTH = 60;

/** The lines of a folded scalar: broken at single spaces, with a blank line for each line break of the text. */
function foldedLines(body: string, width: number): string[] {
  const lines: string[] = [];
  let filled = false;
  for (const paragraph of body.split("\n")) {
    if (paragraph !== "" && filled) lines.push("");
    if (paragraph === "") lines.push("");
    else {
      lines.push(...wrapped(paragraph, width));
      filled = true;
    }
  }
  return lines;
}

function wrapped(paragraph: string, width: number): string[] {
  const lines: string[] = [];
  let line: string | undefined;
  for (const word of paragraph.split(/(?<=[^ \t]) (?=[^ \t])/)) {
    if (line === undefined) line = word;
    else if (line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line += ` ${word}`;
  }
  return [...lines, line ?? ""];
}

function longestLine(text: string, start: number, end: number): number {
  let longest = 0;
  for (const line of text.slice(start, end).split(/[\r\n]+/)) longest = Math.max(longest, line.length);
  return longest;
}

/** New entries inside of flow collections. */
export function flowNotation(style: YamlStyleOfFile): Notation {
  return {
    value: (value) => spellOnLine(value, style.usual, style.quote, true),
    key: (name) => spellKey(String(name), style, true),
    object: ["{", "}"],
    array: ["[", "]"],
    gap: "null",
    comment: /#/y,
  };
}
