import { RouteLmtError } from "#core/errors.js";
import type { Format } from "#core/formats/format.js";
import { formatFor } from "#core/formats/registry.js";
import { FormalityChooser } from "#core/memory/formality-chooser.js";
import type { DecodedText } from "#core/text/encoding.js";
import { type FileJob, openFileJob } from "#core/translate/file-job.js";
import { type LanguageNote, languageNotes, needsModel } from "#core/translate/language-notes.js";
import { readTextFile } from "#node/text-file.js";
import type { SmallModelClient } from "#small-model/client.js";
import { openKnowledge } from "#workspace/knowledge.js";
import { SourceRecords } from "#workspace/source-records.js";
import type { RunOptions } from "../options.js";
import type { Terminal } from "../terminal.js";
import { targetOf } from "./target.js";

/** A job with the encoding to write its target in. */
export interface OpenJob {
  readonly job: FileJob;
  readonly encoding: DecodedText["encoding"];
}

/**
 * Opens every file in every target language; nothing is written before all are known to be good.
 *
 * @throws {RouteLmtError} `file-missing`, `format-unknown`, `format-malformed`, `language-unknown`
 */
export async function openJobs(options: RunOptions, terminal: Terminal): Promise<OpenJob[]> {
  const known = await openKnowledge(options);
  const knowledge = { ...known, formality: new FormalityChooser(options.formality, known.memory) };
  const records = new SourceRecords();
  const jobs: OpenJob[] = [];
  for (const path of options.files) {
    const source = await readSource(path);
    const format = formatFor(path, source.text, options.format);
    for (const target of options.targets) {
      const to = await targetOf(options, format, path, source.text, target);
      const file = await readTextFile(to);
      refuseSame(format, path, to);
      const direction = { source: options.source, target };
      const recorded = await records.recordedIn(to, target);
      const choice = { recorded, isStaleToo: options.stale, writeDrafts: options.writeDrafts };
      const job = openFileJob(format, { path, text: source.text }, to, file?.text, direction, knowledge, choice);
      for (const { message } of job.problems) terminal.err(`Warning: ${to}: ${message}`);
      for (const { key, reason } of job.preparation.skipped)
        terminal.err(`Warning: ${path}: ${key.join(".")} is left out: ${reason}`);
      jobs.push({ job, encoding: file?.encoding ?? format.createdEncoding ?? source.encoding });
    }
  }
  return jobs;
}

/**
 * What is to be said of the languages of a run; the small model is started for it where it is needed at all.
 *
 * @throws {RouteLmtError} as {@link languageNotes}, and as {@link SmallModelClient.describe}
 */
export async function notesOf(jobs: readonly OpenJob[], small: SmallModelClient): Promise<LanguageNote[]> {
  const needing = jobs.map(({ job }) => job).filter(needsModel);
  return needing.length > 0 ? languageNotes(needing, await small.describe()) : [];
}

/** A source file. @throws {RouteLmtError} `file-missing`, and as {@link readTextFile} */
export async function readSource(path: string): Promise<DecodedText> {
  const source = await readTextFile(path);
  if (source) return source;
  throw new RouteLmtError(
    "file-missing",
    `There is no file ${path}`,
    "Check the path; it is relative to the current folder.",
  );
}

/** Only a format that holds several languages has source and target in one file. @throws {RouteLmtError} `option-invalid` */
export function refuseSame(format: Format, source: string, target: string): void {
  if (source !== target || format.holds !== "one-language") return;
  throw new RouteLmtError(
    "option-invalid",
    `Source and target file are both ${source}`,
    "Name another language with --to, or the target file with --out.",
  );
}
