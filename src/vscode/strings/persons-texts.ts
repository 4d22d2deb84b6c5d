import * as vscode from "vscode";
import { keyId, keyName } from "#core/formats/format.js";
import { languagesOf } from "#core/formats/read-file.js";
import { type Decision, isEdited } from "#core/routing/decision.js";
import { readSettings } from "../editor/settings.js";
import { localized } from "../editor/shown-text.js";
import { unitsNow } from "../editor/units.js";
import type { Context } from "../state/context.js";
import type { StringPlace } from "../state/string-place.js";
import { byTarget } from "./by-target.js";

/** The strings whose present texts a person wrote or changed, so that nothing touches them unasked. */
export async function personsTexts(context: Context, places: readonly StringPlace[]): Promise<StringPlace[]> {
  const found: StringPlace[] = [];
  for (const [{ source, target, language }, own] of byTarget(places)) {
    await context.decisions.load(target);
    const recorded = await context.records.recordedIn(target.fsPath, language);
    const direction = { source: readSettings(source).source, target: language };
    const units = new Map((await unitsNow(target, languagesOf(direction))).map((unit) => [keyId(unit.key), unit]));
    for (const place of own) {
      const id = keyId(place.key);
      const unit = units.get(id);
      if (!unit || unit.value === "") continue;
      const decision = context.decisions.get(target, language, id)?.decision;
      if (decision && isOurs(decision, unit.value)) continue;
      const author = recorded(place.key, unit.source ?? "", unit.value)?.author;
      if (author === undefined || author === "person") found.push(place);
    }
  }
  return found;
}

function isOurs(decision: Decision, value: string): boolean {
  const { chosen } = decision;
  return chosen !== undefined && chosen.origin !== "existing" && !isEdited(decision, value);
}

/** Asks before a person's text is replaced. */
export async function mayReplace(context: Context, place: StringPlace): Promise<boolean> {
  if ((await personsTexts(context, [place])).length === 0) return true;
  const { t } = vscode.l10n;
  return ask(
    localized("Replace the translation of {0}?", keyName(place.key)),
    t("A person wrote or changed it."),
    t("Replace"),
  );
}

/** Asks before many translations are removed from files at once, and before any that a person wrote or changed. */
export async function mayReject(context: Context, places: readonly StringPlace[]): Promise<boolean> {
  const persons = (await personsTexts(context, places)).length;
  const [first] = places;
  const { t } = vscode.l10n;
  if (first && places.length === 1) {
    if (persons === 0) return true;
    return ask(
      localized("Reject the translation of {0}?", keyName(first.key)),
      t("A person wrote or changed it."),
      t("Reject"),
    );
  }
  const earlier = t("Each gets its earlier value back, or is removed.");
  const detail = persons === 0 ? earlier : `${earlier} ${localized("A person wrote or changed {0} of them.", persons)}`;
  return ask(localized("Reject {0} translations?", places.length), detail, localized("Reject {0}", places.length));
}

/** Asks a question with one answer besides *Cancel*. */
async function ask(question: string, detail: string, answer: string): Promise<boolean> {
  return (await vscode.window.showWarningMessage(question, { modal: true, detail }, answer)) === answer;
}
