import { NodeWorkspace } from "#node/node-workspace.js";
import { accept } from "#workspace/accept.js";
import { inEnglish } from "#workspace/localize.js";
import { projectStatus } from "#workspace/project-status.js";
import { SourceRecords } from "#workspace/source-records.js";
import { type FailedJob, orReport } from "#workspace/write-jobs.js";
import { EXIT } from "../exit-code.js";
import { parseProjectOptions } from "../project-options.js";
import { withSource } from "../source-language.js";
import { type Terminal, tell } from "../terminal.js";

/**
 * `routelmt accept`: records that the translations of a project match the present source texts, so
 * that later changes to these are noticed. Writes only the record of sources.
 *
 * @throws {RouteLmtError} for bad input and cancellation; nothing is written then. Files that cannot be recorded are reported, and the
 *   others are recorded
 */
export async function acceptCommand(args: readonly string[], terminal: Terminal, signal: AbortSignal): Promise<number> {
  const parsed = parseProjectOptions(args);
  const workspace = new NodeWorkspace(parsed.folder);
  const options = await withSource(parsed, workspace);
  const records = new SourceRecords(workspace);
  const { states, failed } = await projectStatus(
    workspace,
    { ...options, namedTarget: () => undefined },
    records,
    signal,
  );
  for (const { error } of failed) tell(terminal, error);
  if (failed.length > 0) return EXIT.input;
  const unwritten: FailedJob[] = [];
  let count = 0;
  for (const one of states) {
    await orReport(one.target, unwritten, async () => {
      count += await accept(workspace, records, { ...one, from: options.source });
    });
  }
  terminal.out(inEnglish("{0, plural, one {# translation} other {# translations}} accepted as up to date", count));
  for (const { error } of unwritten) tell(terminal, error);
  return unwritten.length > 0 ? EXIT.partial : EXIT.done;
}
