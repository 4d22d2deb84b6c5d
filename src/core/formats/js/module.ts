import { lineStarts } from "#core/text/line-starts.js";
import type { LiteralNode, LiteralSyntax } from "../literals/syntax.js";
import { readLiteral } from "../literals/tree.js";
import { JsLiterals } from "./literal.js";
import {
  ABOUT_TEXTS,
  ARGUMENTS,
  CALL,
  DECLARATION,
  DEFINE,
  EXPORT_DEFAULT,
  EXPORT_LIST,
  EXPORT_NAMED,
  GIVES_BACK,
  IDENTIFIER,
  LISTED,
  MEMBER,
  PART,
  RETURN,
} from "./patterns.js";
import { isAssignment, type JsName, TokenWalk } from "./walk.js";

/** An object literal in a constant of the module, or exported directly. */
export interface ModuleObject {
  readonly at: number;
  /** Read at once if it is exported in place. */
  readonly node: LiteralNode | undefined;
  isExported: boolean;
  /** The names on the way to it, if it is assigned to a member or registered. */
  readonly members?: readonly string[];
  /** Those of them, and the arguments before it, that may name a language. */
  readonly words?: readonly JsName[];
}

/** The name of the export that is the module itself. */
const DEFAULT = "default";
/** The name of what the function around a module returns. */
const RETURNED = "return";
/** The most members that one object is assigned to. */
const MAX_CHAINED = 4;

/**
 * Walks through the tokens of a module, ignoring declarations inside functions, except those around the whole
 * module, as in AMD and UMD: `(function (factory) {…})(function () { return {…} })`.
 */
export class ModuleReader {
  readonly candidates = new Map<string, ModuleObject>();
  readonly members: ModuleObject[] = [];
  /** Constants with the value of a call that has literals as arguments. */
  readonly results: string[] = [];
  /** Other words that may name a language: the id of a module. */
  readonly words: JsName[] = [];
  standard = DEFAULT;
  /** What the function around the module returns. */
  returned: string | undefined;
  readonly #walk: TokenWalk;
  readonly #syntax: LiteralSyntax;
  readonly #lineStartAt: (offset: number) => number;
  readonly #exported: string[] = [];

  constructor(text: string) {
    this.#walk = new TokenWalk(text);
    this.#syntax = new JsLiterals(text);
    this.#lineStartAt = lineStarts(text);
  }

  /** The identifiers of the module outside of its objects. */
  get names(): readonly JsName[] {
    return this.#walk.names;
  }

  read(): this {
    const walk = this.#walk;
    while (!walk.isDone) {
      const isRead = walk.isStatement && this.#readStatement();
      if (!isRead && !this.#isEntered(walk.enterWrapper())) walk.step();
    }
    walk.refuseOpen();
    for (const name of this.#exported) {
      const candidate = this.candidates.get(name);
      if (candidate) candidate.isExported = true;
    }
    return this;
  }

  /** Whether a function was entered; if it is an arrow to an object, reads that. */
  #isEntered(part: "body" | "object" | undefined): boolean {
    if (part === "object") this.#readReturned();
    return part !== undefined;
  }

