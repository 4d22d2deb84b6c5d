import { RouteLmtError, said } from "../core/errors.js";
import { formatFor } from "../core/formats/registry.js";
import type { LanguageTag } from "../core/language/tag.js";
import type { Knowledge } from "../core/memory/knowledge.js";
import type { DecodedText, Encoding } from "../core/text/encoding.js";
import { type FileJob, openFileJobSteps } from "../core/translate/file-job.js";
import { briefOf } from "../core/translate/language-notes.js";
import type { Brief } from "../core/translate/models.js";
import type { FillChoice } from "../core/translate/prepare.js";
import { inSlices } from "../node/in-slices.js";
import { fileHash } from "../store/source-check.js";
import { formatInProject } from "./format-in-project.js";
import { sourceOf } from "./source-of.js";
import type { SourceRecords } from "./source-records.js";
import { readSourceText, type SourceText } from "./source-text.js";
import { type TargetChoice, targetOf } from "./target-of.js";
import type { Workspace } from "./workspace.js";

/** A job, and what is needed to write its target. */
export interface OpenJob {
  readonly job: FileJob;
  readonly sourcePath: string;
  /** {@link fileHash} of the source file's text. */
  readonly sourceFileHash: string;
  /** Encoding of the target file, if it has to be made. */
  readonly encoding: Encoding;
}

/** What to open. */
export interface JobChoice extends TargetChoice {
  /** Source files. */
  readonly files: readonly string[];
  readonly targets: readonly LanguageTag[];
  /** Name of the format, if a person gave one. */
  readonly format?: string | undefined;
  /** Whether RouteLMT's own stale translations are redone. */
  readonly isStaleToo: boolean;
  /** Whether drafts are also written if the format cannot mark them. */
  readonly writeDrafts: boolean;
  /** Which of RouteLMT's own translations in a target file the large model may replace. */
  readonly forSaleIn?: ((targetPath: string, language: LanguageTag) => Promise<FillChoice["isForSale"]>) | undefined;
}

/**
 * Opens every file in every target language, so that nothing is written unless all can be read.
 *
 * @throws {RouteLmtError} `file-missing`, `format-unknown`, `format-malformed`, `language-unknown`, `option-invalid`
 */
export async function openJobs(
  workspace: Workspace,
  records: SourceRecords,
  knowledge: Knowledge,
  choice: JobChoice,
): Promise<OpenJob[]> {
  const jobs: OpenJob[] = [];
  for (const named of choice.files) {
    const source = await readSource(workspace, named, choice.source);
    const { path } = source;
    const sourceFileHash = fileHash(source.text);
    const format = await formatInProject(workspace, path, formatFor(path, source.text, choice.format));
    for (const target of choice.targets) {
      const to = await targetOf(workspace, choice, { format, path, text: source.text }, target);
      const file = await readTarget(workspace, to);
      const direction = { source: choice.source, target };
      const { isStaleToo, writeDrafts } = choice;
      const isForSale = await choice.forSaleIn?.(to, target);
      const recorded = await records.recordedIn(to, target);
      const fill = { recorded, isStaleToo, writeDrafts, ...(isForSale ? { isForSale } : {}) };
      const from = { path, text: source.text };
      const pair = { format, source: from, target: { path: to, text: file?.text }, direction };
      const job = await inSlices(openFileJobSteps(pair, knowledge, fill), { urgency: "now" });
      jobs.push({ job, sourcePath: path, sourceFileHash, encoding: format.createdEncoding ?? source.encoding });
    }
  }
  return jobs;
}

/**
 * A target file; undefined if it can be neither read nor written, such as a link out of the project. `writableJobs`
 * reports it, and the other files go on.
 */
async function readTarget(workspace: Workspace, path: string): Promise<DecodedText | undefined> {
  try {
    return await workspace.read(path);
  } catch (error) {
    const isWritable = await workspace.checkWritable(path).then(
      () => true,
      () => false,
    );
    if (isWritable) throw error;
    return undefined;
  }
}

/**
 * A source file, as {@link readSourceText} reads it. For a translation whose keys are the texts, it is that of the
 * project, which need not exist.
 *
 * @param from the source language
 * @throws {RouteLmtError} `file-missing`, and as {@link Workspace.read}
 */
export async function readSource(
  workspace: Workspace,
  path: string,
  from: LanguageTag,
): Promise<SourceText & { readonly path: string }> {
  const source = await readSourceText(workspace, path, from);
  const own = source && !source.keysAreTexts ? await sourceOf(workspace, path, from) : undefined;
  const fromKeys = own && (await readSourceText(workspace, own.source, from));
  if (own && fromKeys?.keysAreTexts) return { ...fromKeys, path: own.source };
  if (source) return { ...source, path };
  throw new RouteLmtError(
    "file-missing",
    said`There is no file ${path}`,
    said`Check the path, or save the file first.`,
  );
}

/** The instructions at the start of each request of a run: those of its first job, since lengths hardly differ. */
export function instructionsOf(jobs: readonly OpenJob[], instructions: (brief: Brief) => string): string {
  const [first] = jobs;
  return instructions(first ? briefOf(first.job) : { source: "en", target: "en" });
}
