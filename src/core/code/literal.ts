import type { Span } from "../text/span.js";

/** A part of a literal: text, or code that stays as it is (`${count}`, `{name}`, `<b>`). */
export interface LiteralPiece extends Span {
  /** The decoded text; code as written. */
  readonly value: string;
  readonly isKept?: true;
}

/** How a kind of literal escapes characters: with `mark` and what follows it. */
export interface EscapeStyle {
  /** A backslash; in Swift's `#"…"#` with as many `#` as the quotes have. */
  readonly mark: string;
  /** The character for each letter after the mark. */
  readonly named: Readonly<Record<string, string>>;
  /** Sticky patterns whose first group that took part is a number in this base. */
  readonly numbers: readonly { readonly pattern: RegExp; readonly base: 8 | 16 }[];
  /** Sticky: names of characters after the mark that only the language can resolve. */
  readonly unknown?: RegExp;
  /** Whether a mark before any other character is dropped; otherwise it is literal. */
  readonly isLenient?: true;
  /** Whether a mark at the end of a line joins the lines. */
  readonly joinsLines?: true;
  /** Escapes a character by its number, without the mark. */
  spell(code: number): string;
}

/** Code within a literal. */
export interface Interpolation {
  /** Sticky. Without `close` it matches all of the code. */
  readonly open: RegExp;
  readonly close?: ")" | "}";
}

/** What a literal may contain. */
export interface LiteralKind {
  readonly close: string;
  readonly isMultiline: boolean;
  /** Undefined if nothing is escaped. */
  readonly escapes?: EscapeStyle;
  readonly interpolations: readonly Interpolation[];
  /** Sticky: text that would begin code unless it is escaped. */
  readonly dangerous?: RegExp;
  /** Characters that are written twice. */
  readonly doubled: string;
  /** Characters of the surroundings that must not occur: the quote of the attribute around the code. */
  readonly forbidden?: string;
  /** Spelled with entities: attributes and texts of HTML and JSX. */
  readonly markup?: "html" | "jsx";
  /** Not a text for people. */
  readonly isBytes?: true;
}

/** A text in code. The span is of its inside, without quotes. */
export interface CodeLiteral extends Span {
  readonly kind: LiteralKind;
  readonly pieces: readonly LiteralPiece[];
  /** Start and end with the quotes. */
  readonly outer: Span;
  /** Whether people may read it, judging by where it is: not a key, an import or a style attribute. */
  readonly isForPeople: boolean;
}

/** What a literal says; code in it with its own spelling. */
export function pieceText(pieces: readonly LiteralPiece[]): string {
  return pieces.map(({ value }) => value).join("");
}
