import type { LiteralNode } from "../literals/syntax.js";
import { ABOUT_TEXTS, CALL, MEMBER, PART } from "./patterns.js";
import type { JsName, TokenWalk } from "./walk.js";

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

/** The most members that one object is assigned to. */
const MAX_CHAINED = 4;

/** Reads an object that is assigned to a member, in short steps: `locales['en-US'] = locales.en = {…}`. */
export function* readMember(walk: TokenWalk): Generator<void, ModuleObject | undefined> {
  const words: JsName[] = [];
  let at = walk.at;
  for (let count = 0; count < MAX_CHAINED; count++) {
    const [all, base = "", rest = ""] = walk.match(MEMBER, at) ?? [];
    if (all === undefined) return undefined;
    const own = partsIn(rest, at + base.length);
    words.push(...own);
    at += all.length;
    if (walk.text[at] !== "{") continue;
    walk.names.push({ name: base, start: at - all.length, end: at - all.length + base.length });
    walk.goTo(at);
    return yield* skippedObject(walk, [base, ...own.map(({ name }) => name.replace(/^["']|["']$/g, ""))], words);
  }
  return undefined;
}

/** Reads an object that is given to a function about texts, in short steps: `addLocale("de", {…})`. */
export function* readRegistration(walk: TokenWalk): Generator<void, ModuleObject | undefined> {
  const [all, callee = "", texts = ""] = walk.match(CALL) ?? [];
  if (all === undefined || !ABOUT_TEXTS.test(callee) || walk.charAfter(all) !== "{") return undefined;
  const textsStart = walk.at + all.length - texts.length;
  walk.enterCall();
  walk.skipTo("{");
  return yield* skippedObject(walk, [callee], partsIn(texts, textsStart));
}

function* skippedObject(
  walk: TokenWalk,
  members: readonly string[],
  words: readonly JsName[],
): Generator<void, ModuleObject> {
  const at = walk.at;
  yield* walk.skipObject();
  return { at, node: undefined, isExported: false, members, words };
}

/** The identifiers and quoted names in a text, with their positions. */
export function partsIn(text: string, start: number): JsName[] {
  return [...text.matchAll(PART)].map(({ 0: name, index }) => ({
    name,
    start: start + index,
    end: start + index + name.length,
  }));
}
