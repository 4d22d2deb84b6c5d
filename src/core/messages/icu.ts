import { IcuError } from "./icu-error.js";
import { type ChoicePiece, type IcuPiece, isChoice, type PluralBranch, parseElements, piecesOf } from "./icu-pieces.js";
import type { MessageLeaf, MessageTree } from "./icu-tree.js";
import { withOpaqueTags } from "./opaque-tags.js";

/** Whether an error says that the sentences of a message have too many variants to be written out. */
export function isTooManyVariants(error: unknown): boolean {
  return error instanceof IcuError && error.problem.code === "too-many-variants";
}

/** The most leaves of a message. */
const MAX_LEAVES = 96;
/** The most different parts of a sentence with quotes: each is looked for at every place. */
const MAX_QUOTED = 100;

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
  const pieces = piecesOf(message, parseElements(message));
  // Each choice is moved outwards in its own pass over the whole message, inside the previous choice.
  if (choicesIn(pieces).size > MAX_LEAVES) throw tooManyVariants();
  return hoist(pieces, undefined, { leaves: MAX_LEAVES });
}

function tooManyVariants(): IcuError {
  return new IcuError({ code: "too-many-variants", most: MAX_LEAVES });
}

/** The different choices of a message, nested ones included, each as a word. */
function choicesIn(pieces: readonly IcuPiece[], found = new Set<string>()): Set<string> {
  for (const piece of pieces) {
    if (!isChoice(piece)) continue;
    found.add(`${piece.kind} ${piece.offset} ${piece.argument}`);
    for (const branch of piece.options.values()) choicesIn(branch, found);
  }
  return found;
}

function hoist(pieces: readonly IcuPiece[], plural: PluralBranch | undefined, budget: { leaves: number }): MessageTree {
  const choice = firstChoice(pieces, (one) => one.kind === "select") ?? firstChoice(pieces, () => true);
  if (!choice) {
    if (--budget.leaves < 0) throw tooManyVariants();
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
  if (longestFirst.length > MAX_QUOTED || String(placesOf(longestFirst, text)) !== String(places)) {
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
