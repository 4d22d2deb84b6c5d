/** Offsets in UTF-16 code units, end exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Whether two spans have a place in common, be it only where one ends and the other begins. */
export function touches(one: Span, other: Span): boolean {
  return one.end >= other.start && one.start <= other.end;
}
