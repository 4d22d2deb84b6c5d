import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A large model that echoes its input. */
export interface ChatServer {
  /** For `routelmt.large.baseUrl`. */
  readonly baseUrl: string;
  /** Names of the models that were asked. */
  readonly asked: string[];
  close(): void;
}

/** Starts an OpenAI-compatible server on a free port. */
export async function startChatServer(): Promise<ChatServer> {
  const asked: string[] = [];
  const server = createServer(async (request, response) => {
    let text = "";
    for await (const chunk of request) text += chunk;
    const { model, messages } = JSON.parse(text) as { model: string; messages: { content: string }[] };
    asked.push(model);
    const { strings } = JSON.parse(messages.at(-1)?.content ?? "") as { strings: { id: string; text: string }[] };
    const content = JSON.stringify({ translations: strings.map((one) => ({ id: one.id, text: one.text })) });
    response.writeHead(200, { "content-type": "application/json" });
    const usage = { prompt_tokens: 100, completion_tokens: 30 };
    response.end(JSON.stringify({ choices: [{ finish_reason: "stop", message: { content } }], usage }));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return { baseUrl: `http://127.0.0.1:${port}/v1`, asked, close: () => server.close() };
}
