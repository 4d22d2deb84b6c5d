import { RouteLmtError } from "../errors.js";
import { type Edit, type Format, keyId, type Unit } from "../formats/format.js";
import { languagesOf } from "../formats/read-file.js";
import type { Direction } from "../language/tag.js";
import type { Span } from "../text/span.js";
import type { Fix } from "./check.js";
import type { FixAction } from "./problem.js";

/** A replacement in the text of a file. */
export interface FileFix extends Span {
  readonly action: FixAction;
  readonly text: string;
}

/** A unit and its fix, if it has one. */
interface Repair {
  readonly unit?: Unit;
  readonly fix?: Fix;
}

/**
 * The replacements for findings with a fix: the format writes the repaired values, and the written texts are read
 * back. Several fixes of one value need one round each.
 */
export function fixesOf(
  format: Format,
  text: string,
  found: readonly Repair[],
  direction: Direction,
): (FileFix | undefined)[] {
  const fixes: (FileFix | undefined)[] = found.map(() => undefined);
  const rounds: Map<string, number>[] = [];
  found.forEach(({ unit, fix }, index) => {
    if (!unit || !fix) return;
    const id = keyId(unit.key);
    const round = rounds.find((one) => !one.has(id));
    if (round) round.set(id, index);
    else rounds.push(new Map([[id, index]]));
  });
  for (const round of rounds) {
    const edits = [...round.values()].flatMap((index): Edit[] => {
      const { unit, fix } = found[index] ?? {};
      return unit && fix ? [{ key: unit.key, value: fix.target, ...(unit.markup ? { markup: true } : {}) }] : [];
    });
    const written = writeOrNothing(format, text, edits, direction);
    if (written === undefined) continue;
    for (const { key, span } of format.read(written, languagesOf(direction)).units) {
      const index = round.get(keyId(key));
      const { unit, fix } = (index === undefined ? undefined : found[index]) ?? {};
      if (index !== undefined && unit && fix)
        fixes[index] = { ...unit.span, action: fix.action, text: written.slice(span.start, span.end) };
    }
  }
  return fixes;
}

/** Undefined if the format cannot hold one of the values. */
function writeOrNothing(
  format: Format,
  text: string,
  edits: readonly Edit[],
  direction: Direction,
): string | undefined {
  try {
    return format.write(text, edits, languagesOf(direction));
  } catch (error) {
    if (error instanceof RouteLmtError) return undefined;
    throw error;
  }
}
