import type { Span } from "../text/span.js";
import { type Splice, splice } from "../text/splice.js";
import { encode, splitAt } from "./encode.js";
import { type CodeLiteral, type LiteralPiece, pieceText } from "./literal.js";
import { type ScannedCode, scanCode } from "./scan.js";

/** A text to translate, with the span that its translation replaces. */
export interface SelectedText extends Span {
  /** What it says; code in it with its own spelling. */
  readonly value: string;
  /** The code in it, which a translation must have unchanged. */
  readonly kept: readonly string[];
  /** Undefined for prose: a comment, or a file that is not code. */
  readonly literal?: CodeLiteral;
}

/** A text with its translation. */
export interface TranslatedText {
  readonly selected: SelectedText;
  readonly translation: string;
}

/**
 * The texts that a selection refers to: the literal that it is in, or its part; all literals for people that it contains; in a
 * comment, and in a file that is not code, the selected text.
 *
 * @param selection an empty one means the literal that it is in
 * @param languageId the editor's identifier of the language
 * @example
 * textsIn('show("Hello, \\"you\\"!");', "javascript", { start: 8, end: 8 }).map(({ value }) => value) // ['Hello, "you"!']
 */
export function textsIn(text: string, languageId: string, selection: Span): SelectedText[] {
  const code = scanCode(text, languageId);
  if (!code) return proseIn(text, selection);
  const around = literalAround(code, selection);
  if (around) return fromLiteral(around, selection);
  const inside = code.literals.filter(({ outer, isForPeople }) => isForPeople && contains(selection, outer));
  const outermost = outermostOf(inside);
  if (outermost.length > 0) return outermost.flatMap((one) => fromLiteral(one, one));
  return code.comments.some((comment) => contains(comment, selection)) ? proseIn(text, selection) : [];
}

/**
 * The changes that put translations into a text. Reading the result again must find every literal unchanged except for the
 * translations; what would break this is left out.
 */
export function replacements(
  text: string,
  languageId: string,
  translated: readonly TranslatedText[],
): { readonly splices: readonly Splice[]; readonly refused: readonly TranslatedText[] } {
  const before = scanCode(text, languageId);
  const holds = (changes: readonly Change[]): boolean => !before || isHeld(text, languageId, before, changes);
  const good = new Map<TranslatedText, Change>();
  // Halve what does not hold, to find a change that breaks something without rereading everything once per change.
  const keep = (some: readonly (readonly [TranslatedText, Change])[]): void => {
    const half = some.length >> 1;
    if (holds(some.map(([, change]) => change))) for (const [one, change] of some) good.set(one, change);
    else if (half > 0) for (const part of [some.slice(0, half), some.slice(half)]) keep(part);
  };
  keep(
    translated.flatMap((one) => {
      const change = changeFor(one);
      return change ? [[one, change] as const] : [];
    }),
  );
  return { splices: [...good.values()], refused: translated.filter((one) => !good.has(one)) };
}

/** Literals that are in no other, in order. */
function outermostOf(literals: readonly CodeLiteral[]): CodeLiteral[] {
  let end = -1;
  return literals
    .toSorted((a, b) => a.outer.start - b.outer.start || b.outer.end - a.outer.end)
    .filter(({ outer }) => {
      if (outer.end <= end) return false;
      end = outer.end;
      return true;
    });
}

/** A splice, and the text of its literal afterwards. */
interface Change extends Splice {
  readonly literal?: CodeLiteral;
  readonly value: string;
}

function changeFor({ selected, translation }: TranslatedText): Change | undefined {
  const { start, end, literal, kept } = selected;
  if (!literal) return { start, end, text: translation, value: translation };
  const found = splitAt(translation, kept).flatMap(({ text, isKept }) => (isKept ? [text] : []));
  if (String(found.toSorted()) !== String(kept.toSorted())) return undefined;
  const before = pieceText(literal.pieces.map((piece) => clip(piece, literal.start, start)));
  const after = pieceText(literal.pieces.map((piece) => clip(piece, end, literal.end)));
  return { start, end, text: encode(translation, literal, kept), literal, value: before + translation + after };
}

function isHeld(text: string, languageId: string, before: ScannedCode, changes: readonly Change[]): boolean {
  const after = scanCode(splice(text, changes), languageId);
  if (!after || after.literals.length !== before.literals.length || after.comments.length !== before.comments.length)
    return false;
  return before.literals.every((literal, index) => {
    const now = after.literals[index];
    if (!now || now.kind.close !== literal.kind.close) return false;
    const own = changes.filter((change) => change.literal === literal || isSame(change.literal, literal));
    if (own.length === 1)
      return sameText(pieceText(now.pieces), own[0]?.value ?? "", literal) && keptOf(now) === keptOf(literal);
    return (
      own.length > 1 ||
      changes.some((change) => contains(literal.outer, change)) ||
      pieceText(now.pieces) === pieceText(literal.pieces)
    );
  });
}

function isSame(a: CodeLiteral | undefined, b: CodeLiteral): boolean {
  return a?.start === b.start && a.end === b.end;
}

/** Between tags, any white space is one space. */
function sameText(a: string, b: string, { kind }: CodeLiteral): boolean {
  const plain = (value: string): string => (kind.markup && kind.close === "" ? value.replace(/\s+/g, " ") : value);
  return plain(a) === plain(b);
}

function keptOf({ pieces }: CodeLiteral): string {
  return JSON.stringify(pieces.flatMap(({ isKept, value }) => (isKept ? [value] : [])).toSorted());
}

function literalAround({ literals }: ScannedCode, selection: Span): CodeLiteral | undefined {
  const isEmpty = selection.start === selection.end;
  const around = literals.filter((one) => contains(isEmpty ? one : one.outer, selection));
  return around.sort((a, b) => a.outer.end - a.outer.start - (b.outer.end - b.outer.start))[0];
}

/** The selected part of a literal, widened to whole escapes and code; the whole literal if the selection covers it. */
function fromLiteral(literal: CodeLiteral, selection: Span): SelectedText[] {
  const isWhole = selection.start === selection.end || contains(selection, literal);
  const wanted = isWhole ? literal : selection;
  const touched = literal.pieces.filter(({ start, end }) => start < wanted.end && end > wanted.start);
  const pieces = touched.map((piece) => clip(piece, wanted.start, wanted.end));
  const [first, last] = [pieces[0], pieces.at(-1)];
  if (!first || !last) return [];
  const kept = pieces.flatMap(({ isKept, value }) => (isKept ? [value] : []));
  const plain = pieceText(pieces);
  // Text that looks like code elsewhere in the literal cannot be distinguished from it.
  const found = splitAt(plain, kept).filter(({ isKept }) => isKept);
  if (found.length !== kept.length) return [];
  const value = literal.kind.markup && literal.kind.close === "" ? plain.replace(/\s*\n\s*/g, " ") : plain;
  return [{ start: first.start, end: last.end, value, kept, literal }];
}

/** The part of a piece between two offsets; escapes and code are not divided. */
function clip(piece: LiteralPiece, from: number, to: number): LiteralPiece {
  const start = Math.max(piece.start, from);
  const end = Math.min(piece.end, to);
  if (start >= end) return { start, end: start, value: "" };
  if (piece.isKept || piece.end - piece.start !== piece.value.length) return piece;
  return { start, end, value: piece.value.slice(start - piece.start, end - piece.start) };
}

function proseIn(text: string, { start, end }: Span): SelectedText[] {
  return start < end ? [{ start, end, value: text.slice(start, end), kept: [] }] : [];
}

function contains(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}
