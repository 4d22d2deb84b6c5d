import { keyName } from "../formats/format.js";
import type { Direction } from "../language/tag.js";
import type { Knowledge } from "../memory/knowledge.js";
import { IcuError } from "../messages/icu-error.js";
import { type MessageFacts, type MessageParts, takeApart } from "../messages/message.js";
import type { MessageSyntax } from "../messages/message-syntax.js";
import type { PreparedSegment } from "./prepared-segment.js";

/** A text that is in no file of translations. */
export interface LooseText {
  readonly value: string;
  /** Parts that stay unchanged. */
  readonly kept: readonly string[];
  /** That of its file; `plain` by default. */
  readonly syntax?: MessageSyntax;
  /** The format of its file has a mark for drafts. */
  readonly hasDraftMark?: true;
}

/**
 * Prepares texts for a run. Their drafts are used, since a person looks at each.
 *
 * @returns in the order of the texts; undefined for one without words
 */
export function prepareTexts(
  texts: readonly LooseText[],
  direction: Direction,
  { memory, termbase }: Knowledge,
  formality: { readonly formality?: "formal" | "informal" } = {},
): (PreparedSegment | undefined)[] {
  return texts.map(({ value, kept, syntax = "plain", hasDraftMark }, index) => {
    const terms = termbase?.find(value, direction) ?? [];
    const parts = takeApartOrWhole(value, syntax, direction.target, {
      fixed: [...kept, ...terms.flatMap(({ doNotTranslate, source }) => (doNotTranslate ? [source] : []))],
      translated: terms.flatMap(({ doNotTranslate, source }) => (doNotTranslate ? [] : [source])),
      source: direction.source,
      isSampled: true,
    });
    if (parts.texts.length === 0) return undefined;
    const matches = memory?.lookup(value, direction) ?? [];
    const key = [String(index)];
    return {
      segment: {
        id: `${direction.target} ${index}`,
        key: keyName(key),
        direction,
        source: value,
        ...(matches.length > 0 ? { matches } : {}),
        ...(terms.length > 0 ? { terms } : {}),
        ...formality,
      },
      key,
      syntax,
      accelerators: [],
      parts,
      ...(hasDraftMark ? { hasDraftMark } : {}),
      takesDraft: true,
    };
  });
}

/** Takes an ICU message apart into its branches; a text that only looks like one is left whole. */
function takeApartOrWhole(text: string, syntax: MessageSyntax, target: string, facts: MessageFacts): MessageParts {
  try {
    return takeApart(text, syntax, target, facts);
  } catch (error) {
    if (!(error instanceof IcuError)) throw error;
    return takeApart(text, "i18next", target, facts);
  }
}
