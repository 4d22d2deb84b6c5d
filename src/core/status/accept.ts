import { type Edit, type KeyPath, keyId } from "../formats/format.js";
import { type FilePair, languagesOf, type NamedText } from "../formats/read-file.js";
import { messageId } from "./drafts.js";
import { readPair } from "./key-sources.js";
import { segmentStates } from "./segment-states.js";
import type { Made, Recorded } from "./source-record.js";

/** The result of accepting translations. */
export interface Accepted {
  /** The target file's text, with accepted translations no longer marked for review. */
  readonly text: string;
  /** The entries to record. */
  readonly made: readonly Made[];
  /** Every key of the target file, as {@link keyId}. */
  readonly keys: ReadonlySet<string>;
}

/**
 * Records that a person considers translations right for the present source texts. Entries that say so already stay,
 * and what RouteLMT wrote remains marked as its own.
 *
 * @param pair a pair whose target file exists
 * @param only the keys to accept, which may be drafts; units that share their marks in the file are accepted with them.
 *   By default, all translations that the file does not mark itself
 * @throws {RouteLmtError} `format-malformed`, naming the file
 */
export function acceptTranslations(
  pair: FilePair & { readonly target: NamedText },
  recorded: Recorded,
  only?: readonly KeyPath[],
): Accepted {
  const { format, source, target, direction } = pair;
  const read = readPair(pair);
  const wanted = only && new Set(only.map((key) => messageId(format, { key })));
  const edits: Edit[] = [];
  const made: Made[] = [];
  for (const state of segmentStates({ ...read, recorded })) {
    if (state.kind !== "translated" && state.kind !== "stale" && !(state.kind === "draft" && only)) continue;
    const { key, value, markup, state: own } = state.unit;
    const isWanted = wanted ? wanted.has(messageId(format, { key })) : own === "translated";
    if (!isWanted) continue;
    if (own !== "translated") edits.push({ key, value, ...(markup ? { markup } : {}) });
    const { source: text } = state.wanted;
    const before = recorded(key, text, value);
    if (before && !before.isStale && before.author !== "draft") continue;
    const author = before?.author === "draft" ? "routelmt" : (before?.author ?? "person");
    made.push({ key, source: text, target: value, author });
  }
  const options = { ...languagesOf(direction), sourceText: source.text };
  return {
    text: edits.length === 0 ? target.text : format.write(target.text, edits, options),
    made,
    keys: new Set(read.target?.units.map(({ key }) => keyId(key))),
  };
}
