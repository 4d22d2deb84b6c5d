import type { Checked } from "../checks/check.js";
import type { KeyPath } from "../formats/format.js";
import type { AcceleratorMarker } from "../messages/accelerator.js";
import type { MessageParts } from "../messages/message.js";
import type { MessageSyntax } from "../messages/message-syntax.js";
import type { Segment } from "../routing/decision.js";

/** A segment that is ready to be translated, and where its target goes. */
export interface PreparedSegment {
  readonly segment: Segment;
  readonly key: KeyPath;
  readonly syntax: MessageSyntax;
  /** Source and target are fragments of the file's own XML. */
  readonly markup?: true;
  /** Markers of accelerators in this file. */
  readonly accelerators: readonly AcceleratorMarker[];
  readonly parts: MessageParts;
  /** Its neighbours in the file, for a short text that would be ambiguous alone. */
  readonly near?: readonly string[];
  /** The value to be replaced: a stale translation, or a draft. */
  readonly replaces?: string;
  /** Its `replaces` is a draft. */
  readonly hasDraft?: true;
  /** Its format has a mark for drafts. */
  readonly hasDraftMark?: true;
  /** A draft of it may be written, see {@link draftPlaces}. */
  readonly takesDraft?: true;
  /** Its `replaces` is RouteLMT's own translation, which only the large model's may replace. */
  readonly isForSale?: true;
  /** The form of address was not set but derived from the existing translations, and may be different next time. */
  readonly isFormalityFound?: true;
}

/** A candidate for a segment, as input for the checks. */
export function checkedOf({ segment, syntax, accelerators }: PreparedSegment, target: string): Checked {
  const { source, direction, maxLength, terms } = segment;
  return {
    source,
    target,
    direction,
    syntax,
    accelerators,
    ...(maxLength === undefined ? {} : { maxLength }),
    ...(terms === undefined ? {} : { terms }),
  };
}
