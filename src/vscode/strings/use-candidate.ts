import type { Candidate, Decision } from "#core/routing/decision.js";
import type { Context } from "../state/context.js";
import { type LinkedPlace, linkedPlace } from "../state/string-place.js";
import { mayReplace } from "./persons-texts.js";
import { writeText } from "./write-text.js";

/** Puts another candidate of a decision into the file, or accepts the draft there. */
export function useCandidate(context: Context, place: LinkedPlace, index: number): Promise<void> {
  return use(context, place, ({ candidates }) => candidates[index]);
}

/** Puts the target of a memory match into the file; called from the hover. */
export function useMatch(context: Context, place: LinkedPlace, index: number): Promise<void> {
  return use(context, place, ({ segment }) => {
    const text = segment.matches?.[index]?.entry.target;
    return text === undefined ? undefined : { origin: "memory", text };
  });
}

async function use(
  context: Context,
  link: LinkedPlace,
  choose: (decision: Decision) => Candidate | undefined,
): Promise<void> {
  const place = await linkedPlace(context.decisions, link);
  const stored = place && context.decisions.get(place.target, place.language, link[2]);
  const candidate = stored && choose(stored.decision);
  if (!candidate || !(await mayReplace(context, place))) return;
  const { decision } = stored;
  const chosen = { ...candidate, source: decision.segment.source, author: "routelmt" as const };
  if (!(await writeText(context, place, chosen))) return;
  await context.decisions.keep([{ ...stored, decision: withChosen(decision, candidate) }]);
}

/** A decision after a person put a candidate into the file. */
export function withChosen(decision: Decision, candidate: Candidate): Decision {
  const { candidates } = decision;
  const isKnown = candidates.some(({ origin, text }) => origin === candidate.origin && text === candidate.text);
  return {
    ...decision,
    chosen: candidate,
    candidates: isKnown ? candidates : [...candidates, candidate],
    outcome: candidate.origin === "small" || candidate.origin === "existing" ? "local" : candidate.origin,
    reason: { code: "by-hand" },
  };
}
