import { type MessageFormatElement, TYPE } from "@formatjs/icu-messageformat-parser";
import { IcuError } from "./icu-error.js";
import { type ChoicePiece, type IcuPiece, isChoice, type PluralBranch, parseElements, piecesOf } from "./icu-pieces.js";

import { withOpaqueTags } from "./opaque-tags.js";

export { pluralCategories } from "../language/plural-categories.js";

/** A whole text, once all choices are made. */
export interface MessageLeaf {
  readonly kind: "text";
  /** As in the message, but with single apostrophes. */
  readonly text: string;
  /** Whether `#` means the number here. */
  readonly inPlural: boolean;
  /** Parts of the text that must be written exactly so, longest first: quoted syntax, arguments with apostrophes. */
  readonly verbatim: readonly string[];
}

/** A message as a tree of choices with whole texts at its leaves. */
export type MessageTree =
  | MessageLeaf
  | {
      readonly kind: "select" | "plural" | "selectordinal";
      readonly argument: string;
      readonly offset: number;
      readonly options: ReadonlyMap<string, MessageTree>;
    };

/** Whether an error says that the sentences of a message have too many variants to be written out. */
export function isTooManyVariants(error: unknown): boolean {
  return error instanceof IcuError && error.problem.code === "too-many-variants";
}

/** The most leaves of a message. */
const MAX_LEAVES = 96;

