import { fitsTmx, writeTmx } from "#core/memory/tmx.js";
import { NodeWorkspace } from "#node/node-workspace.js";
import { writeTextFile } from "#node/text-file.js";
import { openKnowledge } from "#workspace/knowledge.js";
import { inEnglish } from "#workspace/localize.js";
import { readSource } from "#workspace/open-jobs.js";
import { version } from "../../../package.json";
import { EXIT } from "../exit-code.js";
import { withPairs } from "../named-pairs.js";
import { parseFileOptions } from "../options.js";
import type { Terminal } from "../terminal.js";

/**
 * `routelmt memory`: the translations of a project and of `--memory`, as one TMX on
 * standard output or in `--out`.
 *
 * @throws {RouteLmtError} for bad input; nothing is written then
 */
export async function memoryCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  const workspace = new NodeWorkspace();
  const options = await withPairs(parseFileOptions(args, "memory"), workspace);
  for (const path of options.files) await readSource(workspace, path, options.source);
  const { memory } = await openKnowledge(workspace, { ...options, memories: options.memories ?? [] });
  const all = memory?.entries ?? [];
  const entries = all.filter(fitsTmx);
  const tmx = writeTmx(entries, version);
  if (options.out === undefined) terminal.raw(tmx.trimEnd());
  else {
    await writeTextFile(options.out, { text: tmx, encoding: "utf-8" }, { project: process.cwd() });
    terminal.err(
      inEnglish("{0, plural, one {# translation} other {# translations}} in {1}", entries.length, options.out),
    );
  }
  const left = all.length - entries.length;
  if (left > 0) terminal.err(`${left} left out: they have control characters, which XML cannot hold`);
  return EXIT.done;
}
