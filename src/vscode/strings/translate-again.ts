import * as vscode from "vscode";
import { RouteLmtError, said } from "#core/errors.js";
import { type KeyPath, keyId, keyName } from "#core/formats/format.js";
import { languagesOf } from "#core/formats/read-file.js";
import { findFormat } from "#core/formats/registry.js";
import { modeFor } from "#core/language/formality.js";
import { syntaxOf } from "#core/status/wanted.js";
import { prepareTexts } from "#core/translate/prepare-texts.js";
import { formatInProject } from "#workspace/format-in-project.js";
import { translateTexts } from "#workspace/runs/translate-texts.js";
import { vscodeWorkspace } from "../editor/files.js";
import { readSettings } from "../editor/settings.js";
import { sourceTextOf } from "../editor/source-of.js";
import { type Context, withProgress } from "../state/context.js";
import type { StringPlace } from "../state/string-place.js";
import { textsOf } from "./edit-string.js";
import { withChosen } from "./use-candidate.js";
import { writeText } from "./write-text.js";

/**
 * The quick fix *Translate … again*: replaces a translation with findings by the small model's, as one edit. It is then recorded as
 * ours, which later runs may replace, and not as a person's.
 */
export async function translateAgain(context: Context, place: StringPlace): Promise<void> {
  const { target, source, language, key } = place;
  const settings = readSettings(target);
  const direction = { source: settings.source, target: language };
  const [from, current] = [await sourceTextOf(source, settings.source), await vscodeWorkspace.read(target.fsPath)];
  const known = current && findFormat(target.path, current.text);
  if (!known || !from) throw gone(key);
  const format = await formatInProject(vscodeWorkspace, source.fsPath, known);
  const { text } = current;
  const before = (await textsOf(place)).value;
  const isOne = format.holds === "one-language";
  const sources = format.read(
    isOne ? from.text : text,
    isOne ? { source: settings.source } : languagesOf(direction),
  ).units;
  const unit = sources.find((one) => keyId(one.key) === keyId(key));
  const value = unit?.source ?? unit?.value;
  if (!value) throw gone(key);
  const termbase = await context.knowledge.termbase(settings);
  const mode = modeFor(settings.formality, language);
  const formality = mode === "formal" || mode === "informal" ? { formality: mode } : {};
  const mark = format.draftMark ? { hasDraftMark: true as const } : {};
  const texts = [{ value, kept: [], syntax: syntaxOf(format, sources), ...mark }];
  const segments = prepareTexts(texts, direction, termbase ? { termbase } : {}, formality).flatMap((one) => one ?? []);
  const { decisions } = await withProgress(vscode.l10n.t("RouteLMT: translating"), (_, signal) =>
    translateTexts({
      store: context.stores.for(target),
      segments,
      small: context.small.open(settings),
      large: undefined,
      caps: settings.caps,
      command: "translate again",
      options: { share: 0, cap: 0, price: settings.price, instructions: "", minimumQuality: settings.minimumQuality },
      listener: {},
      signal,
    }),
  );
  const chosen = decisions[0]?.chosen;
  if (chosen === undefined) {
    throw new RouteLmtError(
      "option-invalid",
      said`The small model's translation of ${keyName(key)} does not pass the checks`,
      said`The file is as it was. Send the string to the large model, or edit it.`,
    );
  }
  // Somebody may have edited it while the model worked.
  if ((await textsOf(place)).value !== before) {
    throw new RouteLmtError(
      "file-changed",
      said`${keyName(key)} changed before it could be written`,
      said`Run again; the file is as you left it.`,
    );
  }
  if (!(await writeText(context, place, { ...chosen, source: value, author: "routelmt" }))) throw gone(key);
  await context.decisions.load(target);
  const stored = context.decisions.get(target, language, keyId(key));
  if (stored) await context.decisions.keep([{ ...stored, decision: withChosen(stored.decision, chosen) }]);
}

function gone(key: KeyPath): RouteLmtError {
  return new RouteLmtError(
    "file-changed",
    said`${keyName(key)} no longer has a text to translate`,
    said`Wait until the file is checked again.`,
  );
}
