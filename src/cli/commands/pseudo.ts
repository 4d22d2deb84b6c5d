import { throwIfCancelled } from "#core/errors.js";
import { keyName } from "#core/formats/format.js";
import { formatFor } from "#core/formats/registry.js";
import { PSEUDO_LANGUAGE, pseudoLocalize } from "#core/pseudo/pseudo-file.js";
import { nodeWorkspace } from "#node/node-workspace.js";
import { readTextFile, writeTextFile } from "#node/text-file.js";
import { skipText } from "#workspace/finding-text.js";
import { inEnglish } from "#workspace/localize.js";
import { readSource } from "#workspace/open-jobs.js";
import { targetOf } from "#workspace/target-of.js";
import { EXIT } from "../exit-code.js";
import { parsePseudoOptions } from "../options.js";
import type { Terminal } from "../terminal.js";
import { targetChoice } from "./jobs.js";

/**
 * `routelmt pseudo`: makes pseudo-localised files, or renews them.
 *
 * @throws {RouteLmtError} for bad input and cancellation; nothing is written then
 */
export async function pseudoCommand(args: readonly string[], terminal: Terminal, signal: AbortSignal): Promise<number> {
  const options = parsePseudoOptions(args);
  const [target = PSEUDO_LANGUAGE] = options.targets;
  const made = [];
  for (const path of options.files) {
    const source = await readSource(nodeWorkspace, path);
    const format = formatFor(path, source.text, options.format);
    throwIfCancelled(signal);
    const to = await targetOf(targetChoice(options), format, path, source.text, target);
    const file = await readTextFile(to);
    const encoding = file?.encoding ?? format.createdEncoding ?? source.encoding;
    const files = [
      { path, text: source.text },
      { path: to, text: file?.text },
    ] as const;
    const pseudo = pseudoLocalize(format, ...files, { source: options.source, target }, encoding);
    made.push({ path, to, before: file?.text, encoding, pseudo });
  }
  for (const { path, to, before, encoding, pseudo } of made) {
    for (const { key, reason } of pseudo.skipped)
      terminal.err(`Warning: ${path}: ${keyName(key)} is left out: ${skipText(reason, inEnglish)}`);
    if (pseudo.text !== before) await writeTextFile(to, { text: pseudo.text, encoding });
    terminal.out(`${to}: ${pseudo.written === 0 ? "up to date" : `${pseudo.written} values written`}`);
  }
  return EXIT.done;
}
