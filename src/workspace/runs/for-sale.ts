import { type KeyPath, keyId } from "#core/formats/format.js";
import type { LanguageTag } from "#core/language/tag.js";
import { type Decision, isOffered, isOverShare, isTakenBack, type Outcome } from "#core/routing/decision.js";
import type { FillChoice } from "#core/translate/prepare.js";
import type { ProjectStore } from "#store/project-store.js";
import type { OpenJob } from "../open-jobs.js";
import type { SourceRecords } from "../source-records.js";
import { paidAmong } from "./paid-answers.js";

/** Outcomes of strings without a good local translation, whether or not their files have a draft. */
const OPEN: ReadonlySet<Outcome> = new Set(["flagged", "draft", "failed", "held"]);

/** What is asked for in a purchase. */
export interface ForSaleChoice {
  /** The large model's name. */
  readonly model: string;
  /** Keys that a person chose, as {@link keyId}; if omitted, those that are {@link isOffered}. */
  readonly only?: ReadonlySet<string> | undefined;
  /** Whether strings that were never translated are bought and translated, too. */
  readonly isWithMissing?: boolean;
  /** Highest share of the strings that may be bought, 0 to 1, if a person named it. */
  readonly share?: number | undefined;
  /** Highest share of the strings that were never translated, 0 to 1. */
  readonly shareOfMissing?: number;
}

/** Why a string is for sale. `held` only if the large model can be asked again: its model or the string is another by now; `unknown` if nothing was decided about it yet. */
export type ForSaleReason = "flagged" | "draft" | "failed" | "held" | "over-share" | "unknown";

/** The segments of a purchase. */
export interface ForSale {
  readonly jobs: readonly OpenJob[];
  /** The highest share of them that may be bought, 0 to 1. */
  readonly share: number;
  /** How many of them are for sale, by the reason. */
  readonly counts: ReadonlyMap<ForSaleReason, number>;
  /** How many are not, because the checks refused an answer that is paid for. */
  readonly refused: number;
  /** The ids of segments whose answers were paid for earlier: they cost nothing. */
  readonly paid: ReadonlySet<string>;
}

/**
 * What a purchase is made from, for every surface that sells: jobs reduced to the segments that were translated locally before, or
 * should have been. All of those may be bought, because the rule has chosen them already. A string is not offered again whose answer
 * the checks refused: the same question has the same answer.
 */
export async function saleOf(
  store: ProjectStore,
  jobs: readonly OpenJob[],
  { model, only, isWithMissing = false, share, shareOfMissing = 0 }: ForSaleChoice,
): Promise<ForSale> {
  const all = jobs.flatMap(({ job }) => job.preparation.segments);
  const paid = await paidAmong(store, all, model);
  let [offered, missing, refused] = [0, 0, 0];
  const counts = new Map<ForSaleReason, number>();
  const reduced: OpenJob[] = [];
  for (const open of jobs) {
    const { targetPath, direction, preparation } = open.job;
    const kept = await decisionsIn(store, targetPath, direction.target);
    const segments = preparation.segments.filter(({ segment, key, isForSale, hasDraft }) => {
      const id = keyId(key);
      if (only) return only.has(id);
      const decision = kept.get(id);
      if (decision?.outcome === "held" && paid.has(segment.id)) {
        refused++;
        return false;
      }
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
  const total = offered + missing;
  const ownShare = total === 0 ? 1 : (offered + missing * shareOfMissing) / total;
  return { jobs: reduced, counts, refused, paid, share: share ?? ownShare };
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
    if (decision && isTakenBack(decision, target)) return true;
    const isKept = decision?.chosen?.text === target;
    if (isKept && (decision?.outcome === "large" || decision?.outcome === "memory")) return false;
    // A person accepted it.
    if (isKept && decision?.reason.code === "by-hand") return false;
    const author = recorded(key, source, target)?.author;
    return author === "routelmt" || (author === undefined && isKept);
  };
}
