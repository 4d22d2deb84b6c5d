import { countStates, type SegmentPlace, type StatusCounts } from "#core/status/language-state.js";
import type { ProjectStatus } from "../project-status.js";

/** The counts of a whole project. */
export function countAll({ states }: ProjectStatus): StatusCounts {
  return countStates(states.map(({ state }) => state));
}

/** The state of a project for programs. */
export function statusJson(status: ProjectStatus): object {
  const files = status.states.map(({ source, target, language, state, keysAreTexts }) => {
    const keys = (["missing", "stale", "unused"] as const).map((kind) => [kind, state[kind].map(keyOf)]);
    const fromKeys = keysAreTexts ? { keysAreTexts } : {};
    return { source, target, language, ...fromKeys, counts: countStates([state]), ...Object.fromEntries(keys) };
  });
  const failed = status.failed.map(({ target, language, error: { code, message } }) => ({
    target,
    ...(language === undefined ? {} : { language }),
    code,
    message,
  }));
  return { counts: countAll(status), files, failed };
}

function keyOf({ key, path, start, stale, draft }: SegmentPlace): object {
  const reason = stale ? { reason: stale.reason, byRouteLmt: stale.isOurs } : {};
  return { key, path, ...start, ...reason, ...(draft === undefined ? {} : { draft }) };
}