  #readReturned(): void {
    const walk = this.#walk;
    while (walk.char === "(") walk.step();
    const [constant] = walk.match(IDENTIFIER) ?? [];
    if (walk.char === "{") {
      this.#add(RETURNED, false);
      this.returned = RETURNED;
    } else if (constant !== undefined && this.candidates.has(constant)) this.returned = constant;
  }

  /** Reads a declaration or an export up to its value, and the value if it is an object literal. */
  #readStatement(): boolean {
    const walk = this.#walk;
    const declaration = walk.match(DECLARATION);
    if (declaration) {
      const [all, keyword, name = ""] = declaration;
      const end = walk.at + all.length;
      walk.names.push({ name, start: end - name.length, end });
      walk.goTo(end);
      if (walk.char === ":") walk.skipType();
      if (isAssignment(walk.text, walk.at)) walk.goTo(walk.at + 1);
      else return true;
      if (walk.char === "{") this.#add(name, keyword !== undefined);
      else if (keyword !== undefined) this.#readCall(name);
      else if (walk.isWrapped) this.#readRegistration();
      return true;
    }
    if (this.#readReturn() || this.#readDefine()) return true;
    const standard = walk.match(EXPORT_DEFAULT);
    const named = standard ? undefined : walk.match(EXPORT_NAMED);
    const [all, name = DEFAULT] = standard ?? named ?? [];
    if (all !== undefined) {
      walk.skip(all);
      this.#readExport(name);
      return true;
    }
    const list = walk.match(EXPORT_LIST);
    for (const [, local = "", as] of list?.[1]?.matchAll(LISTED) ?? []) {
      if (as === DEFAULT) this.standard = local;
      else this.#exported.push(local);
    }
    return this.#readMember() || this.#readRegistration();
  }

  #readReturn(): boolean {
    const walk = this.#walk;
    const [back] = walk.isWrapped ? (walk.match(RETURN) ?? []) : [];
    if (back === undefined) return false;
    walk.skip(back);
    this.#readReturned();
    return true;
  }

  #readDefine(): boolean {
    const walk = this.#walk;
    const [all, id = ""] = walk.match(DEFINE) ?? [];
    if (all === undefined) return false;
    this.words.push(...partsIn(id, walk.at + all.indexOf(id)));
    walk.enterCall();
    walk.skipTo("{");
    this.#add(DEFAULT, true);
    return true;
  }

  /** The objects in an exported call, or the constants that are its arguments. */
  #readCall(name: string): void {
    const walk = this.#walk;
    const [, listed] = walk.match(ARGUMENTS) ?? [];
    const known = (listed ?? "")
      .split(",")
      .map((one) => one.trim())
      .filter((one) => this.candidates.has(one));
    this.#exported.push(...known);
    if (known.length > 0) this.results.push(name);
    const [all, callee = ""] = listed === undefined ? (walk.match(CALL) ?? []) : [];
    const isBack = GIVES_BACK.test(callee);
    if (all === undefined || !(isBack || ABOUT_TEXTS.test(callee))) return;
    if (!isBack && walk.charAfter(all) !== "{") return;
    walk.enterCall();
    const { depth } = walk;
    const isEmpty = (): boolean => /^\{\s*\}/.test(walk.text.slice(walk.at, walk.at + 100));
    while (walk.char !== "{" || walk.depth !== depth || isEmpty()) {
      if (walk.depth < depth || walk.isDone) return;
      walk.step();
    }
    this.#add(name, true);
    if (name === DEFAULT) this.standard = name;
  }

  #readMember(): boolean {
    const walk = this.#walk;
    const start = walk.at;
    const words: JsName[] = [];
    let at = start;
    // `locales['en-US'] = locales.en = {`
    for (let count = 0; count < MAX_CHAINED; count++) {
      const [all, base = "", rest = ""] = walk.match(MEMBER, at) ?? [];
      if (all === undefined) return false;
      const own = partsIn(rest, at + base.length);
      words.push(...own);
      at += all.length;
      if (walk.text[at] !== "{") continue;
      walk.names.push({ name: base, start: at - all.length, end: at - all.length + base.length });
      walk.goTo(at);
      this.#addMember([base, ...own.map(({ name }) => name.replace(/^["']|["']$/g, ""))], words);
      return true;
    }
    return false;
  }

  #readRegistration(): boolean {
    const walk = this.#walk;
    const [all, callee = "", texts = ""] = walk.match(CALL) ?? [];
    if (all === undefined || !ABOUT_TEXTS.test(callee) || walk.charAfter(all) !== "{") return false;
    const textsStart = walk.at + all.length - texts.length;
    walk.enterCall();
    walk.skipTo("{");
    this.#addMember([callee], partsIn(texts, textsStart));
    return true;
  }

  #addMember(members: readonly string[], words: readonly JsName[]): void {
    const walk = this.#walk;
    const at = walk.at;
    walk.skipObject();
    this.members.push({ at, node: undefined, isExported: false, members, words });
  }

  #readExport(name: string): void {
    const walk = this.#walk;
    if (name === DEFAULT && this.#isEntered(walk.enterFunction())) return;
    while (walk.char === "(") walk.step();
    if (walk.char === "{") {
      this.#add(name, true);
      if (name === DEFAULT) this.standard = name;
      return;
    }
    const [constant] = walk.match(IDENTIFIER) ?? [];
    if (constant === undefined) return;
    if (!this.candidates.has(constant)) {
      this.#readCall(name);
      return;
    }
    this.#exported.push(constant);
    if (name === DEFAULT) this.standard = constant;
  }

  #add(name: string, isExported: boolean): void {
    const walk = this.#walk;
    const at = walk.at;
    const node = isExported ? readLiteral(this.#syntax, at, this.#lineStartAt) : undefined;
    this.candidates.set(name, { at, node, isExported });
    if (node) walk.goTo(node.end);
    else walk.skipObject();
    walk.endOperand();
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
