import { basename } from "node:path";
import { Server } from "@modelcontextprotocol/sdk/server/index.js";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import type { RequestHandlerExtra } from "@modelcontextprotocol/sdk/shared/protocol.js";
import {
  CallToolRequestSchema,
  type CallToolResult,
  ErrorCode,
  ListToolsRequestSchema,
  McpError,
  type ServerNotification,
  type ServerRequest,
  type Tool,
} from "@modelcontextprotocol/sdk/types.js";
import { dollars } from "#core/routing/amount.js";
import type { Approval } from "#core/translate/translate.js";
import { errorText } from "#workspace/agent/error-text.js";
import { folderOf } from "#workspace/agent/folder.js";
import { readInput } from "#workspace/agent/input.js";
import type { AgentCall, AgentProject, Offer } from "#workspace/agent/project.js";
import { AGENT_TOOLS, type AgentTool } from "#workspace/agent/tools.js";

type Extra = RequestHandlerExtra<ServerRequest, ServerNotification>;

/** What the client tells its model about this server. */
const INSTRUCTIONS =
  "Fills the locale files of one software project. Call status, then translate: both are local and free. To have the best-paying " +
  "strings made by a large model, call plan, tell the user its price, and pass what they agree to as budget. Never edit " +
  "translations that a person wrote.";

/**
 * Serves the tools over standard input and output as a server of the Model Context Protocol, until the client leaves or the
 * signal is given.
 *
 * @param version of the program
 */
export async function serve(project: AgentProject, version: string, signal: AbortSignal): Promise<void> {
  const info = { name: "routelmt", title: "RouteLMT", version };
  const server = new Server(info, { capabilities: { tools: {} }, instructions: INSTRUCTIONS });
  const inOrder = queue();
  server.setRequestHandler(ListToolsRequestSchema, () => ({ tools: AGENT_TOOLS.map(described) }));
  server.setRequestHandler(CallToolRequestSchema, async ({ params }, extra): Promise<CallToolResult> => {
    const tool = AGENT_TOOLS.find(({ name }) => name === params.name);
    if (!tool) throw new McpError(ErrorCode.InvalidParams, `There is no tool ${JSON.stringify(params.name)}`);
    const call = callOf(server, extra, signal);
    try {
      const own = { name: basename(project.folder), path: project.folder };
      folderOf([own], readInput(params.arguments, tool.inputSchema).folder);
      // Two translations at once would ask the small model for the same strings.
      const work = (): Promise<object> => tool.call(project, params.arguments, call);
      const result = await (tool.isReadOnly ? work() : inOrder(work));
      return { content: [{ type: "text", text: JSON.stringify(result) }], structuredContent: { ...result } };
    } catch (error) {
      return { content: [{ type: "text", text: errorText(error) }], isError: true };
    }
  });
  const closed = new Promise<void>((resolve) => {
    server.onclose = resolve;
  });
  const close = (): void => void server.close();
  // The transport does not notice by itself that its client has left.
  process.stdin.once("end", close);
  signal.addEventListener("abort", close, { once: true });
  await server.connect(new StdioServerTransport());
  if (signal.aborted) close();
  await closed;
}

function described({ name, title, description, inputSchema, outputSchema, isReadOnly }: AgentTool): Tool {
  return {
    name,
    title,
    description,
    inputSchema: { ...inputSchema, properties: { ...inputSchema.properties } },
    outputSchema: { ...outputSchema, properties: { ...outputSchema.properties } },
    annotations: {
      title,
      readOnlyHint: isReadOnly,
      // Missing strings are added; existing ones stay. With a budget, it talks to the large model's provider.
      ...(isReadOnly ? {} : { destructiveHint: false, idempotentHint: true }),
      openWorldHint: !isReadOnly,
    },
  };
}

function callOf(server: Server, { signal, _meta, sendNotification }: Extra, ending: AbortSignal): AgentCall {
  const progressToken = _meta?.progressToken;
  const canAsk = server.getClientCapabilities()?.elicitation !== undefined;
  return {
    signal: AbortSignal.any([signal, ending]),
    ...(progressToken === undefined
      ? {}
      : {
          progress: (progress, total) => {
            const params = { progressToken, progress, total, message: `${progress} of ${total} strings` };
            // A client that has left needs no progress.
            sendNotification({ method: "notifications/progress", params }).catch(() => undefined);
          },
        }),
    ...(canAsk ? { approve: (offer) => ask(server, offer) } : {}),
  };
}

/** Asks the person at the client, with three distinct answers; no answer means Cancel. */
async function ask(
  server: Server,
  { count, estimatedCost, meanGain, model, provider, files }: Offer,
): Promise<Approval> {
  const message =
    `RouteLMT: buy ${count} translations from ${model} at ${provider} for about ${dollars(estimatedCost)} ` +
    `(predicted +${meanGain.toFixed(0)} points of 100 each)? Files: ${files.join(", ")}`;
  const answer = {
    type: "string" as const,
    title: "Answer",
    oneOf: [
      { const: "buy", title: `Buy ${count}` },
      { const: "local", title: "Use local translations only" },
      { const: "cancel", title: "Cancel: write nothing" },
    ],
  };
  const { action, content } = await server.elicitInput({
    message,
    requestedSchema: { type: "object", properties: { answer }, required: ["answer"] },
  });
  const said = action === "accept" ? content?.["answer"] : "cancel";
  return said === "buy" || said === "local" ? said : "cancel";
}

/** Runs tasks one at a time; a failure does not stop the next one. */
function queue(): <Result>(work: () => Promise<Result>) => Promise<Result> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const turn = last.then(work, work);
    last = turn.catch(() => undefined);
    return turn;
  };
}
