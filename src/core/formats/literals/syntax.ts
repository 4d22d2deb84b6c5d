import { malformedAt } from "#core/text/splice.js";
import { type Said, said } from "../../errors.js";
import type { JsonNode } from "../tree/node.js";
import type { DecodedString } from "./decoded-string.js";

/** A value of an array or object literal in code, with its position. Other code has the type `other`. */
export interface LiteralNode extends JsonNode {
  type: JsonNode["type"];
  key: string | number;
  readonly parent: LiteralNode | undefined;
  children: LiteralNode[];
  itemEnd: number;
  /** Whether its key is written in the file; otherwise it is the index. */
  readonly isNamed: boolean;
}

/** The part of an item before its value. */
export interface ItemHead {
  /** Undefined for an element without a key. */
  readonly name: string | undefined;
  readonly nameEnd: number;
  /** Start of the value; undefined for code without one, such as a spread or a method. */
  readonly valueAt: number | undefined;
  /** End of such an item. */
  readonly end?: number;
}

/** A value that is not a container. */
export interface LiteralScalar {
  readonly type: "string" | "null" | "other";
  readonly value?: string;
  readonly end: number;
  /** End of what belongs to the value, such as `as const`. */
  readonly itemEnd: number;
}

/** The opening and closing brackets of a container. */
export interface Opening {
  readonly bracket: number;
  readonly close: ")" | "]" | "}";
  readonly type: "object" | "array";
}

/** How a language joins strings: `"a" + "b"`. */
export interface Joining {
  readonly operator: string;
  /** Matches what begins a comment: strings with one between them are code. */
  readonly comment: RegExp;
}

/**
 * How to read the literals of a language, in a text. All methods throw {@link MalformedFileError} at the first error.
 */
export abstract class LiteralSyntax {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  /** Skips blanks and comments: the offset after them. */
  abstract skip(at: number): number;

  /** The container that begins at an offset; undefined if none does. */
  abstract open(at: number): Opening | undefined;

  /** Reads an item up to its value. */
  abstract head(at: number, container: LiteralNode): ItemHead;

  /** The value at an offset, with all code that belongs to it. */
  abstract scalar(at: number): LiteralScalar;

  /**
   * Skips code, up to a comma or a bracket that it did not open.
   *
   * @param isRest whether an operand precedes it, so that a slash is a division
   */
  abstract expressionEnd(at: number, isRest?: boolean): number;

  /** Skips what belongs to the container that ends at an offset; the offset itself if nothing does. */
  suffix(at: number): number {
    return at;
  }

  /** Called after the last item of a container. */
  complete(_container: LiteralNode): void {}

  /** The error for a text that cannot be read. */
  wrong(at: number, reason: Said): Error {
    return malformedAt(this.text, at, reason);
  }

  /** The string at an offset; undefined if none begins there. */
  protected abstract stringAt(at: number): DecodedString | undefined;

  /** What a sticky pattern matches at an offset. */
  protected matchAt(pattern: RegExp, at: number): string | undefined {
    pattern.lastIndex = at;
    return pattern.exec(this.text)?.[0];
  }

  /** `null`, or a string; undefined if neither begins at an offset. */
  protected plainValue(
    at: number,
    nothing: RegExp,
    joining: Joining,
  ): (Partial<DecodedString> & { end: number }) | undefined {
    const word = this.matchAt(nothing, at);
    return word === undefined ? this.#strings(at, joining) : { end: at + word.length };
  }

  /** A value that is code. */
  protected code(at: number): LiteralScalar {
    const end = this.expressionEnd(at);
    if (end === at) throw this.wrong(at, said`A value is expected`);
    return { type: "other", end, itemEnd: end };
  }

  /** Strings that an operator joins, with nothing else between them. */
  #strings(start: number, { operator, comment }: Joining): DecodedString | undefined {
    const parts: string[] = [];
    for (let at = start; ; ) {
      const decoded = this.stringAt(at);
      if (!decoded) return undefined;
      parts.push(decoded.value);
      const next = this.skip(decoded.end);
      if (this.text[next] !== operator) return { value: parts.join(""), end: decoded.end };
      at = this.skip(next + 1);
      if (comment.test(this.text.slice(decoded.end, at))) return undefined;
    }
  }
}

/** Whether an operator follows, so that the value is part of an expression. */
export function continuesAt(text: string, at: number): boolean {
  const char = text[at];
  return char !== undefined && "+-*/%.<>=!&|^?([`~".includes(char);
}
