/** A text of code with the offset behind it. */
export interface DecodedString {
  readonly value: string;
  readonly end: number;
}
