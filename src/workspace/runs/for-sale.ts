import { type KeyPath, keyId } from "../../core/formats/format.js";
import type { LanguageTag } from "../../core/language/tag.js";
import type { Outcome } from "../../core/routing/decision.js";
import type { FillChoice } from "../../core/translate/prepare.js";
import type { ProjectStore } from "../../store/project-store.js";
import type { OpenJob } from "../open-jobs.js";
import type { SourceRecords } from "../source-records.js";

/** Outcomes of strings without a good local translation, whether or not their files have a draft. */
const OPEN: ReadonlySet<Outcome> = new Set(["flagged", "draft", "failed", "held"]);

/**
 * Jobs reduced to the segments that were translated locally before, or should have been.
 *
 * @param only keys, as {@link keyId}; every key without it
 */
export async function onlyForSale(
  store: ProjectStore,
  jobs: readonly OpenJob[],
  only?: ReadonlySet<string>,
): Promise<OpenJob[]> {
  return Promise.all(
    jobs.map(async (open) => {
      const { targetPath, direction, preparation } = open.job;
      const tried = new Set(
        (await store.history.decisionsOn(targetPath)).flatMap(({ key, decision: { segment, outcome } }) =>
          segment.direction.target === direction.target && OPEN.has(outcome) ? [keyId(key)] : [],
        ),
      );
      const segments = preparation.segments.filter(({ key, isForSale, hasDraft }) => {
        const id = keyId(key);
        return only ? only.has(id) : isForSale || hasDraft || tried.has(id);
      });
      return { ...open, job: { ...open.job, preparation: { ...preparation, segments, copied: [] } } };
    }),
  );
}

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
    // A person accepted it.
    if (isKept && decision?.reason.code === "by-hand") return false;
    const author = recorded(key, source, target)?.author;
    return author === "routelmt" || (author === undefined && isKept);
  };
}
