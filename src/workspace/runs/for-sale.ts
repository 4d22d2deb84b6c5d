import { type KeyPath, keyId } from "#core/formats/format.js";
import type { LanguageTag } from "#core/language/tag.js";
import { type Decision, isOffered, isOverShare, type Outcome } from "#core/routing/decision.js";
import type { FillChoice } from "#core/translate/prepare.js";
import type { ProjectStore } from "#store/project-store.js";
import type { OpenJob } from "../open-jobs.js";
import type { SourceRecords } from "../source-records.js";

/** Outcomes of strings without a good local translation, whether or not their files have a draft. */
const OPEN: ReadonlySet<Outcome> = new Set(["flagged", "draft", "failed", "held"]);

/** What is asked for in a purchase. */
export interface ForSaleChoice {
  /** Keys that a person chose, as {@link keyId}; if omitted, those that are {@link isOffered}. */
  readonly only?: ReadonlySet<string> | undefined;
  /** Whether strings that were never translated are bought and translated, too. */
  readonly isWithMissing?: boolean;
  /** Highest share of the strings that may be bought, 0 to 1, if a person named it. */
  readonly share?: number | undefined;
  /** Highest share of the strings that were never translated, 0 to 1. */
  readonly shareOfMissing?: number;
}

/** Why a string is for sale; `unknown` if nothing was decided about it yet. */
export type ForSaleReason = "flagged" | "draft" | "failed" | "held" | "over-share" | "unknown";

/** The segments of a purchase. */
export interface ForSale {
  readonly jobs: readonly OpenJob[];
  /** The highest share of them that may be bought, 0 to 1. */
  readonly share: number;
  /** How many of them are for sale, by the reason. */
  readonly counts: ReadonlyMap<ForSaleReason, number>;
}

/**
 * What a purchase is made from, for every surface that sells: jobs reduced to the segments that were translated locally before, or
 * should have been. All of those may be bought, because the rule has chosen them already.
 */
export async function saleOf(
  store: ProjectStore,
  jobs: readonly OpenJob[],
  { only, isWithMissing = false, share, shareOfMissing = 0 }: ForSaleChoice = {},
): Promise<ForSale> {
  let [offered, missing] = [0, 0];
  const counts = new Map<ForSaleReason, number>();
  const reduced: OpenJob[] = [];
  for (const open of jobs) {
    const { targetPath, direction, preparation } = open.job;
    const kept = await decisionsIn(store, targetPath, direction.target);
    const segments = preparation.segments.filter(({ key, isForSale, hasDraft }) => {
      const id = keyId(key);
      if (only) return only.has(id);
      const decision = kept.get(id);
      const isOpen = decision !== undefined && OPEN.has(decision.outcome);
      const isSold = hasDraft || (isForSale ? isOffered(decision) : isOpen);
      if (!isSold && (isForSale || !isWithMissing)) return false;
      if (isSold) {
        const reason = hasDraft ? "draft" : reasonOf(decision);
        counts.set(reason, (counts.get(reason) ?? 0) + 1);
        offered++;
      } else missing++;
      return true;
    });
    const copied = isWithMissing ? preparation.copied : [];
    reduced.push({ ...open, job: { ...open.job, preparation: { ...preparation, segments, copied } } });
  }
  const all = offered + missing;
  return { jobs: reduced, counts, share: share ?? (all === 0 ? 1 : (offered + missing * shareOfMissing) / all) };
}

function reasonOf(decision: Decision | undefined): ForSaleReason {
  if (!decision) return "unknown";
  if (isOverShare(decision)) return "over-share";
  const { outcome } = decision;
  // A purchase or a reused text that was taken back has the small model's text again.
  return outcome === "draft" || outcome === "failed" || outcome === "held" ? outcome : "flagged";
}

/** The last decisions on a target file in a language, by {@link keyId}. */
async function decisionsIn(
  store: ProjectStore,
  targetPath: string,
  language: LanguageTag,
): Promise<Map<string, Decision>> {
  const all = await store.history.decisionsOn(targetPath);
  return new Map(
    all
      .filter(({ decision }) => decision.segment.direction.target === language)
      .map(({ key, decision }) => [keyId(key), decision]),
  );
}

/**
 * Which translations of a target file are for sale: those that RouteLMT wrote with the small model, and that nobody edited or
 * accepted since.
 *
 * @param only keys, as {@link keyId}; every key if omitted
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
  const kept = await decisionsIn(store, targetPath, language);
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
