import type { Problem } from "../core/checks/problem.js";
import { messageOf, RouteLmtError, throwIfCancelled } from "../core/errors.js";
import { estimateUsage, type Price } from "../core/routing/cost.js";
import type { Brief, LargeAnswer, LargeModel, LargeRequest } from "../core/translate/models.js";
import { problemInEnglish } from "../workspace/finding-text.js";
import { instructionsFor } from "./instructions.js";
import { readLimited } from "./read-limited.js";

/** Where and how to reach a chat-completions endpoint. */
export interface OpenAiOptions {
  /** Up to and including the version, as in `https://host/v1`. */
  readonly baseUrl: string;
  readonly model: string;
  readonly key: string;
  readonly price: Price;
  /** Milliseconds until a request is given up. Default 60,000. */
  readonly timeout?: number;
  /** First wait before another attempt, in milliseconds; doubles each time. Default 1,000. */
  readonly retryDelay?: number;
}

const ATTEMPTS = 3;
/** No honest answer to a batch of UI strings is larger. */
const MAX_BODY_BYTES = 4_000_000;

/** The answer's shape, as JSON Schema for structured output. */
const ANSWER_SCHEMA = {
  type: "object",
  properties: {
    translations: {
      type: "array",
      items: {
        type: "object",
        properties: { id: { type: "string" }, text: { type: "string" } },
        required: ["id", "text"],
        additionalProperties: false,
      },
    },
  },
  required: ["translations"],
  additionalProperties: false,
};

interface Completion {
  choices?: { finish_reason?: string; message?: { content?: string | null; refusal?: string | null } }[];
  usage?: { prompt_tokens?: number; completion_tokens?: number };
}

/** A large model behind an OpenAI-compatible chat-completions API. */
export class OpenAiCompatible implements LargeModel {
  readonly #options: OpenAiOptions;

  constructor(options: OpenAiOptions) {
    this.#options = options;
  }

  get provider(): string {
    return new URL(this.#options.baseUrl).host;
  }

  get name(): string {
    return this.#options.model;
  }

  get price(): Price {
    return this.#options.price;
  }

  instructions(brief: Brief): string {
    return instructionsFor(brief);
  }

  problemText(problem: Problem): string {
    return problemInEnglish(problem);
  }

  async translate(
    brief: Brief,
    requests: readonly LargeRequest[],
    maxOutputTokens: number,
    signal?: AbortSignal,
  ): Promise<LargeAnswer> {
    const completion = await this.#complete(brief, requests, maxOutputTokens, signal);
    const estimate = estimateUsage(requests, this.instructions(brief));
    const choice = completion.choices?.[0];
    return {
      translations: readTranslations(choice?.message?.content ?? "", requests),
      usage: {
        inputTokens: completion.usage?.prompt_tokens ?? estimate.inputTokens,
        outputTokens: completion.usage?.completion_tokens ?? maxOutputTokens,
      },
      truncated: choice?.finish_reason === "length",
    };
  }

  async #complete(
    brief: Brief,
    requests: readonly LargeRequest[],
    maxOutputTokens: number,
    signal: AbortSignal | undefined,
  ): Promise<Completion> {
    const { model, retryDelay = 1000 } = this.#options;
    const body = JSON.stringify({
      model,
      temperature: 0,
      max_completion_tokens: maxOutputTokens,
      messages: [
        { role: "system", content: this.instructions(brief) },
        { role: "user", content: JSON.stringify({ strings: requests }) },
      ],
      response_format: {
        type: "json_schema",
        json_schema: { name: "translations", strict: true, schema: ANSWER_SCHEMA },
      },
    });
    for (let attempt = 1; ; attempt++) {
      const outcome = await this.#post(body, signal);
      if ("completion" in outcome) return outcome.completion;
      if (!outcome.again || attempt === ATTEMPTS) throw outcome.error;
      await pause(outcome.after ?? retryDelay * 2 ** (attempt - 1), signal);
    }
  }

