import * as vscode from "vscode";
import { keyId } from "#core/formats/format.js";
import type { Decision, Route } from "#core/routing/decision.js";
import { localized } from "../editor/shown-text.js";
import type { Context } from "../state/context.js";
import type { StoredDecision } from "../state/stored-decision.js";
import type { StringPlace } from "../state/string-place.js";
import { byTarget } from "./by-target.js";

/** *Pin to …*: sets the model for strings in later runs; undefined lets them follow the plan again. */
export async function pinStrings(
  context: Context,
  places: readonly StringPlace[],
  route: Route | undefined,
): Promise<void> {
  for (const [{ target, language }, own] of byTarget(places)) {
    await context.decisions.load(target);
    const pinned = own.map(({ key }) => ({ targetPath: target.fsPath, language, key }));
    await context.stores.for(target).pins.set(pinned, route);
    await context.decisions.keep(
      own.flatMap(({ key }): StoredDecision[] => {
        const stored = context.decisions.get(target, language, keyId(key));
        const decision = stored && withPin(stored.decision, route);
        return decision ? [{ ...stored, decision }] : [];
      }),
    );
  }
  const { length } = places;
  const text = {
    local: localized("$(pinned) {0, plural, one {# string stays} other {# strings stay}} with the small model", length),
    large: localized(
      "$(pinned) {0, plural, one {# string goes} other {# strings go}} to the large model, before others",
      length,
    ),
    none: localized("{0, plural, one {# string follows} other {# strings follow}} the plan again", length),
  }[route ?? "none"];
  vscode.window.setStatusBarMessage(text, 8000);
}

/** The decision on a pinned string; undefined if it does not depend on the route. */
function withPin(decision: Decision, route: Route | undefined): Decision | undefined {
  const { outcome, reason } = decision;
  if (reason.code === "memory" || reason.code === "by-hand" || outcome === "large") return undefined;
  const isWorthIt = route === undefined ? decision.predicted.gain > 0 : route === "large";
  const code = route === undefined ? (isWorthIt ? "bought" : "no-gain") : (`pinned-${route}` as const);
  const isDone = outcome === "local" || outcome === "flagged";
  return {
    ...decision,
    outcome: isDone ? (isWorthIt ? "flagged" : "local") : outcome,
    reason: { ...reason, code },
  };
}
