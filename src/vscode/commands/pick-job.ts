import * as vscode from "vscode";
import { RouteLmtError, said } from "#core/errors.js";
import { keyId } from "#core/formats/format.js";
import { FORMATS, findFormat } from "#core/formats/registry.js";
import { directionTable } from "#core/language/direction-table.js";
import type { ModelDirection } from "#core/language/directions.js";
import type { LanguageTag } from "#core/language/tag.js";
import { FormalityChooser } from "#core/memory/formality-chooser.js";
import { MENU_PATTERN } from "#core/project/locale-globs.js";
import { languagesInPath } from "#core/project/path-words.js";
import { isOwnTarget } from "#core/project/target-path.js";
import { countStates } from "#core/status/language-state.js";
import { type OpenJob, openJobs } from "#workspace/open-jobs.js";
import type { ProjectPaths, ReadSource } from "#workspace/project-paths.js";
import { forSaleIn } from "#workspace/runs/for-sale.js";
import { toldTarget } from "#workspace/target-of.js";
import { jobSettings, projectPathsOf, vscodeWorkspace } from "../editor/files.js";
import type { Settings } from "../editor/settings.js";
import { localized } from "../editor/shown-text.js";
import { sourceOf, sourceTextOf } from "../editor/source-of.js";
import { targetItems } from "../editor/target-items.js";
import type { Context } from "../state/context.js";
import type { EditorRun } from "./editor-run.js";

/**
 * The file that a command works on: the one it was called on, otherwise the active editor's.
 *
 * @throws {RouteLmtError} `format-unknown` if it is not a file with strings
 */
export function fileFor(uri: vscode.Uri | undefined): vscode.Uri {
  const file = uri ?? vscode.window.activeTextEditor?.document.uri;
  // Whether code contains strings only shows when it is read.
  if (file && (findFormat(file.path) || MENU_PATTERN.test(file.path))) return file;
  const known = FORMATS.map(({ label }) => label);
  throw new RouteLmtError(
    "format-unknown",
    said`This is not a file with translatable strings`,
    said`Open one of these: ${known}.`,
  );
}

/** A source file, and the languages to translate it to. */
export interface JobTargets {
  readonly source: vscode.Uri;
  readonly targets: readonly string[];
  /** Whether stale translations by RouteLMT are redone. */
  readonly isStaleToo?: boolean;
  /** Which of our own translations are offered to the large model: keys, as `keyId` makes them, or all. */
  readonly forSale?: ReadonlySet<string> | "all";
  /** Keys to translate, as `keyId` makes them; by default, all. */
  readonly only?: ReadonlySet<string>;
}

/**
 * Asks for the target languages; preselected are those in the settings, otherwise those with a file and those
 * that another tool's settings name. On a target file, uses its source file and its own language.
 *
 * @returns undefined if the user cancels
 */
export async function pickTargets(
  context: Context,
  file: vscode.Uri,
  settings: Settings,
  directions: readonly ModelDirection[],
): Promise<JobTargets | undefined> {
  const languages = directions.map(({ target }) => target);
  const own = await sourceOf(file, settings.source);
  if (own) return { source: own.source, targets: [own.language] };
  const paths = await projectPathsOf(file);
  const existing = await existingTargets(file, settings, paths, directions);
  const picked = settings.targets.length > 0 ? settings.targets : [...existing, ...paths.targets];
  const offered = [...settings.targets, ...languages, ...existing];
  const missing = await missingIn(context, file);
  const items = targetItems(offered, picked, { source: settings.source, directions, missing });
  const chosen = await vscode.window.showQuickPick(items, {
    canPickMany: true,
    title: localized("Translate {0}", vscode.workspace.asRelativePath(file)),
    placeHolder: vscode.l10n.t("Target languages"),
  });
  if (!chosen || chosen.length === 0) return undefined;
  return { source: file, targets: chosen.map(({ description }) => description) };
}

