/** Offsets in UTF-16 code units, end exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Whether two spans overlap or touch. */
export function touches(one: Span, other: Span): boolean {
  return one.end >= other.start && one.start <= other.end;
}
