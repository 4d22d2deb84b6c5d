import { MalformedFileError } from "#core/errors.js";
import { lineStarts } from "#core/text/line-starts.js";
import type { Literal, LiteralFile } from "../literals/file.js";
import type { LiteralNode } from "../literals/syntax.js";
import { readLiteral } from "../literals/tree.js";
import { isLanguage } from "../tree/language-keys.js";
import { JsLiterals } from "./literal.js";
import { DECLARATION } from "./patterns.js";
import { isAssignment, TokenWalk } from "./walk.js";

/** The beginning of an object whose first key may be a language. */
const OBJECT = /\{(?:\s|\/\/[^\n]{0,200}\n|\/\*[^*]{0,500}\*\/)*["']?([a-z]{2}(?:[-_][A-Za-z]{2,4})?)["']?\s*:/y;
/** The beginning of an object whose first value is one of languages: `{ "Save": { "en": …`. */
const TEXTS =
  /\{\s*(?:"[^"\n]{0,500}"|'[^'\n]{0,500}'|[\w$]{1,100})\s*:\s*\{\s*["']?([a-z]{2}(?:[-_][A-Za-z]{2,4})?)["']?\s*:/y;
/** How many such beginnings are read: most files have one. */
const MAX_READ = 20;

/**
 * The object of a module that has all languages, wherever it is: in a constant, or in a call such as `createI18n({ messages: {…} })`,
 * `i18n.init({ resources: {…} })` or `defineI18nConfig(() => ({ messages: {…} }))`. If there is none, the constants that are
 * called like languages: `const en = {…}, de = {…}`. In the object each text may have its languages, instead (ioBroker):
 * `{ "Save": { "en": …, "de": … } }`.
 */
export function languageObject(text: string): LiteralFile | undefined {
  const walk = new TokenWalk(text);
  const syntax = new JsLiterals(text);
  const constants = new Map<string, number>();
  let best: LiteralNode | undefined;
  for (let left = MAX_READ; !walk.isDone && left > 0; ) {
    const declaration = walk.isStatement ? walk.match(DECLARATION) : undefined;
    if (declaration) {
      const [all, , name = ""] = declaration;
      walk.skip(all);
      if (walk.char === ":") walk.skipType();
      if (isLanguage(name) && isAssignment(text, walk.at)) constants.set(name, walk.at + 1);
      continue;
    }
    const first = walk.char === "{" ? (walk.match(OBJECT) ?? walk.match(TEXTS))?.[1] : undefined;
    const node = first !== undefined && isLanguage(first) && left-- > 0 ? readObject(syntax, walk.at) : undefined;
    if (node && (isOfLanguages(node) || isOfTexts(node))) {
      if (!best || node.end - node.start > best.end - best.start) best = node;
      walk.goTo(node.end);
      walk.endOperand();
    } else walk.step(false);
  }
  if (best) return { text, literals: [literalOf([], best)] };
  const literals = [...constants].flatMap(([name, after]): Literal[] => {
    const at = syntax.skip(after);
    const node = text[at] === "{" ? readObject(syntax, at) : undefined;
    return node ? [literalOf([name], node)] : [];
  });
  return literals.length > 1 ? { text, literals } : undefined;
}

const literalOf = (path: Literal["path"], node: LiteralNode): Literal => ({
  path,
  node,
  start: node.start,
  end: node.end,
});

/** An object; undefined for a block of code. */
function readObject(syntax: JsLiterals, at: number): LiteralNode | undefined {
  try {
    return readLiteral(syntax, at, lineStarts(syntax.text));
  } catch (error) {
    if (error instanceof MalformedFileError) return undefined;
    throw error;
  }
}

/** Whether the keys of an object are several languages, and nothing else. */
function isOfLanguages({ children }: LiteralNode): boolean {
  return (
    children.length > 1 &&
    children.every(({ key }) => isLanguage(String(key))) &&
    children.some(({ type }) => type === "object")
  );
}

/** Whether the values of an object are texts in several languages, and nothing else. */
function isOfTexts({ children }: LiteralNode): boolean {
  return children.every(
    ({ type, children: own }) =>
      type === "object" && own.length > 1 && own.every((one) => one.type === "string" && isLanguage(String(one.key))),
  );
}
