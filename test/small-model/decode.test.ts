import assert from "node:assert/strict";
import { type DecodeOptions, Decoder, type Prefilled } from "#small-model/decode.js";
import { type ModelFolder, readModelFolder } from "#small-model/model-folder.js";
import type { Decoded, Prompt } from "#small-model/search.js";
import { isUnsure } from "#small-model/search-mode.js";
import { Session, type StepInput } from "#small-model/session.js";
import { CONTROL } from "#small-model/token-traits.js";
import { Tokenizer } from "#small-model/tokenizer.js";
import { BUNDLED } from "../support/bundled-model.js";

/** Tokens of `<bos><to-de>`. */
const PREFIX = 2;
/** Twice as many of the likeliest tokens as the graph lists, whose order depends on the batch. */
const LISTED = 32;
const GREEDY: DecodeOptions = { decode: true, search: "greedy", rows: 64, allScripts: false };
const TEXTS = [
  "Save",
  "Open the file",
  "The account does not exist.",
  "Could not open the file for writing",
  "Settings",
  "Do you really want to delete this folder and everything that is in it?",
  "Cancel",
  "Show hidden files",
  "A new version is available",
];

/** The model is not sure how to translate these. */
const UNSURE = [
  "Percents",
  "Brewing gear",
  "Fork the bleed of the gutter",
  "Rank and file spline",
  "Sieve shed",
  "Tare the pan",
];

