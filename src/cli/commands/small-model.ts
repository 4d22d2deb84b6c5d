import { fileURLToPath } from "node:url";
import { spawnModelHost } from "#node/spawn-model-host.js";
import { BUNDLED_MODEL as FOLDER } from "#small-model/bundled-model.js";
import { SmallModelClient } from "#small-model/client/client.js";
import type { RunCommandOptions } from "../options.js";
import type { Terminal } from "../terminal.js";

/** The model that comes with the product. */
export const BUNDLED_MODEL = fileURLToPath(new URL(`../${FOLDER}`, import.meta.url));
const HOST_ENTRY = fileURLToPath(new URL("./model-host.cjs", import.meta.url));

/** A client of the small model in its own process; started on first use. */
export function openSmallModel(
  { modelFolder, threads, search }: Pick<RunCommandOptions, "modelFolder" | "threads" | "search">,
  terminal: Terminal,
): SmallModelClient {
  const log = (text: string): void => {
    for (const line of text.split("\n")) terminal.err(line);
  };
  return new SmallModelClient({
    start: () => spawnModelHost(HOST_ENTRY, log),
    folder: modelFolder ?? BUNDLED_MODEL,
    threads,
    search,
    log,
  });
}
