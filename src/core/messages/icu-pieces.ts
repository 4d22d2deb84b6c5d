import { type MessageFormatElement, parse, TYPE } from "@formatjs/icu-messageformat-parser";
import { messageOf } from "../errors.js";
import { IcuError } from "./icu-error.js";
import { opaqueParts, withOpaqueTags } from "./opaque-tags.js";

/**
 * A piece of an ICU message. `quoted` is literal text that must be quoted; `pound` is `#`, with the plural whose
 * number it is.
 */
export type IcuPiece =
  | { readonly kind: "text" | "quoted" | "argument"; readonly text: string }
  | { readonly kind: "pound"; readonly argument: string; readonly offset: number }
  | ChoicePiece;

/** A plural or select argument; each branch is a list of pieces. */
export interface ChoicePiece {
  readonly kind: "select" | "plural" | "selectordinal";
  readonly argument: string;
  readonly offset: number;
  readonly options: ReadonlyMap<string, readonly IcuPiece[]>;
}

/** Whether a piece is a choice. */
export function isChoice(piece: IcuPiece): piece is ChoicePiece {
  return piece.kind === "select" || piece.kind === "plural" || piece.kind === "selectordinal";
}

/** The deepest nesting of braces: nobody writes more, and the parser recurses. */
const MAX_DEPTH = 24;

/** Parser options: tags are text, as in all libraries except react-intl, where the result is the same. */
const OPTIONS = { captureLocation: true, ignoreTag: true, requiresOtherClause: true };

/**
 * Parses a message.
 *
 * @throws {IcuError} when it is not valid or nested too deeply
 */
export function parseElements(message: string): MessageFormatElement[] {
  const syntax = withOpaqueTags(message);
  let depth = 0;
  for (const [token] of syntax.matchAll(/'[{}][^']*'|[{}]/g)) {
    if (token === "{" && ++depth > MAX_DEPTH) throw new IcuError({ code: "too-deep" });
    if (token === "}") depth--;
  }
  try {
    return parse(syntax, OPTIONS);
  } catch (error) {
    throw new IcuError({ code: "syntax", kind: messageOf(error) });
  }
}

/** The plural that a piece is in: the meaning of `#` and its quoting depend on it. */
export interface PluralBranch {
  readonly argument: string;
  readonly offset: number;
}

/** Turns parsed elements into pieces, with their text as in the message. */
export function piecesOf(
  message: string,
  elements: readonly MessageFormatElement[],
  plural?: PluralBranch,
): IcuPiece[] {
  return elements.flatMap((element): IcuPiece[] => {
    const raw = message.slice(element.location?.start.offset, element.location?.end.offset);
    switch (element.type) {
      case TYPE.literal:
        return opaqueParts(raw).flatMap(({ text, isOpaque }): IcuPiece[] =>
          isOpaque ? [{ kind: "argument", text }] : literalPieces(text, plural !== undefined),
        );
      case TYPE.pound:
        return plural ? [{ kind: "pound", ...plural }] : [];
      case TYPE.select:
      case TYPE.plural: {
        const argument = element.value;
        const offset = element.type === TYPE.plural ? (element.offset ?? 0) : 0;
        const inside = element.type === TYPE.plural ? { argument, offset } : undefined;
        const options = new Map<string, IcuPiece[]>();
        for (const [name, option] of Object.entries(element.options))
          options.set(name, piecesOf(message, option.value, inside));
        const ordinal = element.type === TYPE.plural && element.pluralType === "ordinal";
        const kind = element.type === TYPE.select ? "select" : ordinal ? "selectordinal" : "plural";
        return [{ kind, argument, offset, options }];
      }
      default:
        return [{ kind: "argument", text: raw }];
    }
  });
}

/** Splits literal text into plain and quoted parts; `#` is plain outside plurals, and `}` at the top level. */
function literalPieces(raw: string, inPlural: boolean): IcuPiece[] {
  const pieces: IcuPiece[] = [];
  const quote = inPlural ? /'([{}<>#](?:[^']|'')*)(?:'|$)|''|[#}]/g : /'([{}<>](?:[^']|'')*)(?:'|$)|''|[#}]/g;
  let text = "";
  let done = 0;
  for (const match of raw.matchAll(quote)) {
    text += raw.slice(done, match.index);
    done = match.index + match[0].length;
    if (match[0] === "''") {
      text += "'";
      continue;
    }
    if (text !== "") pieces.push({ kind: "text", text });
    text = "";
    pieces.push({ kind: "quoted", text: match[1]?.replaceAll("''", "'") ?? match[0] });
  }
  text += raw.slice(done);
  if (text !== "") pieces.push({ kind: "text", text });
  return pieces;
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
