import { throwIfCancelled } from "#core/errors.js";
import { keyName } from "#core/formats/format.js";
import { PSEUDO_LANGUAGE } from "#core/pseudo/pseudo-file.js";
import { NodeWorkspace } from "#node/node-workspace.js";
import { skipText } from "#workspace/finding-text.js";
import { inEnglish } from "#workspace/localize.js";
import { openPseudo, type PseudoJob, writePseudo } from "#workspace/pseudo.js";
import { type FailedJob, orReport } from "#workspace/write-jobs.js";
import { EXIT } from "../exit-code.js";
import { parsePseudoOptions } from "../options.js";
import { valuesWritten } from "../report.js";
import { withSource } from "../source-language.js";
import { type Terminal, tell } from "../terminal.js";
import { targetChoice } from "./jobs.js";

/**
 * `routelmt pseudo`: creates or updates pseudo-localised files.
 *
 * @throws {RouteLmtError} for bad input and cancellation; nothing is written then. A file that cannot be
 *   written is reported, and the others are written
 */
export async function pseudoCommand(args: readonly string[], terminal: Terminal, signal: AbortSignal): Promise<number> {
  const workspace = new NodeWorkspace();
  const options = await withSource(parsePseudoOptions(args), workspace);
  const [target = PSEUDO_LANGUAGE] = options.targets;
  const choice = { ...targetChoice(options), format: options.format };
  const made: (PseudoJob & { readonly path: string })[] = [];
  for (const path of options.files) {
    throwIfCancelled(signal);
    made.push({ ...(await openPseudo(workspace, choice, path, target)), path });
  }
  const failed: FailedJob[] = [];
  for (const job of made) {
    const { written, skipped } = job.pseudo;
    for (const { key, reason } of skipped)
      terminal.err(`Warning: ${job.path}: ${keyName(key)} is left out: ${skipText(reason, inEnglish)}`);
    await orReport(job.targetPath, failed, async () => {
      await writePseudo(workspace, job);
      terminal.out(`${job.targetPath}: ${written === 0 ? "up to date" : valuesWritten(written)}`);
    });
  }
  for (const { error } of failed) tell(terminal, error);
  return failed.length > 0 ? EXIT.partial : EXIT.done;
}
