import assert from "node:assert/strict";
import fc from "fast-check";
import type { Spending } from "#core/routing/amount.js";
import { costOf } from "#core/routing/cost.js";
import { type Bought, MemoryLedger, type RequestNote, type Reservation } from "#core/routing/ledger.js";
import type { PreparedSegment } from "#core/translate/prepared-segment.js";
import { OpenAiCompatible } from "#large-model/openai-compatible.js";
import { casesOf } from "../support/long.js";
import { buy, segmentsOf } from "../support/purchases.js";
import { completion, json, type Script, ScriptedServer, type Seen, stringsOf } from "../support/scripted-server.js";

/** With `ROUTELMT_LONG=1` as many streams as the docs claim, otherwise few enough for every run. */
const STREAMS = casesOf(10_000, 150);

const price = { input: 3, output: 7 };
const LANGUAGES = ["de", "fr", "es", "it", "nl", "pl", "ru", "ja", "pt", "sv", "da", "cs", "fi", "tr", "ko", "uk"];
const STRINGS = {
  open: "Open the file",
  items_one: "{{count}} item",
  items_other: "{{count}} items",
  failed: "The file could not be saved, as the disk is full. Make room, and try again.",
};

/** How a server responds to a request, and what it bills for it regardless of the response. */
const KINDS = {
  answers: true,
  "answers, with usage that is no number": true,
  "answers, with no usage": true,
  "answers, with the usage of nothing": true,
  "leaves one out": true,
  "cuts the answer": true,
  "refuses in words": true,
  "answers no JSON": true,
  "breaks off": true,
  resets: true,
  "says 500": true,
  "says 504": true,
  "says 401": false,
  "says 402": false,
  "says 413": false,
  "says 429": false,
} as const;
type Kind = keyof typeof KINDS;

/** Bills fewer prompt tokens than any estimate, as for real texts, and a share of the tokens that the answer may have. */
function bill({ body }: Seen, share: number): { prompt_tokens: number; completion_tokens: number } {
  const sent = JSON.stringify(body.messages).length;
  return { prompt_tokens: Math.ceil(sent / 6), completion_tokens: Math.ceil(Number(body.max_tokens) * share) };
}

function act(kind: Kind, usage: object, seen: Seen, response: Parameters<Script>[1]): void {
  const translations = stringsOf(seen).map(({ id, text }) => ({ id, text: `Ü ${text}` }));
  const answer = (content: unknown, options: object = { usage }): void => json(response, completion(content, options));
  switch (kind) {
    case "answers":
      answer(translations);
      break;
    case "answers, with usage that is no number":
      answer(translations, { usage: { prompt_tokens: "many", completion_tokens: -5 } });
      break;
    case "answers, with no usage":
      answer(translations, { usage: null });
      break;
    case "answers, with the usage of nothing":
      answer(translations, { usage: { prompt_tokens: 0, completion_tokens: 0 } });
      break;
    case "leaves one out":
      answer(translations.slice(1));
      break;
    case "cuts the answer":
      answer(JSON.stringify({ translations }).slice(0, 60), { usage, ending: "length" });
      break;
    case "refuses in words":
      answer("I cannot do that.");
      break;
    case "answers no JSON":
      response.end("<html>");
      break;
    case "breaks off":
      response.writeHead(200, { "content-length": "900" });
      response.write("{");
      setImmediate(() => response.socket?.destroy());
      break;
    case "resets":
      response.socket?.destroy();
      break;
    default:
      json(response, {}, Number(kind.slice(-3)));
  }
}

/** A ledger that checks after every step that no more is spent or reserved than allowed. */
class StrictLedger extends MemoryLedger {
  readonly #limit: number;

  constructor(limit: number) {
    super([{ unit: "usd", period: "run", limit }]);
    this.#limit = limit;
  }

  override async reserve(amount: Spending, request: RequestNote): Promise<Reservation> {
    const reservation = await super.reserve(amount, request);
    await this.#look();
    return reservation;
  }

  override async settle(reservation: Reservation, paid: Spending, bought: readonly Bought[]): Promise<void> {
    await super.settle(reservation, paid, bought);
    await this.#look();
  }

  async #look(): Promise<void> {
    const { settled, reserved } = await this.balance();
    assert.ok(settled.usd + reserved.usd <= this.#limit + 1e-12, `${settled.usd} + ${reserved.usd} of ${this.#limit}`);
  }
}

describe("The budget, over any stream of answers", () => {
  let server: ScriptedServer;
  let segments: readonly PreparedSegment[];
  before(async () => {
    server = await ScriptedServer.start();
    segments = LANGUAGES.flatMap((target) => segmentsOf(STRINGS, target));
  });
  after(() => server.stop());

  it("is never exceeded, and has all that the server billed", async () => {
    const kinds = Object.keys(KINDS) as Kind[];
    const step = fc.record({
      kind: fc.oneof(
        { weight: 1, arbitrary: fc.constant<Kind>("answers") },
        { weight: 1, arbitrary: fc.constantFrom(...kinds) },
      ),
      share: fc.double({ min: 0.01, max: 1, noNaN: true }),
    });
    const stream = fc.record({
      steps: fc.array(step, { minLength: 1, maxLength: 40 }),
      limit: fc.double({ min: 0, max: 0.06, noNaN: true }),
      concurrency: fc.integer({ min: 1, max: 16 }),
      count: fc.integer({ min: 1, max: LANGUAGES.length * 4 }),
    });
    await fc.assert(
      fc.asyncProperty(stream, async ({ steps, limit, concurrency, count }) => {
        let billed = 0;
        server.seen.length = 0;
        server.script = (seen, response, index) => {
          const { kind, share } = steps[index % steps.length] as (typeof steps)[number];
          const usage = bill(seen, share);
          const amount = { inputTokens: usage.prompt_tokens, outputTokens: usage.completion_tokens };
          if (KINDS[kind]) billed += costOf(amount, price);
          act(kind, usage, seen, response);
        };
        const pace = { concurrency };
        const large = new OpenAiCompatible({ baseUrl: server.origin, model: "m", key: "k", price, pace });
        const ledger = new StrictLedger(limit);
        const { all } = await buy(segments.slice(0, count), large, ledger);
        assert.equal(all.length, count);
        const { settled, reserved } = await ledger.balance();
        assert.ok(settled.usd + reserved.usd <= limit + 1e-12);
        assert.ok(
          settled.usd + reserved.usd >= billed - 1e-12,
          `${billed} billed, ${settled.usd + reserved.usd} counted`,
        );
        const paid = all.reduce((sum, { cost }) => sum + cost, 0);
        assert.ok(Math.abs(paid - settled.usd) < 1e-9, `${paid} in the prices of strings, ${settled.usd} settled`);
      }),
      STREAMS,
    );
  });
});
