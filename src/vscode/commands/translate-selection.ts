import * as vscode from "vscode";
import { replacements, type SelectedText, type TranslatedText, textsIn } from "#core/code/selection.js";
import { RouteLmtError, said } from "#core/errors.js";
import { modeFor } from "#core/language/formality.js";
import type { Decision } from "#core/routing/decision.js";
import { type LanguageNote, languageNotes, largeOnlyIn } from "#core/translate/language-notes.js";
import type { LargeModel } from "#core/translate/models.js";
import { prepareTexts } from "#core/translate/prepare-texts.js";
import type { PreparedSegment } from "#core/translate/prepared-segment.js";
import type { RunListener } from "#core/translate/translate.js";
import { instructionsFor } from "#large-model/instructions.js";
import { languageLines } from "#workspace/language-text.js";
import { translateTexts } from "#workspace/runs/translate-texts.js";
import { allowsBuying } from "../editor/caps.js";
import { summaryText } from "../editor/plan-text.js";
import { readSettings, type Settings } from "../editor/settings.js";
import { localized, shownVariety } from "../editor/shown-text.js";
import { type Context, withProgress } from "../state/context.js";
import { largeModelFor } from "../state/large-model.js";
import { approvePlan } from "./approve-plan.js";

/** The predicted gain in points from which the large model is offered for a selected text. */
const MIN_GAIN = 10;

/**
 * *Translate Selection*: replaces the selected texts by translations, as one edit. In code these are literals, texts between
 * tags, and comments: nothing else changes. The large model is offered, with its price, for texts that gain enough.
 */
export async function translateSelection(context: Context, language?: string): Promise<void> {
  const selection = selectionOf(vscode.window.activeTextEditor);
  const { file } = selection;
  const settings = readSettings(file);
  const small = context.small.open(settings);
  const described = await small.describe();
  const target = language ?? (await pickLanguage(settings.targets, described.directions));
  if (!target) return;
  const direction = { source: settings.source, target };
  const prepared = await prepareSelection(context, settings, selection.texts, target);
  const segments = prepared.flatMap((one) => one ?? []);
  if (segments.length === 0)
    throw new RouteLmtError("option-invalid", said`The selection has no words`, said`Select a text with words.`);
  const large = settings.share > 0 && allowsBuying(settings.caps) ? await largeModelFor(context, settings) : undefined;
  const job = { direction, preparation: { segments, ...NOTHING_ELSE } };
  const notes = languageNotes([job], described, large !== undefined);
  const result = await withProgress(localized("RouteLMT: translating to {0}", shownVariety(target)), (_, signal) =>
    translateTexts({
      store: context.stores.for(file),
      segments,
      small,
      large,
      caps: settings.caps,
      command: "translate selection",
      options: {
        share: 1,
        minimumGain: MIN_GAIN,
        cap: large ? Number.POSITIVE_INFINITY : 0,
        price: settings.price,
        minimumQuality: settings.minimumQuality,
        instructions: instructionsFor(direction),
        largeOnly: largeOnlyIn(notes),
      },
      listener: asking(context, file, large, notes),
      signal,
    }),
  );
  if (large) context.budget.changed();
  if (result.isApproved) await insertDecided(context, selection, prepared, result.decisions);
}

/** Selected texts, and the state of the document that they are from. */
interface Selection {
  readonly editor: vscode.TextEditor;
  readonly file: vscode.Uri;
  readonly version: number;
  readonly texts: readonly SelectedText[];
}

/** @throws {RouteLmtError} if there is nothing to translate */
function selectionOf(editor: vscode.TextEditor | undefined): Selection {
  const texts = editor ? selectedTexts(editor) : [];
  if (!editor || texts.length === 0) {
    throw new RouteLmtError(
      "option-invalid",
      said`Nothing is selected that could be translated`,
      said`Select a text, or put the cursor in a string, and run the command again.`,
    );
  }
  const { uri, version } = editor.document;
  return { editor, file: uri, version, texts };
}

