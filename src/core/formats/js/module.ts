import { lineStarts } from "#core/text/line-starts.js";
import type { LiteralNode } from "../literals/syntax.js";
import { looseNode, readLiteralSteps } from "../literals/tree.js";
import { JsLiterals } from "./literal.js";
import { type ModuleObject, partsIn, readMember, readRegistration } from "./member.js";
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
  RETURN,
} from "./patterns.js";
import { isAssignment, type JsName, TOKENS_IN_STEP, TokenWalk } from "./walk.js";

/** A constant with a text, or a text that is exported in place. */
export interface ModuleText {
  readonly node: LiteralNode;
  /** The statement around it. */
  readonly start: number;
  readonly end: number;
  isExported: boolean;
}

/** The name of the export that is the module itself. */
const DEFAULT = "default";
/** The name of what the function around a module returns. */
const RETURNED = "return";

/**
 * Walks through the tokens of a module, ignoring declarations inside functions, except those around the whole
 * module, as in AMD and UMD: `(function (factory) {…})(function () { return {…} })`.
 */
export class ModuleReader {
  readonly candidates = new Map<string, ModuleObject>();
  readonly texts = new Map<string, ModuleText>();
  readonly members: ModuleObject[] = [];
  /** Constants with the value of a call that has literals as arguments. */
  readonly results: string[] = [];
  /** Other words that may name a language: the id of a module. */
  readonly words: JsName[] = [];
  standard = DEFAULT;
  /** What the function around the module returns. */
  returned: string | undefined;
  readonly #walk: TokenWalk;
  readonly #syntax: JsLiterals;
  readonly #lineStartAt: (offset: number) => number;
  readonly #exported: string[] = [];

  constructor(text: string) {
    this.#walk = new TokenWalk(text);
    this.#syntax = new JsLiterals(text);
    this.#lineStartAt = lineStarts(text);
  }

  /** The identifiers of the module outside its objects. */
  get names(): readonly JsName[] {
    return this.#walk.names;
  }

  /** Reads the module in short steps. */
  *read(): Generator<void, this> {
    const walk = this.#walk;
    for (let done = 1; !walk.isDone; done++) {
      if (done % TOKENS_IN_STEP === 0) yield;
      const isRead = walk.isStatement && (yield* this.#readStatement());
      if (!isRead && !(yield* this.#isEntered(walk.enterWrapper()))) walk.step();
    }
    walk.refuseOpen();
    for (const name of this.#exported) {
      const found = this.candidates.get(name) ?? this.texts.get(name);
      if (found) found.isExported = true;
    }
    return this;
  }

  /** Whether a function was entered; if it is an arrow to an object, reads that. */
  *#isEntered(part: "body" | "object" | undefined): Generator<void, boolean> {
    if (part === "object") yield* this.#readReturned();
    return part !== undefined;
  }

  *#readReturned(): Generator<void, void> {
    const walk = this.#walk;
    while (walk.char === "(") walk.step();
    const [constant] = walk.match(IDENTIFIER) ?? [];
    if (walk.char === "{") {
      yield* this.#add(RETURNED, false);
      this.returned = RETURNED;
    } else if (constant !== undefined && this.candidates.has(constant)) this.returned = constant;
  }

  /** Reads a declaration or an export up to its value, and the value if it is an object literal. */
  *#readStatement(): Generator<void, boolean> {
    const walk = this.#walk;
    const start = walk.at;
    const declaration = walk.match(DECLARATION);
    if (declaration) {
      const [all, keyword, name = ""] = declaration;
      const end = walk.at + all.length;
      walk.names.push({ name, start: end - name.length, end });
      walk.goTo(end);
      if (walk.char === ":") walk.skipType();
      if (isAssignment(walk.text, walk.at)) walk.goTo(walk.at + 1);
      else return true;
      if (walk.char === "{") yield* this.#add(name, keyword !== undefined);
      else if (this.#readText(name, start, keyword !== undefined)) return true;
      else if (keyword !== undefined) yield* this.#readCall(name);
      else if (walk.isWrapped) this.#addMember(yield* readRegistration(walk));
      return true;
    }
    if ((yield* this.#readReturn()) || (yield* this.#readDefine())) return true;
    const standard = walk.match(EXPORT_DEFAULT);
    const named = standard ? undefined : walk.match(EXPORT_NAMED);
    const [all, name = DEFAULT] = standard ?? named ?? [];
    if (all !== undefined) {
      walk.skip(all);
      if (!this.#readText(name, start, true)) yield* this.#readExport(name);
      return true;
    }
    const list = walk.match(EXPORT_LIST);
    for (const [, local = "", as] of list?.[1]?.matchAll(LISTED) ?? []) {
      if (as === DEFAULT) this.standard = local;
      else this.#exported.push(local);
    }
    return this.#addMember((yield* readMember(walk)) ?? (yield* readRegistration(walk)));
  }

  /** Reads a value that is a text, up to the end of its statement. */
  #readText(name: string, start: number, isExported: boolean): boolean {
    const walk = this.#walk;
    const at = walk.at;
    const value = this.#syntax.statementText(at);
    if (!value) return false;
    const end = walk.text[value.next] === ";" ? value.next + 1 : value.itemEnd;
    this.texts.set(name, { node: looseNode(at, value), start, end, isExported });
    walk.goTo(end);
    return true;
  }

  *#readReturn(): Generator<void, boolean> {
    const walk = this.#walk;
    const [back] = walk.isWrapped ? (walk.match(RETURN) ?? []) : [];
    if (back === undefined) return false;
    walk.skip(back);
    yield* this.#readReturned();
    return true;
  }

  *#readDefine(): Generator<void, boolean> {
    const walk = this.#walk;
    const [all, id = ""] = walk.match(DEFINE) ?? [];
    if (all === undefined) return false;
    this.words.push(...partsIn(id, walk.at + all.indexOf(id)));
    walk.enterCall();
    walk.skipTo("{");
    yield* this.#add(DEFAULT, true);
    return true;
  }

  /** Returns whether there is one. */
  #addMember(member: ModuleObject | undefined): boolean {
    if (member) this.members.push(member);
    return member !== undefined;
  }

  /** The objects in an exported call, or the constants that are its arguments. */
  *#readCall(name: string): Generator<void, void> {
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
    yield* this.#add(name, true);
    if (name === DEFAULT) this.standard = name;
  }

  *#readExport(name: string): Generator<void, void> {
    const walk = this.#walk;
    if (name === DEFAULT && (yield* this.#isEntered(walk.enterFunction()))) return;
    while (walk.char === "(") walk.step();
    if (walk.char === "{") {
      yield* this.#add(name, true);
      if (name === DEFAULT) this.standard = name;
      return;
    }
    const [constant] = walk.match(IDENTIFIER) ?? [];
    if (constant === undefined) return;
    if (!this.candidates.has(constant)) {
      if (this.texts.has(constant)) this.#exported.push(constant);
      yield* this.#readCall(name);
      return;
    }
    this.#exported.push(constant);
    if (name === DEFAULT) this.standard = constant;
  }

  *#add(name: string, isExported: boolean): Generator<void, void> {
    const walk = this.#walk;
    const at = walk.at;
    const node = isExported ? yield* readLiteralSteps(this.#syntax, at, this.#lineStartAt) : undefined;
    this.candidates.set(name, { at, node, isExported });
    if (node) walk.goTo(node.end);
    else yield* walk.skipObject();
    walk.endOperand();
  }
}