describe("Decoder", () => {
  let folder: ModelFolder;
  let tokenizer: Tokenizer;
  let session: Session;
  let decoder: Decoder;
  before(async () => {
    folder = await readModelFolder(BUNDLED);
    session = await Session.load(folder, 1);
  });
  after(() => session.dispose());
  beforeEach(() => {
    tokenizer = new Tokenizer(folder);
    decoder = new Decoder(session, tokenizer, {
      layers: folder.layers,
      size: folder.keyValueHeads * folder.headSize,
    });
  });

  function promptOf(text: string, target = "de"): Prompt {
    const tokens = tokenizer.encode(`<bos><to-${target}> ${text}<sep>`);
    const prefix = tokenizer.prefixLength(tokens);
    const banned = tokenizer.bannedFor(text, tokens.slice(prefix, -1), target);
    return { tokens, prefix, items: [], banned, limit: 2 * tokens.length + 12 };
  }

  async function run(prompts: readonly Prompt[], options: DecodeOptions, signal?: AbortSignal, again = 0) {
    const seen = {
      prefilled: new Map<number, Prefilled>(),
      decoded: new Map<number, Decoded>(),
      inputs: [] as StepInput[],
    };
    const original = session.run;
    session.run = (input) => {
      seen.inputs.push(input);
      return original.call(session, input);
    };
    try {
      await decoder.run(
        prompts,
        {
          prefilled: (index, result) => {
            assert.ok(!seen.prefilled.has(index) || again-- > 0, "once, but for those that are read again");
            seen.prefilled.set(index, result);
          },
          decoded: (index, result) => {
            assert.ok(seen.prefilled.has(index) && !seen.decoded.has(index), "once, after the prefill");
            seen.decoded.set(index, result);
          },
        },
        options,
        signal,
      );
    } finally {
      session.run = original;
    }
    return seen;
  }

  const textsOf = (decoded: ReadonlyMap<number, Decoded>, count: number): string[] =>
    Array.from({ length: count }, (_, index) => tokenizer.decode(decoded.get(index)?.tokens ?? []));

  it("reads what prompts have in common once", async () => {
    const prompts = TEXTS.map((text) => promptOf(text));
    const { inputs, decoded } = await run(prompts, GREEDY);
    assert.equal(decoded.size, TEXTS.length);
    assert.deepEqual([...(inputs[0]?.tokens ?? [])], prompts[0]?.tokens.slice(0, 2), "first the prefix");
    assert.deepEqual(
      [...(inputs[1]?.past ?? [])],
      TEXTS.map(() => 2),
    );
    assert.equal((await run(prompts, GREEDY)).inputs[0]?.past[0], 2, "and not again");
  });

  it("gets from a prefix that was read before what it gets from the whole prompt", async () => {
    for (const text of TEXTS.slice(0, 4)) {
      const prompt = promptOf(text);
      const apart = await run([prompt], GREEDY);
      const whole = await run([{ ...prompt, prefix: 0 }], GREEDY);
      assert.deepEqual(apart.decoded.get(0)?.tokens, whole.decoded.get(0)?.tokens);
      const [a, b] = [apart, whole].map(({ prefilled }) => prefilled.get(0)?.entropy ?? Number.NaN) as [number, number];
      // Cached keys and values have 16 bits, which moves int8 steps.
      assert.ok(Math.abs(a - b) < 0.3, `${a} and ${b}`);
    }
  });

  it("stops after the prefill if decoding is off", async () => {
    const prompts = TEXTS.map((text) => promptOf(text));
    const { prefilled, decoded, inputs } = await run(prompts, { ...GREEDY, decode: false });
    assert.equal(prefilled.size, TEXTS.length);
    assert.equal(decoded.size, 0);
    assert.equal(inputs.length, 2, "the prefix and the prompts");
    for (const { hidden, entropy } of prefilled.values()) {
      assert.equal(hidden.length, folder.hiddenSize);
      assert.ok(entropy > 0 && entropy < Math.log(tokenizer.traits.length));
    }
  });

  it("looks through the whole vocabulary where none of the likeliest tokens may come", async () => {
    const prompt = promptOf("Open the file");
    const order = await likeliestFirst(prompt);
    forbid(order.slice(0, LISTED));
    const expected = order.slice(LISTED).find((token) => ((tokenizer.traits[token] as number) & prompt.banned) === 0);
    for (const search of ["greedy", "beam"] as const) {
      const { decoded } = await run([promptOf("Save"), prompt], { ...GREEDY, search });
      const { tokens, logProbabilities } = decoded.get(1) as Decoded;
      assert.ok(tokens.every((token) => ((tokenizer.traits[token] as number) & prompt.banned) === 0));
      if (search === "greedy") assert.equal(tokens[0], expected);
      assert.ok((logProbabilities[0] as number) < -3, "it was not likely");
    }
  });

  it("searches on over beams where none of the likeliest first tokens may come", async () => {
    const prompt = promptOf("Sieve shed");
    forbid((await likeliestFirst(prompt)).slice(0, LISTED));
    const { decoded, inputs } = await run([prompt], { ...GREEDY, search: "auto" });
    assert.ok(decoded.get(0)?.tokens.every((token) => ((tokenizer.traits[token] as number) & prompt.banned) === 0));
    assert.ok(Math.max(...inputs.map(({ last }) => last.length)) > 1, "over beams");
  });

  /** The first tokens of a hypothesis, likeliest first. */
  async function likeliestFirst(prompt: Prompt): Promise<number[]> {
    const { logProbabilities, tokens } = await session.distribution(await inputOf(prompt));
    const order = [...tokens.keys()].sort((a, b) => (logProbabilities[b] as number) - (logProbabilities[a] as number));
    return order.map((at) => tokens[at] as number);
  }

  /** Gives tokens a trait that no hypothesis may have. */
  function forbid(tokens: readonly number[]): void {
    for (const token of tokens) tokenizer.traits[token] = CONTROL;
  }

  /** The graph's input for a prompt without a prefix. */
  async function inputOf(prompt: Prompt): Promise<StepInput> {
    const { inputs } = await run([{ ...prompt, prefix: 0 }], { ...GREEDY, decode: false });
    return inputs[0] as StepInput;
  }

  it("ends at once when it is cancelled, with what was finished reported", async () => {
    const prompts = Array.from({ length: 60 }, (_, index) => promptOf(TEXTS[index % TEXTS.length] as string));
    const controller = new AbortController();
    const original = session.run;
    let [passes, after] = [0, 0];
    session.run = (input) => {
      if (controller.signal.aborted) after++;
      else if (++passes === 6) controller.abort();
      return original.call(session, input);
    };
    try {
      const options = { ...GREEDY, rows: 8 };
      const listener = { prefilled: () => undefined, decoded: () => undefined };
      await assert.rejects(decoder.run(prompts, listener, options, controller.signal), { code: "cancelled" });
    } finally {
      session.run = original;
    }
    assert.equal(after, 0, "no pass began after it");
    const { decoded } = await run(prompts.slice(0, 3), GREEDY);
    assert.equal(decoded.size, 3, "and the decoder goes on to work");
  });

  it("does not start when it was cancelled before", async () => {
    await assert.rejects(run([promptOf("Save")], GREEDY, AbortSignal.abort()), { code: "cancelled" });
  });

  it("feeds hardly more rows than its limit, including beams, and ends every prompt", async () => {
    const prompts = TEXTS.map((text) => promptOf(text));
    const alone = await run(prompts, { ...GREEDY, search: "beam", rows: 1 });
    for (const rows of [5, 17]) {
      const { decoded, inputs } = await run(prompts, { ...GREEDY, search: "beam", rows });
      assert.equal(decoded.size, prompts.length);
      const most = Math.max(...inputs.map(({ last }) => last.length));
      // Dropped beams may come back after another prompt took their place.
      assert.ok(most <= rows + 4, `${most} rows of ${rows}`);
      // Different padding may move an activation to the next int8 step, so not every text has to be the same.
      const [here, there] = [textsOf(decoded, prompts.length), textsOf(alone.decoded, prompts.length)];
      const same = here.filter((text, index) => text === there[index]).length;
      assert.ok(same >= 0.7 * prompts.length, `${same} of ${prompts.length} with ${rows} rows`);
    }
  });

  it("ends a single prompt whose beams are more than the rows", async () => {
    const { decoded, inputs } = await run([promptOf("Brewing gear")], { ...GREEDY, search: "beam", rows: 2 });
    assert.equal(decoded.size, 1);
    assert.equal(Math.max(...inputs.map(({ last }) => last.length)), 4);
  });

  it("searches on where a greedy hypothesis is unsure, at once or at the end, and reports one result", async () => {
    const reads = (inputs: readonly StepInput[]): number =>
      inputs.filter(({ past }) => past[0] === PREFIX).reduce((sum, { last }) => sum + last.length, 0);
    const ROWS = 16;
    const [greedily, widely, both] = (["greedy", "beam", "auto"] as const).map((search) => {
      return { ...GREEDY, rows: ROWS, search };
    }) as [DecodeOptions, DecodeOptions, DecodeOptions];
    // If all prompts end at the same step, their beams do not all fit.
    const atOnce = Array.from({ length: ROWS }, () => "Brewing gear");
    for (const texts of [
      [...UNSURE, ...TEXTS],
      [...atOnce, ...TEXTS],
    ]) {
      const prompts = texts.map((text) => promptOf(text));
      const greedy = await run(prompts, greedily);
      const beam = await run(prompts, widely);
      const unsure = [...greedy.decoded].filter(([, result]) => isUnsure(result)).map(([index]) => index);
      assert.ok(unsure.length >= 3 && unsure.length < prompts.length, `${unsure.length} unsure`);
      const { decoded, inputs } = await run(prompts, both, undefined, unsure.length);
      assert.equal(decoded.size, prompts.length);
      const again = reads(inputs) - prompts.length;
      assert.ok(texts.length < ROWS ? again === 0 : again > 0 && again < unsure.length, `${again} read again`);
      const expected = prompts.map((_, index) => (unsure.includes(index) ? beam : greedy).decoded.get(index)?.tokens);
      const same = expected.filter((tokens, index) => String(tokens) === String(decoded.get(index)?.tokens)).length;
      assert.ok(same >= 0.8 * prompts.length, `${same} of ${prompts.length} as apart`);
    }
  });

  it("takes in long and short prompts together", async () => {
    const long = TEXTS.join(" ").slice(0, 160);
    const prompts = [long, "Save", long, "Cancel"].map((text) => promptOf(text));
    const { decoded } = await run(prompts, { ...GREEDY, rows: 2 });
    const alone = await run([promptOf("Save")], GREEDY);
    assert.equal(decoded.size, 4);
    assert.deepEqual(decoded.get(1)?.tokens, alone.decoded.get(0)?.tokens);
  });

  it("takes little memory for a short text", async () => {
    const { inputs } = await run([promptOf("Save")], GREEDY);
    const tensor = inputs.at(-1)?.cache.tensors(1)["past.0.key"];
    assert.ok(tensor);
    const positions = (tensor.data as Uint16Array).buffer.byteLength / (2 * folder.keyValueHeads * folder.headSize);
    assert.ok(positions < 100, `room for ${positions} positions`);
  });

  it("does nothing with nothing", async () => {
    const { inputs } = await run([], GREEDY);
    assert.equal(inputs.length, 0);
  });
});