/** Asks for approval of the plan, which needs the decisions so far. */
function asking(
  context: Context,
  file: vscode.Uri,
  large: LargeModel | undefined,
  remarks: readonly LanguageNote[],
): RunListener {
  const decisions = new Map<string, Decision>();
  const notes = remarks.flatMap((note) => languageLines(note, localized));
  return {
    decided: (decision) => void decisions.set(decision.segment.id, decision),
    approve: (plan) => approvePlan({ context, file, notes, decisions, large: large as LargeModel }, plan),
  };
}

/** Inserts the translations of a run, and shows its result. */
async function insertDecided(
  { log }: Context,
  { editor, file, version, texts }: Selection,
  prepared: readonly (PreparedSegment | undefined)[],
  decisions: readonly Decision[],
): Promise<void> {
  const chosen = new Map(decisions.map((decision) => [decision.segment.id, decision.chosen?.text]));
  const translated = texts.flatMap((selected, index): TranslatedText[] => {
    const translation = chosen.get(prepared[index]?.segment.id ?? "");
    return translation === undefined ? [] : [{ selected, translation }];
  });
  const written = translated.length - (await replace(editor, version, translated));
  const summary = summaryText(decisions, written);
  log.info(`${vscode.workspace.asRelativePath(file)}: ${summary}`);
  const left = decisions.length - written;
  if (left > 0) {
    const message = localized("RouteLMT: {0} texts stay as they are: no usable translation was found.", left);
    void vscode.window.showWarningMessage(`${message} ${summary}`);
  } else vscode.window.setStatusBarMessage(`$(check) ${summary}`, 8000);
}

/** Nothing in a selection is copied or left out. */
const NOTHING_ELSE = { order: [], existing: 0, copied: [], skipped: [] };

/** The texts of all selections, in the order of the document, each once. */
function selectedTexts({ document, selections }: Pick<vscode.TextEditor, "document" | "selections">): SelectedText[] {
  const text = document.getText();
  const found = new Map<number, SelectedText>();
  for (const { start, end } of selections) {
    const span = { start: document.offsetAt(start), end: document.offsetAt(end) };
    for (const one of textsIn(text, document.languageId, span)) found.set(one.start, one);
  }
  return [...found.values()].sort((a, b) => a.start - b.start);
}

async function prepareSelection(
  context: Context,
  settings: Settings,
  texts: readonly SelectedText[],
  target: string,
): Promise<(PreparedSegment | undefined)[]> {
  const termbase = await context.knowledge.termbase(settings);
  const mode = modeFor(settings.formality, target);
  // A selection has no existing translations for `auto` to follow.
  const formality = mode === "formal" || mode === "informal" ? { formality: mode } : {};
  return prepareTexts(texts, { source: settings.source, target }, termbase ? { termbase } : {}, formality);
}

/** Inserts translations; returns how many do not fit where they belong. */
async function replace(
  editor: vscode.TextEditor,
  version: number,
  translated: readonly TranslatedText[],
): Promise<number> {
  const { document } = editor;
  if (document.version !== version) {
    // They may be paid for.
    const content = translated.map(({ translation }) => translation).join("\n");
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ content }));
    throw new RouteLmtError(
      "file-changed",
      said`The document changed in the meantime, and nothing in it was replaced`,
      said`The translations are in a new document.`,
    );
  }
  const { splices, refused } = replacements(document.getText(), document.languageId, translated);
  await editor.edit((edit) => {
    for (const { start, end, text } of splices)
      edit.replace(new vscode.Range(document.positionAt(start), document.positionAt(end)), text);
  });
  return refused.length;
}

async function pickLanguage(
  preferred: readonly string[],
  directions: readonly { target: string }[],
): Promise<string | undefined> {
  if (preferred.length === 1) return preferred[0];
  const languages = preferred.length > 0 ? preferred : directions.map(({ target }) => target);
  const items = languages.map((language) => ({ label: shownVariety(language), description: language }));
  const choice = await vscode.window.showQuickPick(items, { placeHolder: vscode.l10n.t("Target language") });
  return choice?.description;
}
