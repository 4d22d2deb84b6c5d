import { lineStarts } from "#core/text/line-starts.js";
import { malformedAt } from "#core/text/splice.js";
import type { Literal, LiteralFile } from "../literals/file.js";
import { type LiteralNode, type LiteralSyntax, readLiteral } from "../literals/tree.js";
import { endsOperand, skipJsBlanks, skipJsToken } from "./lexer.js";
import { jsLiterals } from "./literal.js";

/** An identifier. */
export interface JsName {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** A module that exports object literals with texts. */
export interface JsFile extends LiteralFile {
  /** The names of the constants that hold the literals, with their positions. */
  readonly names: readonly JsName[];
}

/** An object literal in a constant of the module, or exported directly. */
interface Candidate {
  readonly at: number;
  /** Read at once where it is exported in place. */
  readonly node: LiteralNode | undefined;
  isExported: boolean;
}

const ID = "[\\p{ID_Start}$_][\\p{ID_Continue}$]*";
const IDENTIFIER = new RegExp(ID, "uy");
const DECLARATION = new RegExp(`(export\\s+)?(?:const|let|var)\\s+(${ID})`, "uy");
const EXPORT_DEFAULT =
  /(?:export\s+default|(?:module\s*\.\s*exports|exports\s*(?:\.\s*default|\[\s*["']default["']\s*\])|export)\s*=(?![=>]))\s*/y;
const EXPORT_NAMED = new RegExp(`exports\\s*\\.\\s*(${ID})\\s*=(?![=>])\\s*`, "uy");
const EXPORT_LIST = /export\s*\{([^{}]{0,10000})\}/y;
const LISTED = new RegExp(`(${ID})(?:\\s+as\\s+(${ID}))?`, "gu");

/**
 * Reads a module that exports an object literal.
 *
 * @throws {MalformedFileError} at the first error, and if no object literal is exported
 */
export function readJsFile(text: string): JsFile {
  const file = findJsLiterals(text);
  if (file.literals.length > 0) return file;
  throw malformedAt(text, text.length, "The file exports no object with texts, as in export default { … }");
}

/**
 * Finds the object literals that a module exports: the default export, `module.exports`, or the named exports. With
 * several named exports, keys begin with the name. An export may refer to a constant of the module.
 *
 * @throws {MalformedFileError} at the first error
 */
export function findJsLiterals(text: string): JsFile {
  const { candidates, names, standard } = new ModuleReader(text).read();
  const own = candidates.get(standard);
  const chosen = own ? [[standard, own] as const] : [...candidates].filter(([, { isExported }]) => isExported);
  const lineStartAt = lineStarts(text);
  const syntax = jsLiterals(text);
  const literals = chosen.flatMap(([name, { at, node = readLiteral(text, at, syntax, lineStartAt) }]) => {
    const path = chosen.length > 1 ? [name] : [];
    return node ? [{ path, node, start: at, end: node.end } satisfies Literal] : [];
  });
  const constants = new Set(chosen.map(([name]) => name));
  return { text, literals, names: names.filter(({ name }) => constants.has(name)) };
}

/** The name for the export that is the module itself. */
const DEFAULT = "default";

/** Walks through the tokens of a module, ignoring declarations inside functions. */
class ModuleReader {
  readonly candidates = new Map<string, Candidate>();
  readonly names: JsName[] = [];
  standard = DEFAULT;
  readonly #text: string;
  readonly #syntax: LiteralSyntax;
  readonly #lineStartAt: (offset: number) => number;
  readonly #exported: string[] = [];
  readonly #open: string[] = [];
  #at: number;
  #isOperand = false;

  constructor(text: string) {
    this.#text = text;
    this.#syntax = jsLiterals(text);
    this.#lineStartAt = lineStarts(text);
    this.#at = skipJsBlanks(text, startOf(text));
  }

  read(): this {
    while (this.#at < this.#text.length) {
      const isStatement = this.#open.length === 0 && this.#text[this.#at - 1] !== ".";
      if (!isStatement || !this.#readStatement()) this.#step();
    }
    if (this.#open.length > 0)
      throw malformedAt(this.#text, this.#text.length, "The file ends early: a bracket is not closed");
    for (const name of this.#exported) {
      const candidate = this.candidates.get(name);
      if (candidate) candidate.isExported = true;
    }
    return this;
  }

  /** Reads a declaration or an export up to its value, and the value if it is an object literal. */
  #readStatement(): boolean {
    const declaration = this.#match(DECLARATION);
    if (declaration) {
      const [all, keyword, name = ""] = declaration;
      const end = this.#at + all.length;
      this.names.push({ name, start: end - name.length, end });
      this.#goTo(end);
      if (this.#text[this.#at] === ":") this.#skipType();
      if (isAssignment(this.#text, this.#at)) this.#goTo(this.#at + 1);
      else return true;
      if (this.#text[this.#at] === "{") this.#add(name, keyword !== undefined);
      return true;
    }
    const standard = this.#match(EXPORT_DEFAULT);
    const named = standard ? undefined : this.#match(EXPORT_NAMED);
    const [all, name = DEFAULT] = standard ?? named ?? [];
    if (all !== undefined) {
      this.#goTo(this.#at + all.length);
      this.#readExport(name);
      return true;
    }
    const list = this.#match(EXPORT_LIST);
    for (const [, local = "", as] of list?.[1]?.matchAll(LISTED) ?? []) {
      if (as === DEFAULT) this.standard = local;
      else this.#exported.push(local);
    }
    return false;
  }

  #readExport(name: string): void {
    while (this.#text[this.#at] === "(") this.#step();
    if (this.#text[this.#at] === "{") {
      this.#add(name, true);
      if (name === DEFAULT) this.standard = name;
      return;
    }
    const [constant] = this.#match(IDENTIFIER) ?? [];
    if (constant === undefined || !this.candidates.has(constant)) return;
    this.#exported.push(constant);
    if (name === DEFAULT) this.standard = constant;
  }

  #add(name: string, isExported: boolean): void {
    const at = this.#at;
    const node = isExported ? readLiteral(this.#text, at, this.#syntax, this.#lineStartAt) : undefined;
    this.candidates.set(name, { at, node, isExported });
    if (node) this.#goTo(node.end);
    else {
      const depth = this.#open.length;
      do this.#step(false);
      while (this.#open.length > depth && this.#at < this.#text.length);
    }
    this.#isOperand = true;
  }

  /** Skips the type of a constant. */
  #skipType(): void {
    const depth = this.#open.length;
    const ends = (): boolean => this.#text[this.#at] === ";" || isAssignment(this.#text, this.#at);
    while (this.#at < this.#text.length && !(this.#open.length === depth && ends())) this.#step();
  }

  #step(isAround = true): void {
    const [name] = isAround && this.#text[this.#at - 1] !== "." ? (this.#match(IDENTIFIER) ?? []) : [];
    const start = this.#at;
    const end = skipJsToken(this.#text, start, this.#open, this.#isOperand);
    this.#isOperand = endsOperand(this.#text, end);
    this.#at = skipJsBlanks(this.#text, end);
    const isKey = this.#open.length > 0 && this.#text[this.#at] === ":";
    if (name !== undefined && !isKey) this.names.push({ name, start, end: start + name.length });
  }

  #goTo(offset: number): void {
    this.#isOperand = false;
    this.#at = skipJsBlanks(this.#text, offset);
  }

  #match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.#at;
    return pattern.exec(this.#text) ?? undefined;
  }
}

/** Skips the byte order mark and the shebang line. */
function startOf(text: string): number {
  const start = text.startsWith("\ufeff") ? 1 : 0;
  if (!text.startsWith("#!", start)) return start;
  return /[\r\n]/.exec(text)?.index ?? text.length;
}

function isAssignment(text: string, at: number): boolean {
  return text[at] === "=" && text[at + 1] !== "=" && text[at + 1] !== ">";
}
