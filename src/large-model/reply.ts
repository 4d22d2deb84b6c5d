/** What came back. */
export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  /** The body; for a refusal, only its beginning, or nothing. */
  readonly text: string;
}