/** Opens the files of a choice, with the memory and terms for them. Throws as {@link openJobs}. */
export async function openChoice(
  context: Context,
  { source, targets, isStaleToo, forSale, only: keys }: JobTargets,
  settings: Settings,
): Promise<OpenJob[]> {
  const title = vscode.l10n.t("RouteLMT: reading earlier translations");
  return vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title }, async () => {
    const known = await context.knowledge.open([source.fsPath], settings, targets);
    const store = context.stores.for(source);
    const only = forSale === "all" ? undefined : forSale;
    const knowledge = { ...known, formality: new FormalityChooser(settings.formality, known.memory) };
    const jobs = await openJobs(vscodeWorkspace, context.records, knowledge, {
      ...jobSettings(settings),
      files: [source.fsPath],
      targets,
      isStaleToo: isStaleToo ?? false,
      forSaleIn: forSale && ((path, language) => forSaleIn(store, context.records, path, language, only)),
    });
    return keys ? jobs.map((open) => withKeys(open, keys)) : jobs;
  });
}

/** Asks the small model for its languages; its first start takes seconds, so the status bar shows progress. */
export function describeSmall(context: Context, settings: Settings): Thenable<EditorRun["described"]> {
  const title = vscode.l10n.t("RouteLMT: starting the small model");
  return vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title }, () =>
    context.small.open(settings).describe(),
  );
}

/** A job reduced to some keys. */
function withKeys(open: OpenJob, keys: ReadonlySet<string>): OpenJob {
  const { preparation } = open.job;
  const segments = preparation.segments.filter(({ key }) => keys.has(keyId(key)));
  const copied = preparation.copied.filter(({ key }) => keys.has(keyId(key)));
  return { ...open, job: { ...open.job, preparation: { ...preparation, segments, copied } } };
}

/** How many strings of a source file each language lacks; unreadable files are left out. */
async function missingIn({ projects }: Context, file: vscode.Uri): Promise<Map<LanguageTag, number>> {
  const missing = new Map<LanguageTag, number>();
  for (const one of await projects.languagesFrom(file)) {
    const state = await projects.stateOf(one).catch(() => undefined);
    if (state) missing.set(one.language, countStates([state]).missing);
  }
  return missing;
}

/** Those of the small model's languages that have a file, including other spellings and varieties. */
async function existingTargets(
  file: vscode.Uri,
  settings: Settings,
  paths: ProjectPaths,
  directions: readonly ModelDirection[],
): Promise<LanguageTag[]> {
  const path = file.fsPath;
  const text = (await sourceTextOf(file, settings.source))?.text ?? "";
  const varieties = directionTable(directions).flatMap(({ accepts, substitutes, refuses }) => [
    ...accepts,
    ...[...substitutes, ...refuses].map(({ tag }) => tag),
  ]);
  const format = findFormat(path, text);
  if (!format) return [];
  // A file with its own translations exists for every language.
  const isAnswer = !isOwnTarget(format, path, text);
  const asked = [...directions.map(({ target }) => target), ...(isAnswer ? varieties : [])];
  const found = await Promise.all(
    asked.map(async (language) => {
      const target = await targetIn(paths, settings, { format, path, text }, language);
      return target !== undefined && (await vscodeWorkspace.stampOf(target)) !== undefined
        ? [{ language, target }]
        : [];
    }),
  );
  // One file may answer for several languages, as de-DE for de: it is offered under its own name.
  const isOffered = ({ language, target }: (typeof found)[number][number]): boolean =>
    target === path ||
    languagesInPath(target)[0] === language ||
    !found.flat().some((one) => one.target === target && languagesInPath(target)[0] === one.language);
  return found
    .flat()
    .filter(isOffered)
    .map(({ language }) => language);
}

/** Where the target of a language would be; undefined if that is unknown. */
async function targetIn(
  paths: ProjectPaths,
  settings: Settings,
  source: ReadSource,
  language: LanguageTag,
): Promise<string | undefined> {
  try {
    return await toldTarget(jobSettings(settings), paths, source, language);
  } catch {
    return undefined;
  }
}
