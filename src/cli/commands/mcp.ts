import { said } from "#core/errors.js";
import { instructionsFor } from "#large-model/instructions.js";
import { NodeWorkspace } from "#node/node-workspace.js";
import { smallModelName } from "#small-model/bundled-model.js";
import { ProjectStore } from "#store/project-store.js";
import { confined } from "#workspace/agent/confined.js";
import type { AgentProject } from "#workspace/agent/project.js";
import { SourceRecords } from "#workspace/source-records.js";
import { version } from "../../../package.json";
import { EXIT } from "../exit-code.js";
import { largeModelFor } from "../large-model.js";
import { type McpOptions, parseMcpOptions } from "../mcp-options.js";
import { projectFolder } from "../project-folder.js";
import { withSource } from "../source-language.js";
import type { Terminal } from "../terminal.js";
import { openSmallModel } from "./small-model.js";

/**
 * `routelmt mcp`: serves a project to agents over standard input and output.
 *
 * @throws {RouteLmtError} `option-invalid`, `file-missing` if there is no such folder
 */
export async function mcpCommand(args: readonly string[], terminal: Terminal, signal: AbortSignal): Promise<number> {
  const asked = parseMcpOptions(args, process.env);
  const folder = await projectFolder(asked.folder);
  const options = await withSource(asked, confined(new NodeWorkspace(folder), folder));
  const small = openSmallModel(options, terminal);
  const store = ProjectStore.for(folder, folder);
  try {
    // Loaded only here, so that no other command waits for the SDK.
    const { serve } = await import("../mcp/serve.js");
    await serve({ ...projectOf(options, folder), small, store }, version, signal);
  } finally {
    small.dispose();
    await store.close();
  }
  return EXIT.done;
}

function projectOf(options: McpOptions, folder: string): Omit<AgentProject, "small" | "store"> {
  const {
    source,
    targets,
    memories,
    termbases,
    formality,
    writeDrafts,
    minimumQuality,
    share,
    price,
    cap,
    largeModel,
  } = options;
  const files = new NodeWorkspace(folder);
  return {
    folder,
    workspace: confined(files, folder, [...(memories ?? []), ...termbases]),
    records: new SourceRecords(files),
    source,
    targets,
    namedTarget: () => undefined,
    memories,
    termbases,
    formality,
    writeDrafts,
    minimumQuality,
    share,
    smallName: smallModelName(options.modelFolder, options.search),
    largeModel,
    price,
    instructions: instructionsFor,
    caps: cap === undefined ? [] : [{ unit: options.unit, period: options.period, limit: cap }],
    openLarge: async () => largeModelFor(options, true),
    budgetAdvice: said`Leave budget out for local translations, or ask the user to start the server with a cap, as in routelmt mcp --budget 1 --budget-period day.`,
  };
}
