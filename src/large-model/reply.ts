/** What came back. */
export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  /** The body; of an answer that refuses its beginning, or nothing. */
  readonly text: string;
}
