/** A text of code with the offset after it. */
export interface DecodedString {
  readonly value: string;
  readonly end: number;
}
