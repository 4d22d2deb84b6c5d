import type { IncomingMessage, ServerResponse } from "node:http";
import { LocalServer } from "./local-server.js";

/** The parts of a JSON body that tests look at. */
export interface SeenBody {
  readonly messages?: unknown;
  readonly response_format?: unknown;
  readonly temperature?: unknown;
  readonly reasoning_effort?: unknown;
  readonly max_tokens?: unknown;
  readonly max_completion_tokens?: unknown;
  /** Sent to DeepL. */
  readonly text?: unknown;
  readonly target_lang?: unknown;
}

/** A request as the server saw it. */
export interface Seen {
  readonly url: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: SeenBody;
}

/** What to do with a request. @param index from 0 */
export type Script = (seen: Seen, response: ServerResponse, index: number) => void;

/** A local HTTP server controlled by a test, on a free port of the loopback interface. */
export class ScriptedServer extends LocalServer {
  readonly seen: Seen[] = [];
  script: Script = (_, response) => void response.end();

  static async start(): Promise<ScriptedServer> {
    const server = new ScriptedServer();
    await server.listen();
    return server;
  }

  protected override answer(request: IncomingMessage, text: string, response: ServerResponse): void {
    const seen = { url: request.url ?? "", headers: request.headers, body: JSON.parse(text) as SeenBody };
    const index = this.seen.push(seen) - 1;
    this.script(seen, response, index);
  }
}

/** A server for the tests of a suite, reset before each test. */
export function useScriptedServer(): ScriptedServer {
  const server = new ScriptedServer();
  before(() => server.listen());
  after(() => server.stop());
  beforeEach(() => {
    server.seen.length = 0;
  });
  return server;
}

/** Answers with JSON. */
export function json(
  response: ServerResponse,
  body: unknown,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(JSON.stringify(body));
}

/** The strings of a request to a chat model. */
export function stringsOf({ body }: Seen): { readonly id: string; readonly text: string }[] {
  const messages = body.messages as { readonly content: string }[];
  return (JSON.parse(messages.at(-1)?.content ?? "{}") as { strings: { id: string; text: string }[] }).strings;
}

/** A chat completion with some translations, and its usage. */
export function completion(
  translations: unknown,
  { ending = "stop", usage = { prompt_tokens: 300, completion_tokens: 40 } as unknown } = {},
): object {
  const content = typeof translations === "string" ? translations : JSON.stringify({ translations });
  return { choices: [{ finish_reason: ending, message: { content } }], usage };
}