  async #post(
    body: string,
    signal: AbortSignal | undefined,
  ): Promise<{ completion: Completion } | { error: RouteLmtError; again: boolean; after?: number }> {
    const { baseUrl, key, timeout = 60_000 } = this.#options;
    const host = new URL(baseUrl).host;
    const limit = AbortSignal.timeout(timeout);
    let response: Response;
    let text: string;
    try {
      response = await fetch(`${baseUrl.replace(/\/+$/, "")}/chat/completions`, {
        method: "POST",
        headers: { "content-type": "application/json", authorization: `Bearer ${key}` },
        body,
        // A redirect would carry strings, and perhaps the key, to a host that nobody chose.
        redirect: "error",
        signal: signal ? AbortSignal.any([signal, limit]) : limit,
      });
      text = await readLimited(response, MAX_BODY_BYTES);
    } catch (error) {
      throwIfCancelled(signal);
      const reason = limit.aborted ? `no answer within ${timeout / 1000} s` : describe(error);
      const unreachable = new RouteLmtError(
        "provider-unreachable",
        `The large model at ${host} cannot be reached: ${reason}`,
        "Check the base URL and the network; the local translations are kept. Run again to go on.",
      );
      return { error: unreachable, again: !limit.aborted };
    }
    if (!response.ok) return { error: refused(host, response.status), ...retryOf(response) };
    try {
      return { completion: JSON.parse(text) as Completion };
    } catch {
      return { error: badAnswer(`${host} did not answer with JSON`), again: false };
    }
  }
}

/** Only ids that were asked for, each once: an answer that mixes ids up is worth nothing. */
function readTranslations(content: string, requests: readonly LargeRequest[]): Map<string, string> {
  const asked = new Set(requests.map(({ id }) => id));
  const translations = new Map<string, string>();
  let answer: { translations?: { id?: unknown; text?: unknown }[] };
  try {
    answer = JSON.parse(content.replace(/^\s*```(?:json)?|```\s*$/g, "")) as typeof answer;
  } catch {
    return translations;
  }
  const twice = new Set<string>();
  for (const { id, text } of Array.isArray(answer.translations) ? answer.translations : []) {
    if (typeof id !== "string" || typeof text !== "string" || !asked.has(id)) continue;
    if (translations.has(id)) twice.add(id);
    translations.set(id, text);
  }
  for (const id of twice) translations.delete(id);
  return translations;
}

function retryOf(response: Response): { again: boolean; after?: number } {
  const again = response.status === 408 || response.status === 429 || response.status >= 500;
  const seconds = Number(response.headers.get("retry-after") ?? Number.NaN);
  return Number.isFinite(seconds) ? { again, after: Math.min(seconds, 60) * 1000 } : { again };
}

function refused(host: string, status: number): RouteLmtError {
  if (status === 401 || status === 403) {
    return new RouteLmtError(
      "provider-refused",
      `${host} refused the API key (HTTP ${status})`,
      "Set a valid key; the local translations are kept.",
    );
  }
  if (status === 429) {
    return new RouteLmtError(
      "provider-refused",
      `${host} says that its rate limit or quota is used up (HTTP 429)`,
      "Wait, or raise the limit there; the local translations are kept.",
    );
  }
  return new RouteLmtError(
    "provider-refused",
    `${host} answered with HTTP ${status}`,
    "Check the model's name and the base URL; the local translations are kept.",
  );
}

function badAnswer(reason: string): RouteLmtError {
  return new RouteLmtError(
    "provider-answer",
    reason,
    "Check that the base URL is an OpenAI-compatible API; the local translations are kept.",
  );
}

/** fetch hides the reason in the cause. */
function describe(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && cause.message ? cause.message : messageOf(error);
}

function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", cancel);
      resolve();
    }, milliseconds);
    const cancel = (): void => {
      clearTimeout(timer);
      try {
        throwIfCancelled(signal);
      } catch (error) {
        reject(error);
      }
    };
    signal?.addEventListener("abort", cancel, { once: true });
  });
}
