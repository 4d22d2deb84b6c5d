import type { Unit } from "../formats/format.js";
import type { RecordedMade } from "./source-record.js";

/** Why a translation needs another look. */
export interface Staleness {
  /** The source text has changed since, or the file marks it. */
  readonly reason: "source-changed" | "marked";
  /** Whether RouteLMT wrote it: a person's text is never replaced. */
  readonly isOurs: boolean;
}

/**
 * Whether a translation is stale: made from a different source text and not changed since, or marked by the file (see
 * {@link Unit.state}).
 *
 * @param made what is recorded of it
 */
export function stalenessOf(unit: Unit, made: RecordedMade | undefined): Staleness | undefined {
  if (unit.state === "untranslated" || unit.state === "ignored") return undefined;
  const isOurs = made !== undefined && made.author !== "person";
  if (made?.isStale) return { reason: "source-changed", isOurs };
  return unit.state === "translated" ? undefined : { reason: "marked", isOurs };
}
