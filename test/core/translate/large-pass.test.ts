import assert from "node:assert/strict";
import { ProviderError, said } from "#core/errors.js";
import { type Cap, MemoryLedger } from "#core/routing/ledger.js";
import { purchase } from "#core/translate/large-pass.js";
import type { LargeModel, LargeRequest } from "#core/translate/models.js";
import { buy, many, segmentsOf } from "../../support/purchases.js";
import { WatchedLedger } from "../../support/watched-ledger.js";

const cap = (limit: number): Cap => ({ unit: "usd", period: "run", limit });
const usage = { inputTokens: 100, outputTokens: 20 };

/** A large model that puts "de" before every text, and records its requests. */
function largeModel(more: Partial<LargeModel> = {}) {
  const asked: (readonly LargeRequest[])[] = [];
  const model: LargeModel = {
    provider: "test",
    name: "large",
    price: { input: 1, output: 2 },
    instructions: () => "",
    problemText: ({ code }) => code,
    translate: (_, requests) => {
      asked.push(requests);
      const translations = new Map(requests.map(({ id, text }) => [id, `Übersetzt: ${text.length}`]));
      return Promise.resolve({ translations, usage, truncated: false });
    },
    ...more,
  };
  return { model, asked };
}

describe("A purchase", () => {
  it("takes from the ledger what was paid for, also what the checks hold", async () => {
    const segments = segmentsOf({ good: "Open the file", bad: "Delete {name} now" });
    const ledger = new MemoryLedger([cap(1)]);
    const { model, asked } = largeModel();
    const first = await buy(segments, model, ledger);
    assert.deepEqual(
      [...first.results.values()].map(({ usable }) => usable),
      [true, false],
    );
    const { settled } = await ledger.balance();
    const requests = asked.length;
    const second = await buy(segments, model, ledger);
    assert.equal(asked.length, requests, "nothing is sent");
    assert.deepEqual(
      [...second.results.values()].map(({ usable, cost }) => [usable, cost]),
      [
        [true, 0],
        [false, 0],
      ],
    );
    assert.deepEqual((await ledger.balance()).settled, settled);
    await buy(segments, { ...model, name: "larger" }, ledger);
    assert.ok(asked.length > requests, "another model is another question");
  });

  it("asks once for the same text in the same context, and pays once", async () => {
    const segments = segmentsOf({ a: "Open the file", b: "Open the file" }).map((prepared) => {
      const { context: _, ...segment } = prepared.segment;
      return { ...prepared, segment };
    });
    const { model, asked } = largeModel();
    const ledger = new MemoryLedger([cap(1)]);
    const { results } = await buy(segments, model, ledger);
    assert.equal(asked.flat().length, 1);
    assert.deepEqual(
      [...results.values()].map(({ candidate }) => candidate?.text),
      ["Übersetzt: 13", "Übersetzt: 13"],
    );
    assert.deepEqual(
      [...results.values()].map(({ cost }) => cost > 0),
      [true, false],
    );
  });

  it("sends some requests at once, no more than its pace allows", async () => {
    for (const concurrency of [1, 4]) {
      let open = 0;
      let most = 0;
      const { model } = largeModel({ pace: { concurrency } });
      const slow: LargeModel = {
        ...model,
        translate: async (...given) => {
          most = Math.max(most, ++open);
          await new Promise((resolve) => setTimeout(resolve, 5));
          open--;
          return model.translate(...given);
        },
      };
      const { results } = await buy(many(280), slow, new MemoryLedger([cap(1)]));
      assert.equal(most, concurrency);
      assert.equal(results.size, 280);
    }
  });

  it("waits for sent requests, which may cost less than reserved, before it says that the money is used up", async () => {
    const { model, asked } = largeModel();
    const slow: LargeModel = {
      ...model,
      translate: async (...given) => {
        await new Promise((resolve) => setTimeout(resolve, 5));
        return model.translate(...given);
      },
    };
    const ledger = new WatchedLedger([cap(0.006)]);
    const { all } = await buy(many(120), slow, ledger);
    assert.equal(ledger.steps[1], "settle", "the second did not fit beside the first");
    assert.equal(asked.length, 3, "and was not halved");
    assert.ok(all.every(({ usable }) => usable));
  });

  it("sends nothing else while one request waits for the provider", async () => {
    const { model } = largeModel();
    const busy = new ProviderError("provider-rate-limit", said`busy`, said`Wait.`, { charge: "none", again: "later" });
    let isWaiting = false;
    let sent = 0;
    const limited: LargeModel = {
      ...model,
      translate: async (...given) => {
        const number = ++sent;
        // The first four requests are sent together.
        assert.ok(!isWaiting || number <= 4, "sent while another waits");
        if (number === 1) throw busy;
        await new Promise((resolve) => setTimeout(resolve, 1));
        return model.translate(...given);
      },
    };
    const waiting = {
      random: () => 1,
      wait: async () => {
        isWaiting = true;
        await new Promise((resolve) => setTimeout(resolve, 20));
        isWaiting = false;
      },
    };
    const ends: boolean[] = [];
    const report = ({ usable }: { readonly usable: boolean }): void => void ends.push(usable);
    await purchase(many(400), { large: limited, ledger: new MemoryLedger([cap(1)]), waiting }, report);
    assert.equal(ends.filter((usable) => usable).length, 400);
  });

  it("stops at once where every other request would fail alike", async () => {
    for (const code of ["provider-authentication", "provider-quota"] as const) {
      const failure = new ProviderError(code, said`no`, said`Do it.`, { charge: "none", isFatal: true });
      let requests = 0;
      const { model } = largeModel({
        pace: { concurrency: 1 },
        translate: () => {
          requests++;
          return Promise.reject(failure);
        },
      });
      const { results } = await buy(many(200), model, new MemoryLedger([cap(1)]));
      assert.equal(requests, 1);
      assert.equal(results.size, 200);
      for (const { failure } of results.values()) assert.equal(failure?.code === "provider" && failure.error, code);
    }
  });

  it("gives up after three requests in a row that failed, and goes on after one that did not", async () => {
    const down = new ProviderError("provider-timeout", said`late`, said`Wait.`, { charge: "possible" });
    const runWith = async (fails: (request: number) => boolean) => {
      let requests = 0;
      const { model } = largeModel({ pace: { concurrency: 1 } });
      const flaky: LargeModel = {
        ...model,
        translate: (...given) => (fails(requests++) ? Promise.reject(down) : model.translate(...given)),
      };
      await buy(many(400), flaky, new MemoryLedger([cap(1)]));
      return requests;
    };
    assert.equal(await runWith(() => true), 3);
    assert.equal(await runWith((request) => request % 3 !== 2), 10);
  });

  it("reports what it bought when the ledger fails to note it, and goes no further", async () => {
    class Full extends MemoryLedger {
      override settle(): Promise<void> {
        return Promise.reject(new Error("disk full"));
      }
    }
    const { model, asked } = largeModel({ pace: { concurrency: 1 } });
    const seen: string[] = [];
    const segments = many(100);
    await assert.rejects(
      purchase(
        segments,
        { large: model, ledger: new Full([cap(1)]) },
        ({ prepared }) => void seen.push(prepared.segment.id),
      ),
      /disk full/,
    );
    assert.equal(asked.length, 1);
    assert.equal(seen.length, 40);
  });
});

