/**
 * Defaults of the command line and the editor; a test compares `package.json` with it.
 * The default of `routelmt.local.minimumQuality` is with its definition, in `draft.ts`.
 */
export const DEFAULTS = {
  /** Highest share of segments for the large model, 0 to 1. */
  share: 0.3,
  /** Processor threads of the small model. */
  threads: 2,
} as const;
