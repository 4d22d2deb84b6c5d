import { keyId } from "../formats/format.js";
import type { ReadPair } from "../formats/read-file.js";
import { isOwnDraft } from "../status/own-draft.js";
import type { Recorded } from "../status/source-record.js";
import { contextOf } from "../status/unit-context.js";
import type { MemoryEntry } from "./memory.js";

/**
 * The existing translations of a project.
 *
 * @param pair whose source file is not used for bilingual formats
 * @param origin the target file's name, for people
 * @param recorded the record of the target: drafts and translations of a different source text are left out
 */
export function entriesOf(
  { format, source, target, direction }: ReadPair,
  origin: string,
  recorded?: Recorded,
): MemoryEntry[] {
  const sources = new Map(source.units.map((unit) => [keyId(unit.key), unit]));
  return (target?.units ?? []).flatMap((unit): MemoryEntry[] => {
    if (unit.state !== "translated") return [];
    const from = format.holds === "one-language" ? sources.get(keyId(unit.key)) : unit;
    const text = format.holds === "one-language" ? from?.value : unit.source;
    if (!from || !text || from.state === "ignored") return [];
    const made = recorded?.(unit.key, text, unit.value);
    if (made?.isStale || isOwnDraft(format, unit, made)) return [];
    // In bilingual files the key is the source text.
    const context = contextOf(from, format.holds === "source-and-target" ? undefined : unit.key);
    const isOurs = made?.author === "routelmt";
    return [
      {
        ...{ source: text, target: unit.value, direction, origin },
        ...(context === undefined ? {} : { context }),
        ...(isOurs ? { isOurs } : {}),
      },
    ];
  });
}
