import assert from "node:assert/strict";
import { OpenAiCompatible } from "#large-model/openai-compatible.js";
import { buy, segmentsOf } from "../../support/purchases.js";
import { completion, json, stringsOf, useScriptedServer } from "../../support/scripted-server.js";
import { WatchedLedger } from "../../support/watched-ledger.js";

const GERMAN: Readonly<Record<string, string>> = {
  "Open the file": "Datei öffnen",
  "Close the file": "Datei schließen",
};
const LEDGER_CALLS = ["claim", "find", "reserve", "settle"] as const;

/** What remains of a purchase that is cancelled before or after a call to the ledger. */
interface Left {
  readonly requests: number;
  /** Steps of the ledger. */
  readonly steps: readonly string[];
}

const NOTHING: Left = { requests: 0, steps: [] };
const GIVEN_BACK: Left = { requests: 0, steps: ["reserve", "release"] };
const PAID: Left = { requests: 1, steps: ["reserve", "settle"] };
const ENDS: Readonly<Record<string, Left>> = {
  "before claim": NOTHING,
  "after claim": NOTHING,
  "before find": NOTHING,
  "after find": NOTHING,
  "before reserve": GIVEN_BACK,
  "after reserve": GIVEN_BACK,
  "before settle": PAID,
  "after settle": PAID,
};

/** A ledger that does something before or after one of its calls. */
function ledgerThat(happen: () => void, when: string): WatchedLedger {
  const ledger = new WatchedLedger([{ unit: "usd", period: "run", limit: 1 }]);
  const methods = ledger as unknown as Record<string, (...args: readonly unknown[]) => Promise<unknown>>;
  for (const name of LEDGER_CALLS) {
    const real = methods[name]?.bind(ledger);
    methods[name] = async (...args) => {
      if (when === `before ${name}`) happen();
      const result = await real?.(...args);
      if (when === `after ${name}`) happen();
      return result;
    };
  }
  return ledger;
}

describe("A purchase that is cancelled", () => {
  const server = useScriptedServer();

  for (const [when, { requests, steps }] of Object.entries(ENDS)) {
    it(`${when} of the ledger counts what was sent, and gives back what was not`, async () => {
      server.script = (seen, response) =>
        json(response, completion(stringsOf(seen).map(({ id, text }) => ({ id, text: GERMAN[text] ?? text }))));
      const controller = new AbortController();
      const ledger = ledgerThat(() => controller.abort(), when);
      const large = new OpenAiCompatible({
        baseUrl: server.origin,
        model: "m",
        key: "sk-test-0123456789abc",
        price: { input: 1, output: 2 },
      });
      const segments = segmentsOf({ open: "Open the file", close: "Close the file" });
      await buy(segments, large, ledger, controller.signal).catch((error: unknown) =>
        assert.equal((error as { code?: unknown }).code, "cancelled"),
      );
      assert.ok(controller.signal.aborted, "it came so far");
      assert.equal(server.seen.length, requests);
      assert.deepEqual(ledger.steps, steps);
      const { settled, reserved } = await ledger.balance();
      assert.deepEqual([settled.usd > 0, reserved.usd], [requests > 0, 0]);
    });
  }
});
