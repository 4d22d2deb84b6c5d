import { entityAt } from "./entities.js";
import type { CodeLiteral, LiteralKind, LiteralPiece } from "./literal.js";

/** A sentence between two block tags, with its inline elements, code and entities. */
export class MarkupText {
  readonly #text: string;
  readonly #kind: LiteralKind;
  readonly #literals: CodeLiteral[];
  #pieces: LiteralPiece[] = [];

  /** @param literals receives the finished texts */
  constructor(text: string, markup: "html" | "jsx", literals: CodeLiteral[]) {
    this.#text = text;
    this.#literals = literals;
    this.#kind = { close: "", isMultiline: true, interpolations: [], doubled: "", markup };
  }

  /** Adds code or an inline tag. */
  keep(start: number, end: number): void {
    this.#pieces.push({ start, end, value: this.#text.slice(start, end), isKept: true });
  }

  /** Adds the text at an offset, up to a possible tag, entity or code; returns the offset after it. */
  text(start: number): number {
    const entity = entityAt(this.#text, start);
    if (entity) {
      const { end, value = this.#text.slice(start, end) } = entity;
      this.#pieces.push({ start, end, value, ...(entity.value === undefined ? { isKept: true } : {}) });
      return end;
    }
    const special = /[<{&]/g;
    special.lastIndex = start + 1;
    const end = special.exec(this.#text)?.index ?? this.#text.length;
    this.#pieces.push({ start, end, value: this.#text.slice(start, end) });
    return end;
  }

  /** Ends the sentence. */
  end(): void {
    const pieces = trimmed(this.#pieces);
    this.#pieces = [];
    const [first, last] = [pieces[0], pieces.at(-1)];
    if (!first || !last || !pieces.some(({ isKept, value }) => !isKept && /\p{L}/u.test(value))) return;
    const span = { start: first.start, end: last.end };
    this.#literals.push({ kind: this.#kind, pieces, ...span, outer: span, isForPeople: true });
  }
}

/** Trims white space at both ends. */
function trimmed(pieces: readonly LiteralPiece[]): LiteralPiece[] {
  const isBlank = ({ isKept, value }: LiteralPiece): boolean => !isKept && /^\s*$/.test(value);
  const kept = [...pieces];
  while (kept[0] && isBlank(kept[0])) kept.shift();
  for (let last = kept.at(-1); last && isBlank(last); last = kept.at(-1)) kept.pop();
  const first = kept[0];
  if (first && !first.isKept) {
    const lead = /^\s*/.exec(first.value)?.[0].length ?? 0;
    if (first.end - first.start === first.value.length) kept[0] = cut(first, lead, first.value.length);
  }
  const last = kept.at(-1);
  if (last && !last.isKept && last.end - last.start === last.value.length)
    kept[kept.length - 1] = cut(last, 0, last.value.trimEnd().length);
  return kept;
}

function cut({ start, value }: LiteralPiece, from: number, to: number): LiteralPiece {
  return { start: start + from, end: start + to, value: value.slice(from, to) };
}
