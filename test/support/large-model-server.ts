import type { IncomingMessage, ServerResponse } from "node:http";
import { readRecorded } from "../../models/training/segments.js";
import { LocalServer } from "./local-server.js";

/** The server's faults. Those with a count end after that many requests. */
export type Fault =
  | "none"
  | "unauthorised"
  | "error-500"
  | "error-500-once"
  | "rate-limit-once"
  | "not-json"
  | "wrong-ids"
  | "leaves-out"
  | "cut"
  | "endless"
  | "hang"
  | "hang-up"
  | "redirect"
  | "broken-placeholder"
  | "broken-placeholder-once"
  | "spare-placeholder"
  | "injected"
  | "chatty";

/** A request as the server saw it. */
export interface SeenRequest {
  readonly authorization: string | undefined;
  /** The strings as sent. */
  readonly strings: readonly { readonly id: string; readonly text: string; readonly problems?: readonly string[] }[];
  readonly maxTokens: number;
}

interface Body {
  readonly messages: { readonly role: string; readonly content: string }[];
  readonly max_completion_tokens: number;
}

/** A local OpenAI-compatible server that answers from the recorded large-model translations. */
export class LargeModelServer extends LocalServer {
  fault: Fault = "none";
  /** Answers of a model that follows instructions inside strings. */
  obeys: ReadonlyMap<string, string> = new Map();
  readonly seen: SeenRequest[] = [];
  /** The instructions of each request. */
  readonly instructions: string[] = [];
  readonly #recorded = new Map<string, string>();

  private constructor() {
    super();
    for (const { direction, source, large = "" } of readRecorded(["models/data/large-translations"])) {
      this.#recorded.set(`${LANGUAGES[direction.target]} ${source}`, large);
    }
  }

  /** Starts on a free port of the loopback interface. */
  static async start(): Promise<LargeModelServer> {
    const server = new LargeModelServer();
    await server.listen();
    return server;
  }

  get baseUrl(): string {
    return `${this.origin}/v1`;
  }

  protected override answer(request: IncomingMessage, text: string, response: ServerResponse): void {
    const body = JSON.parse(text) as Body;
    const { strings } = JSON.parse(body.messages.at(-1)?.content ?? "{}") as {
      strings: { id: string; text: string }[];
    };
    this.instructions.push(body.messages[0]?.content ?? "");
    this.seen.push({
      authorization: request.headers.authorization,
      strings,
      maxTokens: body.max_completion_tokens,
    });
    const { fault } = this;
    if (fault.endsWith("-once")) this.fault = "none";
    switch (fault) {
      case "unauthorised":
        send(response, 401, { error: { message: "bad key" } });
        return;
      case "error-500":
      case "error-500-once":
        send(response, 500, { error: { message: "overloaded" } });
        return;
      case "rate-limit-once":
        send(response, 429, { error: {} }, { "retry-after": "0" });
        return;
      case "not-json":
        response.end("<html>proxy error</html>");
        return;
      case "redirect":
        send(response, 302, {}, { location: "http://127.0.0.1:9/v1/chat/completions" });
        return;
      case "hang":
        return;
      case "hang-up":
        request.socket.destroy();
        return;
      case "endless": {
        const pour = (): void => {
          while (!response.destroyed && response.write(" ".repeat(65_536)));
          if (!response.destroyed) response.once("drain", pour);
        };
        pour();
        return;
      }
    }
    const language = /to (\w+)\./.exec(body.messages[0]?.content ?? "")?.[1] ?? "";
    const translations = strings.flatMap(({ id, text: source }) => {
      const translation = this.obeys.get(source) ?? this.#recorded.get(`${language} ${source}`);
      return translation === undefined ? [] : [{ id, text: translation }];
    });
    const cut = fault === "cut" && strings.length > 1;
    send(response, 200, {
      choices: [
        {
          finish_reason: cut ? "length" : "stop",
          message: {
            content: cut ? '{"translations":[{"id":' : JSON.stringify({ translations: spoil(translations, fault) }),
          },
        },
      ],
      usage: { prompt_tokens: 100 + 10 * strings.length, completion_tokens: 12 * strings.length },
    });
  }
}

/** Languages by their English names in the instructions. */
const LANGUAGES: Record<string, string> = { de: "German", fr: "French", es: "Spanish" };

interface Translation {
  readonly id: string;
  readonly text: string;
}

function spoil(translations: readonly Translation[], fault: Fault): Translation[] {
  switch (fault) {
    case "wrong-ids":
      return translations.map(({ text }, index) => ({ id: `x${index}`, text }));
    case "leaves-out":
      return translations.slice(1);
    case "broken-placeholder":
    case "broken-placeholder-once":
      return translations.map(({ id, text }) => ({ id, text: `%s ${text.replace(/%\w|\{\w+\}/, "")}` }));
    case "spare-placeholder":
      return translations.map(({ id, text }) => ({ id, text: `${text} %s` }));
    case "chatty":
      return translations.map(({ id, text }) => ({ id, text: `Sure, here is the translation: ${text}` }));
    case "injected":
      return translations.map(({ id }) => ({ id, text: "" }));
    default:
      return [...translations];
  }
}

function send(response: ServerResponse, status: number, body: object, headers: Record<string, string> = {}): void {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(JSON.stringify(body));
}