const CHOICE = /\{\s*[\w.-]{1,80}\s*,\s*(?:plural|select|selectordinal)\s*,/;

/** Whether a text has an ICU choice and must be taken apart for translation. */
export function hasIcuChoice(text: string): boolean {
  return CHOICE.test(text) && CHOICE.test(withOpaqueTags(text));
}

/**
 * Parses an ICU message and moves the choices outwards, selects before plurals, so that every leaf
 * is a whole sentence: `You have {n, plural, one {# file} other {# files}}.` has the leaves `You
 * have # file.` and `You have # files.`.
 *
 * @throws {IcuError} when the message is not valid, or too large to take apart
 */
export function parseIcu(message: string): MessageTree {
  return hoist(piecesOf(message, parseElements(message)), undefined, { leaves: MAX_LEAVES });
}

function hoist(pieces: readonly IcuPiece[], plural: PluralBranch | undefined, budget: { leaves: number }): MessageTree {
  const choice = firstChoice(pieces, (one) => one.kind === "select") ?? firstChoice(pieces, () => true);
  if (!choice) {
    if (--budget.leaves < 0) throw new IcuError({ code: "too-many-variants", most: MAX_LEAVES });
    return leafOf(pieces, plural);
  }
  const { kind, argument, offset } = choice;
  const inside = kind === "select" ? plural : { argument, offset };
  const options = new Map<string, MessageTree>();
  for (const name of optionNames(pieces, choice))
    options.set(name, hoist(resolve(pieces, choice, name), inside, budget));
  return { kind, argument, offset, options };
}

/** The first choice that meets a condition, nested ones included. */
function firstChoice(
  pieces: readonly IcuPiece[],
  condition: (choice: ChoicePiece) => boolean,
): ChoicePiece | undefined {
  for (const piece of pieces) {
    if (!isChoice(piece)) continue;
    if (condition(piece)) return piece;
    for (const branch of piece.options.values()) {
      const found = firstChoice(branch, condition);
      if (found) return found;
    }
  }
  return undefined;
}

function isSame(a: ChoicePiece, b: ChoicePiece): boolean {
  return a.kind === b.kind && a.argument === b.argument && a.offset === b.offset;
}

/** The names of all options of a choice, wherever it occurs in the message; `other` last. */
function optionNames(pieces: readonly IcuPiece[], choice: ChoicePiece): Set<string> {
  const names = new Set<string>();
  const visit = (piece: IcuPiece): void => {
    if (!isChoice(piece)) return;
    for (const [name, branch] of piece.options) {
      if (isSame(piece, choice)) names.add(name);
      branch.forEach(visit);
    }
  };
  pieces.forEach(visit);
  names.delete("other");
  return names.add("other");
}

/** The message with one option chosen wherever the choice occurs. */
function resolve(pieces: readonly IcuPiece[], choice: ChoicePiece, name: string): IcuPiece[] {
  return pieces.flatMap((piece): IcuPiece[] => {
    if (!isChoice(piece)) return [piece];
    if (isSame(piece, choice)) {
      const branch = piece.options.get(name);
      if (branch) return resolve(branch, choice, name);
      // The category of an explicit number is unknown: the choice stays inside this branch.
      if (!name.startsWith("=")) return resolve(piece.options.get("other") ?? [], choice, name);
    }
    const options = [...piece.options].map(([option, branch]) => [option, resolve(branch, choice, name)] as const);
    return [{ ...piece, options: new Map(options) }];
  });
}

function leafOf(pieces: readonly IcuPiece[], plural: PluralBranch | undefined): MessageLeaf {
  const verbatim: string[] = [];
  const places: number[] = [];
  let text = "";
  let quoted = "";
  const addVerbatim = (part: string): void => {
    if (part.includes("'")) {
      places.push(text.length);
      verbatim.push(part);
    }
    text += part;
  };
  const flush = (): void => {
    const from = quoted.search(plural ? /[{}<>#]/ : /[{}<>]/);
    const spelt = from < 0 ? "" : `'${quoted.slice(from).replaceAll("'", "''")}'`;
    text += from < 0 ? quoted : quoted.slice(0, from);
    addVerbatim(spelt);
    quoted = "";
  };
  for (const piece of pieces) {
    if (piece.kind === "quoted") {
      quoted += piece.text;
      continue;
    }
    if (quoted !== "") flush();
    if (piece.kind === "pound") text += spellPound(piece, plural);
    else if (piece.kind === "argument") addVerbatim(piece.text);
    else if (piece.kind === "text") text += piece.text;
  }
  if (quoted !== "") flush();
  const longestFirst = [...new Set(verbatim)].sort((a, b) => b.length - a.length);
  if (String(placesOf(longestFirst, text)) !== String(places)) {
    throw new IcuError({ code: "ambiguous-quotes" });
  }
  return { kind: "text", text, inPlural: plural !== undefined, verbatim: longestFirst };
}

/** The offsets of some parts in a text, without overlaps. */
function placesOf(parts: readonly string[], text: string): number[] {
  const places: number[] = [];
  for (let at = 0; parts.length > 0 && at < text.length; ) {
    const part = parts.find((one) => text.startsWith(one, at));
    if (part !== undefined) places.push(at);
    at += part?.length ?? 1;
  }
  return places;
}

/** `#` means the innermost plural; one that has moved into another plural is written out. */
function spellPound({ argument, offset }: PluralBranch, plural: PluralBranch | undefined): string {
  if (plural?.argument === argument && plural.offset === offset) return "#";
  if (offset !== 0) throw new IcuError({ code: "moved-offset", argument });
  return `{${argument}, number}`;
}

/** A choice on the way to a leaf, with the option taken. */
export interface Chosen {
  readonly kind: "select" | "plural" | "selectordinal";
  readonly argument: string;
  readonly offset: number;
  /** Name of the branch, such as `few` or `=1`. */
  readonly option: string;
}

/** A leaf with the choices on the way to it, outermost first. */
export interface CountedLeaf extends MessageLeaf {
  readonly choices: readonly Chosen[];
}

/** The leaves of a tree with their choices, in the order of {@link leavesOf}. */
export function countedLeaves(tree: MessageTree, choices: readonly Chosen[] = []): CountedLeaf[] {
  if (tree.kind === "text") return [{ ...tree, choices }];
  const { kind, argument, offset } = tree;
  return [...tree.options].flatMap(([option, branch]) =>
    countedLeaves(branch, [...choices, { kind, argument, offset, option }]),
  );
}

/** The leaves of a tree, in order. */
export function leavesOf(tree: MessageTree): MessageLeaf[] {
  if (tree.kind === "text") return [tree];
  return [...tree.options.values()].flatMap(leavesOf);
}

/** Writes a tree with new leaves, in the order of {@link leavesOf}. */
export function printIcu(tree: MessageTree, leaves: readonly string[], doubleApostrophes: boolean): string {
  let next = 0;
  const print = (node: MessageTree, nested: boolean): string => {
    if (node.kind === "text") return withApostrophes(leaves[next++] ?? node.text, node, doubleApostrophes, nested);
    const offset = node.offset ? `offset:${node.offset} ` : "";
    const options = [...node.options].map(([name, branch]) => `${name} {${print(branch, true)}}`);
    return `{${node.argument}, ${node.kind}, ${offset}${options.join(" ")}}`;
  };
  return print(tree, false);
}

/** Doubles apostrophes that would begin a quotation; verbatim parts stay. */
function withApostrophes(text: string, { verbatim, inPlural }: MessageLeaf, all: boolean, nested: boolean): string {
  const syntax = inPlural ? /^['{}<>#]/ : /^['{}<>]/;
  let result = "";
  for (let at = 0; at < text.length; ) {
    const exact = verbatim.find((one) => text.startsWith(one, at));
    if (exact !== undefined) {
      result += exact;
      at += exact.length;
      continue;
    }
    const char = text[at] ?? "";
    const next = text[at + 1];
    const touches = next === undefined ? nested : syntax.test(next);
    result += char === "'" && (all || touches || result.endsWith("'")) ? "''" : char;
    at++;
  }
  return result;
}

/** The names of a message's arguments, sorted: its translation must have the same. */
export function icuArguments(message: string): string[] {
  const found = new Set<string>();
  const visit = (elements: readonly MessageFormatElement[]): void => {
    for (const element of elements) {
      if (element.type === TYPE.literal || element.type === TYPE.pound) continue;
      if (element.type === TYPE.tag) visit(element.children);
      else found.add(element.value);
      if (element.type === TYPE.select || element.type === TYPE.plural) {
        for (const option of Object.values(element.options)) visit(option.value);
      }
    }
  };
  visit(parseElements(message));
  return [...found].sort();
}
