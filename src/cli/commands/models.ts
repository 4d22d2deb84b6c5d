import { parseArgs } from "node:util";
import { directionName } from "../../core/segment.js";
import { readModelFolder } from "../../engine/model-folder.js";
import { EXIT } from "../exit-code.js";
import type { Terminal } from "../terminal.js";
import { BUNDLED_MODEL } from "./small-model.js";

/**
 * `routelmt models`: what the small model is and can do.
 *
 * @throws {RouteLmtError} `model-incomplete`
 */
export async function modelsCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { model: { type: "string" }, json: { type: "boolean" } } });
  const folder = await readModelFolder(values.model ?? BUNDLED_MODEL);
  const { directions, probe } = folder.routing;
  if (values.json) {
    const { name, path, layers, hiddenSize } = folder;
    terminal.out(
      JSON.stringify(
        { name, path, layers, hiddenSize, directions, metric: probe.metric, largeModel: probe.largeModel },
        null,
        2,
      ),
    );
    return EXIT.done;
  }
  terminal.out(`${terminal.paint("bold", folder.name)}${values.model ? "" : " (bundled)"}`);
  terminal.out(`  folder      ${folder.path}`);
  terminal.out(`  size        ${folder.layers} layers, hidden state of ${folder.hiddenSize}`);
  terminal.out(`  directions  ${directions.map(directionName).join(", ")}`);
  terminal.out(`  gain probe  fitted to ${probe.metric} gains of ${probe.largeModel}`);
  return EXIT.done;
}
