import { type MessageFormatElement, parse, TYPE } from "@formatjs/icu-messageformat-parser";
import type { LanguageTag } from "../segment.js";

/** A message as a tree of choices with whole texts at its leaves. */
export type MessageTree =
  | { readonly kind: "text"; readonly text: string; readonly inPlural: boolean }
  | {
      readonly kind: "select" | "plural" | "selectordinal";
      readonly argument: string;
      readonly offset: number;
      readonly options: ReadonlyMap<string, MessageTree>;
    };

type Choice = Exclude<MessageTree, { kind: "text" }>;

/** Text, or `#` with the plural argument it stands for, or a choice whose branches are sequences. */
type Piece =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "pound"; readonly argument: string }
  | (Omit<Choice, "options"> & { readonly options: ReadonlyMap<string, readonly Piece[]> });

/** More leaves than this are no message for a reader any more. */
const MAX_LEAVES = 96;

/** Whether a text has an ICU choice: then it is taken apart and not translated as one text. */
export function hasIcuChoice(text: string): boolean {
  return /\{\s*[\w.-]{1,80}\s*,\s*(?:plural|select|selectordinal)\s*,/.test(text);
}

/**
 * Parses an ICU message and moves the choices outwards, so that every leaf is a whole sentence:
 * `You have {n, plural, one {# file} other {# files}}.` has the leaves `You have # file.` and
 * `You have # files.`.
 *
 * @throws {SyntaxError} when the message is not valid, or too large to take apart
 */
export function parseIcu(message: string): MessageTree {
  let elements: MessageFormatElement[];
  try {
    elements = parse(message, { captureLocation: true, ignoreTag: true, requiresOtherClause: true });
  } catch (error) {
    throw new SyntaxError(`not a valid ICU message: ${error instanceof Error ? error.message : String(error)}`);
  }
  const budget = { leaves: MAX_LEAVES };
  return hoist(piecesOf(message, elements, undefined), undefined, budget);
}

function piecesOf(message: string, elements: readonly MessageFormatElement[], plural: string | undefined): Piece[] {
  return elements.map((element): Piece => {
    switch (element.type) {
      case TYPE.literal:
        return {
          kind: "text",
          text: literal(message.slice(element.location?.start.offset, element.location?.end.offset)),
        };
      case TYPE.pound:
        return { kind: "pound", argument: plural ?? "" };
      case TYPE.select:
      case TYPE.plural: {
        const inside = element.type === TYPE.plural ? element.value : plural;
        const options = Object.entries(element.options).map(
          ([name, option]) => [name, piecesOf(message, option.value, inside)] as const,
        );
        const ordinal = element.type === TYPE.plural && element.pluralType === "ordinal";
        return {
          kind: element.type === TYPE.select ? "select" : ordinal ? "selectordinal" : "plural",
          argument: element.value,
          offset: element.type === TYPE.plural ? (element.offset ?? 0) : 0,
          options: new Map(options),
        };
      }
      default:
        return { kind: "text", text: message.slice(element.location?.start.offset, element.location?.end.offset) };
    }
  });
}

/** A literal without doubled apostrophes; quoted syntax stays as it is, it must not be translated. */
function literal(raw: string): string {
  return /'[{}#<|]/.test(raw) ? raw : raw.replaceAll("''", "'");
}

function hoist(pieces: readonly Piece[], plural: Choice | undefined, budget: { leaves: number }): MessageTree {
  const at = pieces.findIndex((piece) => piece.kind !== "text" && piece.kind !== "pound");
  const choice = pieces[at];
  if (!choice || choice.kind === "text" || choice.kind === "pound") {
    if (--budget.leaves < 0) throw new SyntaxError(`the message has more than ${MAX_LEAVES} variants`);
    return { kind: "text", text: pieces.map((piece) => spell(piece, plural)).join(""), inPlural: plural !== undefined };
  }
  const { kind, argument, offset } = choice;
  const inner: Choice = { kind, argument, offset, options: new Map() };
  const options = new Map<string, MessageTree>();
  for (const [name, branch] of choice.options) {
    const whole = [...pieces.slice(0, at), ...branch, ...pieces.slice(at + 1)];
    options.set(name, hoist(whole, kind === "select" ? plural : inner, budget));
  }
  return { kind, argument, offset, options };
}

/** `#` means the innermost plural: one that has moved under another is spelt out. */
function spell(piece: Piece, plural: Choice | undefined): string {
  if (piece.kind === "text") return piece.text;
  if (piece.kind !== "pound") throw new TypeError("a choice has no spelling");
  if (plural?.argument === piece.argument) return "#";
  return `{${piece.argument}, number}`;
}

/**
 * The same message with the plural categories of the target language: the source's branch of that
 * category, or its `other`. Explicit values (`=0`) stay. (CLDR plural rules, through Intl.)
 */
export function forLanguage(tree: MessageTree, target: LanguageTag): MessageTree {
  if (tree.kind === "text") return tree;
  const options = new Map<string, MessageTree>();
  if (tree.kind === "select") {
    for (const [name, branch] of tree.options) options.set(name, forLanguage(branch, target));
    return { ...tree, options };
  }
  for (const [name, branch] of tree.options) if (name.startsWith("=")) options.set(name, forLanguage(branch, target));
  for (const category of pluralCategories(target, tree.kind === "selectordinal")) {
    const branch = tree.options.get(category) ?? tree.options.get("other");
    if (branch) options.set(category, forLanguage(branch, target));
  }
  return { ...tree, options };
}

const CATEGORY_ORDER = ["zero", "one", "two", "few", "many", "other"];

/** The CLDR plural categories of a language, in CLDR's order. */
export function pluralCategories(language: LanguageTag, ordinal = false): string[] {
  const { pluralCategories: found } = new Intl.PluralRules(language, {
    type: ordinal ? "ordinal" : "cardinal",
  }).resolvedOptions();
  return CATEGORY_ORDER.filter((category) => (found as readonly string[]).includes(category));
}

/** The leaves of a tree, in order. */
export function leavesOf(tree: MessageTree): { text: string; inPlural: boolean }[] {
  if (tree.kind === "text") return [tree];
  return [...tree.options.values()].flatMap(leavesOf);
}

/** Writes a tree with new leaves, in the order of {@link leavesOf}. */
export function printIcu(tree: MessageTree, leaves: readonly string[], doubleApostrophes: boolean): string {
  let next = 0;
  const print = (node: MessageTree): string => {
    if (node.kind === "text") return quoteApostrophes(leaves[next++] ?? node.text, doubleApostrophes);
    const offset = node.offset ? `offset:${node.offset} ` : "";
    const options = [...node.options].map(([name, branch]) => `${name} {${print(branch)}}`);
    return `{${node.argument}, ${node.kind}, ${offset}${options.join(" ")}}`;
  };
  return print(tree);
}

/** An apostrophe before syntax would quote it; doubled, it is an apostrophe. */
function quoteApostrophes(text: string, all: boolean): string {
  if (/'[{}#<|][^']*'/.test(text)) return text;
  return all ? text.replaceAll("'", "''") : text.replace(/'(?=[{}#<|'])/g, "''");
}

/** The arguments of a message with their types, sorted: what two messages must have in common. */
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
  visit(parse(message, { ignoreTag: true, requiresOtherClause: true }));
  return [...found].sort();
}
