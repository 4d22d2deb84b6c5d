import { lineStarts } from "#core/text/line-starts.js";
import { malformedAt } from "#core/text/splice.js";
import { type LiteralNode, type LiteralSyntax, readLiteral } from "../literals/tree.js";
import { endsOperand, skipJsBlanks, skipJsToken } from "./lexer.js";
import { JsLiterals } from "./literal.js";

/** An identifier. */
export interface JsName {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** An object literal in a constant of the module, or exported directly. */
export interface Candidate {
  readonly at: number;
  /** Read at once where it is exported in place. */
  readonly node: LiteralNode | undefined;
  isExported: boolean;
  /** The names on the way to it, if it is assigned to a member or registered. */
  readonly members?: readonly string[];
  /** Those of them, and the arguments before it, that may name a language. */
  readonly words?: readonly JsName[];
}

const ID = "[\\p{ID_Start}$_][\\p{ID_Continue}$]*";
const IDENTIFIER = new RegExp(ID, "uy");
const DECLARATION = new RegExp(`(export\\s+)?(?:const|let|var)\\s+(${ID})`, "uy");
const EXPORT_DEFAULT =
  /(?:export\s+default|(?:module\s*\.\s*exports|exports\s*(?:\.\s*default|\[\s*["']default["']\s*\])|export)\s*=(?![=>]))\s*/y;
const EXPORT_NAMED = new RegExp(`exports\\s*\\.\\s*(${ID})\\s*=(?![=>])\\s*`, "uy");
const EXPORT_LIST = /export\s*\{([^{}]{0,10000})\}/y;
/** `de_DE.strings =`, `App.locales['de'] =`. */
const MEMBER = new RegExp(
  `(${ID})((?:\\s*\\.\\s*${ID}|\\s*\\[\\s*(?:"[^"\\n]{1,60}"|'[^'\\n]{1,60}')\\s*\\]){1,8})\\s*=(?![=>])\\s*`,
  "uy",
);
/** `OC.L10N.register("app",`, `defineMessages(`; texts before the object are arguments. */
const CALL = new RegExp(
  `((?:${ID}\\s*\\.\\s*){0,6}${ID})(?:<[^<>()]{0,200}>)?\\s*\\(\\s*((?:(?:"[^"\\n]{0,100}"|'[^'\\n]{0,100}')\\s*,\\s*){0,3})`,
  "uy",
);
/** `getLocalization(deDEGrid, deDECore)`. */
const ARGUMENTS = new RegExp(
  `${ID}(?:\\s*\\.\\s*${ID}){0,6}(?:<[^<>()]{0,200}>)?\\s*\\(\\s*(${ID}(?:\\s*,\\s*${ID}){0,20})\\s*,?\\s*\\)`,
  "uy",
);
/** The names of what holds or takes texts; other calls and members have objects for many purposes. */
export const ABOUT_TEXTS = /locali[sz]|locale|lang|i18n|l10n|messages|translation|strings|dictionar|labels/i;
const PART = new RegExp(`${ID}|"[^"]*"|'[^']*'`, "gu");
const LISTED = new RegExp(`(${ID})(?:\\s+as\\s+(${ID}))?`, "gu");

/** The name for the export that is the module itself. */
const DEFAULT = "default";

/** Walks through the tokens of a module, ignoring declarations inside functions. */
export class ModuleReader {
  readonly candidates = new Map<string, Candidate>();
  readonly members: Candidate[] = [];
  /** Constants with the value of a call that has literals as arguments. */
  readonly results: string[] = [];
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
    this.#syntax = new JsLiterals(text);
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
      else if (keyword !== undefined) this.#readCall(name);
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
    return this.#readMember() || this.#readRegistration();
  }

  /** The objects in a call that is exported, or the constants that it has as arguments. */
  #readCall(name: string): void {
    const [, listed] = this.#match(ARGUMENTS) ?? [];
    const known = (listed ?? "")
      .split(",")
      .map((one) => one.trim())
      .filter((one) => this.candidates.has(one));
    this.#exported.push(...known);
    if (known.length > 0) this.results.push(name);
    const [all, callee = ""] = listed === undefined ? (this.#match(CALL) ?? []) : [];
    if (all === undefined || this.#text[this.#at + all.length] !== "{" || !ABOUT_TEXTS.test(callee)) return;
    while (this.#text[this.#at] !== "(") this.#step();
    this.#step();
    while (this.#text[this.#at] !== "{") this.#step();
    this.#add(name, true);
    if (name === DEFAULT) this.standard = name;
  }

  #readMember(): boolean {
    const [all, base = "", rest = ""] = this.#match(MEMBER) ?? [];
    if (all === undefined || this.#text[this.#at + all.length] !== "{") return false;
    const start = this.#at;
    this.names.push({ name: base, start, end: start + base.length });
    const words = partsIn(rest, start + base.length);
    this.#goTo(start + all.length);
    this.#addMember([base, ...words.map(({ name }) => name.replace(/^["']|["']$/g, ""))], words);
    return true;
  }

  #readRegistration(): boolean {
    const [all, callee = "", texts = ""] = this.#match(CALL) ?? [];
    if (all === undefined || !ABOUT_TEXTS.test(callee) || this.#text[this.#at + all.length] !== "{") return false;
    const textsStart = this.#at + all.length - texts.length;
    while (this.#text[this.#at] !== "(") this.#step();
    this.#step();
    while (this.#text[this.#at] !== "{") this.#step();
    this.#addMember([callee], partsIn(texts, textsStart));
    return true;
  }

  #addMember(members: readonly string[], words: readonly JsName[]): void {
    const at = this.#at;
    this.#skipObject();
    this.members.push({ at, node: undefined, isExported: false, members, words });
  }

  #readExport(name: string): void {
    while (this.#text[this.#at] === "(") this.#step();
    if (this.#text[this.#at] === "{") {
      this.#add(name, true);
      if (name === DEFAULT) this.standard = name;
      return;
    }
    const [constant] = this.#match(IDENTIFIER) ?? [];
    if (constant === undefined) return;
    if (!this.candidates.has(constant)) {
      this.#readCall(name);
      return;
    }
    this.#exported.push(constant);
    if (name === DEFAULT) this.standard = constant;
  }

  #add(name: string, isExported: boolean): void {
    const at = this.#at;
    const node = isExported ? readLiteral(this.#text, at, this.#syntax, this.#lineStartAt) : undefined;
    this.candidates.set(name, { at, node, isExported });
    if (node) this.#goTo(node.end);
    else this.#skipObject();
    this.#isOperand = true;
  }

  #skipObject(): void {
    const depth = this.#open.length;
    do this.#step(false);
    while (this.#open.length > depth && this.#at < this.#text.length);
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

/** The identifiers and quoted names in a text, with their positions. */
function partsIn(text: string, start: number): JsName[] {
  return [...text.matchAll(PART)].map(({ 0: name, index }) => ({
    name,
    start: start + index,
    end: start + index + name.length,
  }));
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
