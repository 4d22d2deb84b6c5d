import type { Span } from "../text/span.js";

/** A part of a literal: what it says, or code that stays as it is (`${count}`, `{name}`, `<b>`). */
export interface LiteralPiece extends Span {
  /** What the part says; of code, its own spelling. */
  readonly value: string;
  readonly isKept?: true;
}

/** How a kind of literal spells characters that it cannot hold as they are, after `mark`. */
export interface EscapeStyle {
  /** A backslash; in Swift's `#"…"#` with as many `#` as the quotes have. */
  readonly mark: string;
  /** What a letter after the mark says. */
  readonly named: Readonly<Record<string, string>>;
  /** Sticky patterns whose first group that took part is a number in this base. */
  readonly numbers: readonly { readonly pattern: RegExp; readonly base: 8 | 16 }[];
  /** Sticky: after the mark, what names a character that only the language knows. */
  readonly unknown?: RegExp;
  /** Whether a mark before any other character vanishes; otherwise it is a character. */
  readonly isLenient?: true;
  /** Whether a mark at the end of a line joins the lines. */
  readonly joinsLines?: true;
  /** Spells a character by its number, after the mark. */
  spell(code: number): string;
}

/** Code within a literal. */
export interface Interpolation {
  /** Sticky. Without `close` it matches all of the code. */
  readonly open: RegExp;
  readonly close?: ")" | "}";
}

/** What the inside of a literal may be. */
export interface LiteralKind {
  readonly close: string;
  readonly isMultiline: boolean;
  /** Undefined where every character is itself. */
  readonly escapes?: EscapeStyle;
  readonly interpolations: readonly Interpolation[];
  /** Sticky: what would begin code, and gets a mark to be a character. */
  readonly dangerous?: RegExp;
  /** Characters that are written twice. */
  readonly doubled: string;
  /** Characters of the world outside that must not occur: the quote of the attribute around the code. */
  readonly forbidden?: string;
  /** Spelled with entities: attributes and texts of HTML and JSX. */
  readonly markup?: "html" | "jsx";
  /** No text for people. */
  readonly isBytes?: true;
}

/** A text in code. The span is of its inside, without quotes. */
export interface CodeLiteral extends Span {
  readonly kind: LiteralKind;
  readonly pieces: readonly LiteralPiece[];
  /** Start and end with the quotes. */
  readonly outer: Span;
  /** Whether people read it, as far as its place tells: not a key, an import or an attribute of style. */
  readonly isForPeople: boolean;
}

/** What a literal says; code in it with its own spelling. */
export function pieceText(pieces: readonly LiteralPiece[]): string {
  return pieces.map(({ value }) => value).join("");
}
