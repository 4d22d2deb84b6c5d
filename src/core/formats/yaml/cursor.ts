import { malformedAt } from "#core/text/splice.js";
import type { Said } from "../../errors.js";
import { afterLineBreak, isBlankAt, isLineEndAt, lineEndAt } from "./chars.js";

/** A reading position in block context, and what precedes it on its line. */
export class Cursor {
  readonly text: string;
  at: number;
  lineStart: number;
  /** Whether only blanks precede the position on its line. */
  isFresh = true;
  /** Offset of a tab among them; -1 for none. */
  tab = -1;
  /** Start of the comment lines directly above; -1 for none. */
  commentStart = -1;

  constructor(text: string) {
    this.text = text;
    this.at = text.startsWith("\ufeff") ? 1 : 0;
    this.lineStart = this.at;
  }

  get char(): string | undefined {
    return this.text[this.at];
  }

  get column(): number {
    return this.at - this.lineStart;
  }

  get isAtEnd(): boolean {
    return this.at >= this.text.length;
  }

  /** Skips blanks, comments and line ends. */
  skip(): void {
    const { text } = this;
    let isComment = false;
    for (;;) {
      if (isBlankAt(text, this.at)) {
        if (this.isFresh && this.tab < 0 && this.char === "\t") this.tab = this.at;
        this.at++;
      } else if (this.char === "#" && (this.isFresh || isBlankAt(text, this.at - 1))) {
        if (this.isFresh && this.commentStart < 0) this.commentStart = this.at;
        isComment = this.isFresh;
        this.at = lineEndAt(text, this.at);
      } else if (!this.isAtEnd && isLineEndAt(text, this.at)) {
        if (this.isFresh && !isComment) this.commentStart = -1;
        this.#nextLine();
        isComment = false;
      } else return;
    }
  }

  #nextLine(): void {
    this.at = afterLineBreak(this.text, this.at);
    this.lineStart = this.at;
    this.isFresh = true;
    this.tab = -1;
  }

  /** An error at the position. */
  wrong(reason: Said): Error {
    return malformedAt(this.text, this.at, reason);
  }
}
