import { type KeyPath, keyId } from "../core/formats/format.js";
import type { LanguageTag } from "../core/language/tag.js";
import type { FillChoice } from "../core/translate/prepare.js";
import type { ProjectStore } from "../store/project-store.js";
import type { SourceRecords } from "./source-records.js";

/**
 * Which translations of a target file are for sale: those that RouteLMT wrote with the small model, and that nobody edited or
 * accepted since.
 *
 * @param only keys, as {@link keyId}; every key without it
 * @throws {RouteLmtError} what the project database throws, and as {@link SourceRecords.recordedIn}
 */
export async function forSaleIn(
  store: ProjectStore,
  records: SourceRecords,
  targetPath: string,
  language: LanguageTag,
  only?: ReadonlySet<string>,
): Promise<NonNullable<FillChoice["isForSale"]>> {
  const recorded = await records.recordedIn(targetPath, language);
  const kept = new Map(
    (await store.history.decisionsOn(targetPath))
      .filter(({ decision }) => decision.segment.direction.target === language)
      .map((one) => [keyId(one.key), one.decision]),
  );
  return (key: KeyPath, source: string, target: string) => {
    if (only && !only.has(keyId(key))) return false;
    const decision = kept.get(keyId(key));
    const isKept = decision?.chosen?.text === target;
    if (isKept && (decision?.outcome === "large" || decision?.outcome === "memory")) return false;
    const author = recorded(key, source, target)?.author;
    return author === "routelmt" || (author === undefined && isKept);
  };
}
