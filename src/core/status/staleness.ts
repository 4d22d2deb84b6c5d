import type { Unit } from "../formats/format.js";
import type { Recorded } from "./source-record.js";

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
 * @param source the present source text
 */
export function stalenessOf(source: string, unit: Unit, recorded: Recorded | undefined): Staleness | undefined {
  if (unit.state === "untranslated" || unit.state === "ignored") return undefined;
  const made = recorded?.(unit.key, source, unit.value);
  const isOurs = made !== undefined && made.author !== "person";
  if (made?.isStale) return { reason: "source-changed", isOurs };
  return unit.state === "translated" ? undefined : { reason: "marked", isOurs };
}
