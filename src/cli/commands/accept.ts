import { formatFor } from "#core/formats/registry.js";
import { acceptTranslations } from "#core/status/accept.js";
import type { ProjectLanguage } from "#core/status/project-languages.js";
import { readTextFile } from "#node/text-file.js";
import { projectStatus } from "#workspace/project-status.js";
import { SourceRecords } from "#workspace/source-records.js";
import { EXIT } from "../exit-code.js";
import { type ProjectOptions, parseProjectOptions } from "../project-options.js";
import { explain, type Terminal } from "../terminal.js";

/**
 * `routelmt accept`: records that the translations of a project are of the present source texts, so that
 * later changes of these are seen. Writes the record of sources and nothing else.
 *
 * @throws {RouteLmtError} for bad input and cancellation; nothing is written then
 */
export async function acceptCommand(args: readonly string[], terminal: Terminal, signal: AbortSignal): Promise<number> {
  const options = parseProjectOptions(args);
  const records = new SourceRecords();
  const { states, failed } = await projectStatus(options, records, signal);
  for (const { error } of failed) terminal.err(explain(error));
  if (failed.length > 0) return EXIT.input;
  let count = 0;
  for (const one of states) count += await acceptFile(one, options, records);
  terminal.out(`${count} translation${count === 1 ? "" : "s"} accepted as up to date`);
  return EXIT.done;
}

async function acceptFile(
  { language, source, target }: ProjectLanguage,
  options: ProjectOptions,
  records: SourceRecords,
): Promise<number> {
  const [from, to] = [await readTextFile(source), await readTextFile(target)];
  if (!from || !to) return 0;
  const recorded = await records.recordedIn(target, language);
  const direction = { source: options.source, target: language };
  const files = [
    { path: source, text: from.text },
    { path: target, text: to.text },
  ] as const;
  const { made, keys } = acceptTranslations(formatFor(source, from.text), ...files, direction, recorded);
  if (made.length > 0) await records.update(options.folder, target, language, made, keys);
  return made.length;
}
