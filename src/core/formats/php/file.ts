import { atOnce } from "#core/text/at-once.js";
import { lineStarts } from "#core/text/line-starts.js";
import { malformedAt } from "#core/text/splice.js";
import { said } from "../../errors.js";
import type { ReadOptions } from "../format.js";
import type { Literal, LiteralFile } from "../literals/file.js";
import type { LiteralNode, LiteralSyntax } from "../literals/syntax.js";
import { looseNode, readLiteralSteps } from "../literals/tree.js";
import { messagesOf } from "../tree/language-root.js";
import { afterOpenTag, skipPhpBlanks, skipPhpToken } from "./lexer.js";
import { PhpLiterals } from "./literal.js";
import { decodePhpString } from "./string.js";

const RETURN = /return(?![\w\\])/iy;
const VARIABLE = /\$[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*/y;
const DEFINE = /define\s*\(/iy;
/** Functions of arrays whose result has the elements of a literal among their arguments. */
const MERGE = /array_(?:merge|replace)(?:_recursive)?\s*\(/iy;
const INDEX = /\d{1,15}/y;

/** A PHP file with texts. */
export interface PhpFile extends LiteralFile {
  /** The array below the language, which its key names. */
  readonly language?: LiteralNode;
}

/**
 * Reads a PHP file: the array that it returns, or otherwise its assignments to variables and their elements, with keys
 * that begin with the variable, and the constants that it defines. Functions and blocks are ignored.
 *
 * @throws {MalformedFileError} at the first error
 */
export function readPhpFile(text: string, languages: ReadOptions = {}): PhpFile {
  return atOnce(readPhpSteps(text, languages));
}

/** Tokens and statements that are read in one step. */
const TOKENS_IN_STEP = 1000;

/** {@link readPhpFile} in short steps, for large files. */
export function* readPhpSteps(text: string, languages: ReadOptions = {}): Generator<void, PhpFile> {
  const begin = afterOpenTag(text, 0);
  if (begin === undefined) throw malformedAt(text, 0, said`The file has no <?php`);
  const syntax = new PhpLiterals(text);
  const lineStartAt = lineStarts(text);
  const assigned: Assignment[] = [];
  const open: string[] = [];
  let isStatement = true;
  let at = skipPhpBlanks(text, begin);
  for (let done = 1; at < text.length; done++) {
    if (done % TOKENS_IN_STEP === 0) yield;
    if (isStatement && open.length === 0) {
      const found =
        (yield* returned(syntax, at, lineStartAt)) ??
        (yield* assignment(syntax, at, lineStartAt)) ??
        (yield* defined(syntax, at, lineStartAt));
      if (found?.path.length === 0) {
        yield* checkRest(text, found.end);
        return belowLanguage(text, found, languages);
      }
      if (found) assigned.push(found);
      if (found) at = skipPhpBlanks(text, found.end);
      if (found) continue;
    }
    isStatement = ";{}".includes(text[at] ?? "") || text.startsWith("?>", at);
    at = skipPhpBlanks(text, skipPhpToken(text, at, open));
  }
  if (open.length > 0) throw malformedAt(text, text.length, said`The file ends early: a bracket is not closed`);
  markReplaced(assigned);
  return { text, literals: assigned };
}

type LineStart = (offset: number) => number;

interface Assignment extends Literal {
  /** Whether it adds to what was assigned before, instead of replacing it. */
  readonly isAdded?: boolean;
}

function* returned(syntax: LiteralSyntax, start: number, lineStartAt: LineStart): Generator<void, Literal | undefined> {
  const { text } = syntax;
  RETURN.lastIndex = start;
  if (!RETURN.test(text)) return undefined;
  const at = skipPhpBlanks(text, RETURN.lastIndex);
  const merged = yield* mergedArray(syntax, at, lineStartAt);
  if (merged) return { path: [], ...merged, start };
  const node = yield* readLiteralSteps(syntax, at, lineStartAt);
  return node && { path: [], node, start, end: node.end };
}

/** The array in a call that merges it with others, such as `array_merge($lang, [...])`, and the end of the call. */
function* mergedArray(
  syntax: LiteralSyntax,
  start: number,
  lineStartAt: LineStart,
): Generator<void, { readonly node: LiteralNode; readonly end: number } | undefined> {
  const { text } = syntax;
  MERGE.lastIndex = start;
  const argument = MERGE.test(text) ? literalArgument(syntax, MERGE.lastIndex) : undefined;
  const node = argument === undefined ? undefined : yield* readLiteralSteps(syntax, argument, lineStartAt);
  if (!node) return undefined;
  const open = [")"];
  let end = node.end;
  while (open.length > 0 && end < text.length) end = skipPhpToken(text, skipPhpBlanks(text, end), open);
  return { node, end };
}

/** The first array literal among the arguments of a call. */
function literalArgument(syntax: LiteralSyntax, start: number): number | undefined {
  const { text } = syntax;
  for (let at = skipPhpBlanks(text, start); at < text.length; at = skipPhpBlanks(text, at + 1)) {
    if (syntax.open(at)) return at;
    at = skipPhpBlanks(text, syntax.expressionEnd(at));
    if (text[at] !== ",") return undefined;
  }
  return undefined;
}

/** `define('KEY', 'text');` */
function* defined(syntax: LiteralSyntax, start: number, lineStartAt: LineStart): Generator<void, Literal | undefined> {
  const { text } = syntax;
  DEFINE.lastIndex = start;
  if (!DEFINE.test(text)) return undefined;
  const name = decodePhpString(text, skipPhpBlanks(text, DEFINE.lastIndex));
  const comma = name ? skipPhpBlanks(text, name.end) : start;
  if (!name || text[comma] !== ",") return undefined;
  const valueAt = skipPhpBlanks(text, comma + 1);
  const node = (yield* readLiteralSteps(syntax, valueAt, lineStartAt)) ?? looseNode(valueAt, syntax.scalar(valueAt));
  const close = text.indexOf(")", node.itemEnd);
  const ending = close < 0 ? undefined : endingAt(text, close + 1);
  return ending && { path: [name.value], node, start, ...ending };
}

/** A returned array; if its only key is the language of the file, that below it. */
function belowLanguage(text: string, literal: Literal, languages: ReadOptions): PhpFile {
  const messages = messagesOf(literal.node, languages);
  const isKnown = languages.source !== undefined || languages.language !== undefined;
  if (messages === literal.node || messages.type === "null" || !isKnown) return { text, literals: [literal] };
  return { text, literals: [{ ...literal, node: messages }], language: messages };
}

/**
 * `$lang['a']['b'] = 'text';`, with a string or an array on the right; `$lang += [...]` and
 * `$lang = array_merge($lang, [...])` as in phpBB.
 */
function* assignment(
  syntax: LiteralSyntax,
  start: number,
  lineStartAt: LineStart,
): Generator<void, Assignment | undefined> {
  const { text } = syntax;
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
  const isSum = text.startsWith("+=", at);
  if (isSum) at++;
  if (text[at] !== "=" || text[at + 1] === "=" || text[at + 1] === ">") return undefined;
  const valueAt = skipPhpBlanks(text, at + 1);
  const merged = yield* mergedArray(syntax, valueAt, lineStartAt);
  const read = merged?.node ?? (yield* readLiteralSteps(syntax, valueAt, lineStartAt));
  const node = read ?? looseNode(valueAt, syntax.scalar(valueAt));
  const end = merged?.end ?? node.itemEnd;
  const isAdded = isSum || merged !== undefined;
  const ending = endingAt(text, end);
  return ending && { path, node, start, ...ending, isAdded };
}

/** The end of a statement, with its semicolon, or before the end of the code, which stands in for one. */
function endingAt(text: string, end: number): Pick<Literal, "end" | "isOpen"> | undefined {
  const at = skipPhpBlanks(text, end);
  if (text[at] === ";") return { end: at + 1 };
  return text.startsWith("?>", at) || at === text.length ? { end, isOpen: true } : undefined;
}

/** An assignment overrides earlier ones to its key or below it. */
function markReplaced(all: readonly Assignment[]): void {
  const tree = emptyAssigned();
  for (const { path, node, isAdded = false } of [...all].reverse()) {
    let place = tree;
    for (const key of path) {
      const below = place.children.get(key) ?? emptyAssigned();
      place.children.set(key, below);
      place = below;
      node.shadowed ||= place.isAssigned;
    }
    place.isAssigned ||= !isAdded;
  }
}

interface Assigned {
  isAssigned: boolean;
  readonly children: Map<string | number, Assigned>;
}

const emptyAssigned = (): Assigned => ({ isAssigned: false, children: new Map() });

/** Continues to the end, so that errors there are found. */
function* checkRest(text: string, from: number): Generator<void, void> {
  const open: string[] = [];
  let at = skipPhpBlanks(text, from);
  for (let done = 1; at < text.length; done++) {
    if (done % TOKENS_IN_STEP === 0) yield;
    at = skipPhpBlanks(text, skipPhpToken(text, at, open));
  }
  if (open.length > 0) throw malformedAt(text, text.length, said`The file ends early: a bracket is not closed`);
}
