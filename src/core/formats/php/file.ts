import { lineStarts } from "#core/text/line-starts.js";
import { malformedAt } from "#core/text/splice.js";
import type { Literal, LiteralFile } from "../literals/file.js";
import { type LiteralSyntax, looseNode, readLiteral } from "../literals/tree.js";
import { afterOpenTag, skipPhpBlanks, skipPhpToken } from "./lexer.js";
import { phpLiterals } from "./literal.js";
import { decodePhpString } from "./string.js";

const RETURN = /return(?![\w\\])/iy;
const VARIABLE = /\$[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*/y;
const INDEX = /\d{1,15}/y;

/**
 * Reads a PHP file: the array that it returns, or otherwise its assignments to variables and their elements, with keys
 * that begin with the variable. Functions and blocks are ignored.
 *
 * @throws {MalformedFileError} at the first error
 */
export function readPhpFile(text: string): LiteralFile {
  const begin = afterOpenTag(text, 0);
  if (begin === undefined) throw malformedAt(text, 0, "The file has no <?php");
  const syntax = phpLiterals(text);
  const lineStartAt = lineStarts(text);
  const assigned: Literal[] = [];
  const open: string[] = [];
  let isStatement = true;
  let at = skipPhpBlanks(text, begin);
  while (at < text.length) {
    if (isStatement && open.length === 0) {
      const found = returned(text, at, syntax, lineStartAt) ?? assignment(text, at, syntax, lineStartAt);
      if (found?.path.length === 0) {
        checkRest(text, found.end);
        return { text, literals: [found] };
      }
      if (found) assigned.push(found);
      if (found) at = skipPhpBlanks(text, found.end);
      if (found) continue;
    }
    isStatement = ";{}".includes(text[at] ?? "") || text.startsWith("?>", at);
    at = skipPhpBlanks(text, skipPhpToken(text, at, open));
  }
  if (open.length > 0) throw malformedAt(text, text.length, "The file ends early: a bracket is not closed");
  markReplaced(assigned);
  return { text, literals: assigned };
}

type LineStart = (offset: number) => number;

function returned(text: string, start: number, syntax: LiteralSyntax, lineStartAt: LineStart): Literal | undefined {
  RETURN.lastIndex = start;
  if (!RETURN.test(text)) return undefined;
  const node = readLiteral(text, skipPhpBlanks(text, RETURN.lastIndex), syntax, lineStartAt);
  return node && { path: [], node, start, end: node.end };
}

/** `$lang['a']['b'] = 'text';`, with a string or an array on the right. */
function assignment(text: string, start: number, syntax: LiteralSyntax, lineStartAt: LineStart): Literal | undefined {
  VARIABLE.lastIndex = start;
  const [variable] = VARIABLE.exec(text) ?? [];
  if (variable === undefined) return undefined;
  const path: (string | number)[] = [variable];
  let at = skipPhpBlanks(text, start + variable.length);
  while (text[at] === "[") {
    const keyAt = skipPhpBlanks(text, at + 1);
    INDEX.lastIndex = keyAt;
    const [index] = INDEX.exec(text) ?? [];
    const key =
      index === undefined ? decodePhpString(text, keyAt) : { value: Number(index), end: keyAt + index.length };
    const close = key ? skipPhpBlanks(text, key.end) : at;
    if (!key || text[close] !== "]") return undefined;
    path.push(key.value);
    at = skipPhpBlanks(text, close + 1);
  }
  if (text[at] !== "=" || text[at + 1] === "=" || text[at + 1] === ">") return undefined;
  const valueAt = skipPhpBlanks(text, at + 1);
  const node = readLiteral(text, valueAt, syntax, lineStartAt) ?? looseNode(valueAt, syntax.scalar(valueAt));
  const semicolon = skipPhpBlanks(text, node.itemEnd);
  if (text[semicolon] === ";") return { path, node, start, end: semicolon + 1 };
  return text.startsWith("?>", semicolon) || semicolon === text.length
    ? { path, node, start, end: node.itemEnd }
    : undefined;
}

/** An assignment overrides earlier ones to its key or below it. */
function markReplaced(all: readonly Literal[]): void {
  const tree = emptyAssigned();
  for (const { path, node } of [...all].reverse()) {
    let place = tree;
    for (const key of path) {
      const below = place.children.get(key) ?? emptyAssigned();
      place.children.set(key, below);
      place = below;
      node.shadowed ||= place.isAssigned;
    }
    place.isAssigned = true;
  }
}

interface Assigned {
  isAssigned: boolean;
  readonly children: Map<string | number, Assigned>;
}

const emptyAssigned = (): Assigned => ({ isAssigned: false, children: new Map() });

/** Continues to the end, so that errors there are found. */
function checkRest(text: string, from: number): void {
  const open: string[] = [];
  for (let at = skipPhpBlanks(text, from); at < text.length; ) at = skipPhpBlanks(text, skipPhpToken(text, at, open));
  if (open.length > 0) throw malformedAt(text, text.length, "The file ends early: a bracket is not closed");
}
