import { throwIfCancelled } from "#core/errors.js";
import { keyName } from "#core/formats/format.js";
import { formatFor } from "#core/formats/registry.js";
import { PSEUDO_LANGUAGE, pseudoLocalize } from "#core/pseudo/pseudo-file.js";
import { NodeWorkspace } from "#node/node-workspace.js";
import { skipText } from "#workspace/finding-text.js";
import { inEnglish } from "#workspace/localize.js";
import { readSource } from "#workspace/open-jobs.js";
import { targetOf } from "#workspace/target-of.js";
import { type FailedJob, orReport } from "#workspace/write-jobs.js";
import { EXIT } from "../exit-code.js";
import { parsePseudoOptions } from "../options.js";
import { type Terminal, tell } from "../terminal.js";
import { targetChoice } from "./jobs.js";

/**
 * `routelmt pseudo`: makes pseudo-localised files, or renews them.
 *
 * @throws {RouteLmtError} for bad input and cancellation; nothing is written then. A file that cannot be
 *   written is reported, and the others are
 */
export async function pseudoCommand(args: readonly string[], terminal: Terminal, signal: AbortSignal): Promise<number> {
  const options = parsePseudoOptions(args);
  const [target = PSEUDO_LANGUAGE] = options.targets;
  const workspace = new NodeWorkspace();
  const made = [];
  for (const path of options.files) {
    const source = await readSource(workspace, path);
    const format = formatFor(path, source.text, options.format);
    throwIfCancelled(signal);
    const to = await targetOf(targetChoice(options), format, path, source.text, target);
    const file = await workspace.read(to);
    await workspace.checkWritable(to);
    const encoding = file?.encoding ?? format.createdEncoding ?? source.encoding;
    const files = [
      { path, text: source.text },
      { path: to, text: file?.text },
    ] as const;
    const pseudo = pseudoLocalize(format, ...files, { source: options.source, target }, encoding);
    made.push({ path, to, before: file, encoding, pseudo });
  }
  const failed: FailedJob[] = [];
  for (const { path, to, before, encoding, pseudo } of made) {
    for (const { key, reason } of pseudo.skipped)
      terminal.err(`Warning: ${path}: ${keyName(key)} is left out: ${skipText(reason, inEnglish)}`);
    await orReport(to, failed, async () => {
      if (pseudo.text !== before?.text) await workspace.replace(to, before, { text: pseudo.text, encoding });
      terminal.out(`${to}: ${pseudo.written === 0 ? "up to date" : `${pseudo.written} values written`}`);
    });
  }
  for (const { error } of failed) tell(terminal, error);
  return failed.length > 0 ? EXIT.partial : EXIT.done;
}
