import { type Edit, type Format, type KeyPath, keyId } from "../formats/format.js";
import { languagesOf, type NamedText, readNamed } from "../formats/read-file.js";
import type { Direction } from "../language/tag.js";
import { messageId } from "./drafts.js";
import { withTextsOfKeys } from "./key-sources.js";
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
 * Records that translations fit the present source texts, because a person says so. Entries that say so already
 * stay, and what RouteLMT wrote remains marked as its own.
 *
 * @param only the keys to accept, which may be drafts; units that share their marks in the file are accepted with them.
 *   By default, all translations that the file does not mark itself
 * @throws {RouteLmtError} `format-malformed`, naming the file
 */
export function acceptTranslations(
  format: Format,
  source: NamedText,
  target: NamedText,
  direction: Direction,
  recorded: Recorded,
  only?: readonly KeyPath[],
): Accepted {
  const fromSource = readNamed(format, source.path, source.text, { source: direction.source });
  const read = readNamed(format, target.path, target.text, languagesOf(direction));
  const document = withTextsOfKeys(format, source, fromSource, target.path, read, direction);
  const isTemplate = format.isTemplate?.(source.path, source.text) ?? false;
  const wanted = only && new Set(only.map((key) => messageId(format, { key })));
  const edits: Edit[] = [];
  const made: Made[] = [];
  for (const state of segmentStates({
    format,
    source: fromSource,
    target: document,
    isTemplate,
    direction,
    recorded,
  })) {
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
    keys: new Set(document.units.map(({ key }) => keyId(key))),
  };
}
