import * as vscode from "vscode";
import { keyId, keyName } from "#core/formats/format.js";
import { languagesOf } from "#core/formats/read-file.js";
import { readSettings } from "../editor/settings.js";
import { shownLanguage } from "../editor/shown-text.js";
import { sourceUnitsNow, unitsNow } from "../editor/units.js";
import type { Context } from "../state/context.js";
import type { StringPlace } from "../state/string-place.js";
import { checkTyped } from "./check-typed.js";
import { writeText } from "./write-text.js";

/** A string, and its target file's value. */
export interface StringTexts {
  readonly source: string;
  /** Undefined if the file has none. */
  readonly value: string | undefined;
}

/** The current texts of a string in its files. */
export async function textsOf({ source, target, language, key }: StringPlace): Promise<StringTexts> {
  const from = readSettings(source).source;
  const id = keyId(key);
  const unit = (await unitsNow(target, languagesOf({ source: from, target: language }))).find(
    (one) => keyId(one.key) === id,
  );
  if (unit?.source !== undefined) return { source: unit.source, value: unit.value === "" ? undefined : unit.value };
  const own = (await sourceUnitsNow(source, from)).find((one) => keyId(one.key) === id);
  const value = unit && unit.value !== "" && source.toString() !== target.toString() ? unit.value : undefined;
  return { source: own?.source ?? own?.value ?? "", value };
}

/**
 * *Edit Translation…*: asks for a person's own text, starting with the current one; the checks show problems as it is typed.
 *
 * @returns whether it was changed
 */
export async function editString(context: Context, place: StringPlace): Promise<boolean> {
  const { source, value } = await textsOf(place);
  const draft = context.decisions.get(place.target, place.language, keyId(place.key))?.decision.candidates[0]?.text;
  const text = await vscode.window.showInputBox({
    title: `${shownLanguage(place.language)} · ${keyName(place.key)}`,
    prompt: source,
    value: value ?? draft ?? "",
    ignoreFocusOut: true,
    validateInput: await checkTyped(place, source),
  });
  if (text === undefined || text === value) return false;
  return writeText(context, place, { text, origin: "existing", source, author: "person" });
}
