/** A string literal: its text, and the offset after it. */
export interface DecodedString {
  readonly value: string;
  readonly end: number;
}
