import { keyId } from "#core/formats/format.js";
import type { Candidate, Decision } from "#core/routing/decision.js";
import type { RoutedReason } from "#core/routing/decision-reason.js";
import { reject } from "#workspace/reject.js";
import { vscodeWorkspace } from "../editor/files.js";
import { readSettings } from "../editor/settings.js";
import type { Context } from "../state/context.js";
import type { StoredDecision } from "../state/stored-decision.js";
import type { StringPlace } from "../state/string-place.js";
import { byTarget } from "./by-target.js";

/** *Reject*: restores the values from before the runs that wrote them, or removes them; later runs take this into account. */
export async function rejectStrings(context: Context, places: readonly StringPlace[]): Promise<void> {
  for (const [{ source, target, language }, own] of byTarget(places)) {
    await context.decisions.load(target);
    const from = readSettings(source).source;
    const files = { language, source: source.fsPath, target: target.fsPath, from };
    const keys = own.map(({ key }) => key);
    const left = await reject(vscodeWorkspace, context.records, context.stores.for(target), { ...files, keys });
    const kept = own.flatMap(({ key }): StoredDecision[] => {
      const stored = context.decisions.get(target, language, keyId(key));
      return stored ? [{ ...stored, decision: rejected(stored.decision, left.get(keyId(key))) }] : [];
    });
    await context.decisions.keep(kept);
  }
}

/** @param value the restored value; undefined if there is none */
function rejected({ chosen: refused, ...decision }: Decision, value: string | undefined): Decision {
  if (value !== undefined) {
    const known = decision.candidates.find(({ text }) => text === value);
    const chosen: Candidate = known ?? { origin: "existing", text: value };
    return { ...decision, chosen, outcome: "local", reason: { code: "by-hand" } };
  }
  const { reason } = decision;
  const code = reason.code === "memory" || reason.code === "by-hand" ? "no-gain" : reason.code;
  const draft: RoutedReason = { code, draft: { code: "rejected" } };
  const hasLocal = decision.candidates.some(({ origin }) => origin === "small");
  const isLocal = refused?.origin === "small";
  return { ...decision, outcome: hasLocal ? "draft" : "failed", reason: isLocal ? draft : { code } };
}