describe("What another run buys at the same time", () => {
  const bought = (questions: readonly string[]) =>
    questions.map((question) => ({ question, texts: ["Woanders gekauft"], cost: 0.1 }));

  it("is taken from that run, even if it was paid for just before this one could claim it", async () => {
    class LateLedger extends MemoryLedger {
      override async claim(questions: readonly string[]): Promise<ReadonlySet<string>> {
        await this.settle(
          await this.reserve({ usd: 0, tokens: 0, segments: 0 }),
          { usd: 0, tokens: 0, segments: 0 },
          bought(questions),
        );
        return super.claim(questions);
      }
    }
    const { model, asked } = largeModel();
    const { all } = await buy(many(2), model, new LateLedger([cap(1)]));
    assert.deepEqual(asked, []);
    assert.deepEqual(
      all.map(({ candidate }) => candidate?.text),
      ["Woanders gekauft", "Woanders gekauft"],
    );
  });

  it("is waited for, and claims that this run could not use are given back", async () => {
    const steps: string[] = [];
    class SharedLedger extends MemoryLedger {
      override async claim(questions: readonly string[]): Promise<ReadonlySet<string>> {
        steps.push("claim");
        return new Set(steps.length > 2 ? questions : questions.slice(1));
      }
      override unclaim(): Promise<void> {
        steps.push("give back");
        return super.unclaim();
      }
    }
    await buy(many(2), largeModel().model, new SharedLedger([cap(1)]));
    assert.deepEqual(steps, ["claim", "give back", "claim", "give back"]);
  });
});
