import * as vscode from "vscode";
import { RouteLmtError } from "#core/errors.js";
import { modeFor } from "#core/language/formality.js";
import { varietyName } from "#core/language/variety.js";
import { type MessageParts, takeApart } from "#core/messages/message.js";
import type { Hypothesis } from "#small-model/protocol.js";
import { readSettings } from "../editor/settings.js";
import { type Context, withProgress } from "../state/context.js";

/** *Translate Selection*: replaces the selected texts by the small model's translations, as one edit. */
export async function translateSelection(context: Context, language?: string): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const selections = editor?.selections.filter((selection) => !selection.isEmpty) ?? [];
  if (!editor || selections.length === 0) {
    throw new RouteLmtError(
      "option-invalid",
      "Nothing is selected",
      "Select the text to translate, and run the command again.",
    );
  }
  const settings = readSettings(editor.document.uri);
  const small = context.small.open(settings);
  const target = language ?? (await pickLanguage(settings.targets, (await small.describe()).directions));
  if (!target) return;
  const { document } = editor;
  const { version } = document;
  const direction = { source: settings.source, target };
  const mode = modeFor(settings.formality, target);
  // A selection has no translations beside it that auto could follow.
  const formality = mode === "formal" || mode === "informal" ? { formality: mode } : {};
  const messages = selections.map((selection) => takeApartOrWhole(document.getText(selection), target));
  const requests = messages.flatMap(({ texts }, index) =>
    texts.map(({ text, doNotTranslate }, part) => ({
      id: `${index}.${part}`,
      text,
      direction,
      doNotTranslate,
      ...formality,
    })),
  );
  const found = new Map<string, Hypothesis>();
  let refusal: string | undefined;
  await withProgress(vscode.l10n.t("RouteLMT: translating to {0}", varietyName(target)), (_, signal) =>
    small.translate(
      requests,
      {
        translated: (hypothesis) => void found.set(hypothesis.id, hypothesis),
        refused: ({ reason }) => {
          refusal = reason;
        },
      },
      {},
      signal,
    ),
  );
  if (refusal !== undefined)
    throw new RouteLmtError("option-invalid", `The selection cannot be translated: ${refusal}`, "Select less text.");
  if (document.version !== version) {
    throw new RouteLmtError(
      "file-changed",
      "The document changed meanwhile",
      "Select the text again; nothing was replaced.",
    );
  }
  await editor.edit((edit) => {
    selections.forEach((selection, index) => {
      const { texts, rebuild } = messages[index] ?? { texts: [] };
      const translations = texts.map((_, part) => found.get(`${index}.${part}`)?.text);
      if (rebuild && translations.length > 0 && translations.every((text) => text !== undefined))
        edit.replace(selection, rebuild(translations));
    });
  });
  vscode.window.setStatusBarMessage(messageOn([...found.values()], settings.minimumQuality), 8000);
}

/** What a person should know of the texts that were put in. */
function messageOn(hypotheses: readonly Hypothesis[], minimum: number): string {
  const drafts = hypotheses.filter(({ quality, truncated }) => quality < minimum || truncated).length;
  if (drafts > 0)
    return vscode.l10n.t("$(warning) Translated locally; {0} of {1} are drafts", drafts, hypotheses.length);
  const mean = hypotheses.reduce((sum, { predicted }) => sum + predicted.gain, 0) / Math.max(1, hypotheses.length);
  return vscode.l10n.t("$(check) Translated locally; the large model is predicted to add {0} points", mean.toFixed(1));
}

/** The branches of an ICU message each; a text that only looks like one is taken as it is. */
function takeApartOrWhole(text: string, target: string): MessageParts {
  try {
    return takeApart(text, "plain", target);
  } catch {
    return takeApart(text, "i18next", target);
  }
}

async function pickLanguage(
  preferred: readonly string[],
  directions: readonly { target: string }[],
): Promise<string | undefined> {
  if (preferred.length === 1) return preferred[0];
  const languages = preferred.length > 0 ? preferred : directions.map(({ target }) => target);
  const items = languages.map((language) => ({ label: varietyName(language), description: language }));
  const choice = await vscode.window.showQuickPick(items, { placeHolder: vscode.l10n.t("Target language") });
  return choice?.description;
}
