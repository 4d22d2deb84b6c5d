/**
 * One timed run of one runtime, in a separate process to measure its peak memory. Prints one line of JSON;
 * bench/engine.ts calls it.
 */
import { readFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import type { Tensor } from "@huggingface/transformers";
import { type SpawnedHost, spawnModelHost } from "#node/spawn-model-host.js";
import { BUNDLED_MODEL } from "#small-model/bundled-model.js";
import { SmallModelClient } from "#small-model/client/client.js";
import type { TranslateOptions } from "#small-model/protocol.js";
import type { SearchMode } from "#small-model/search-mode.js";
import { NO_TELEMETRY } from "#small-model/telemetry.js";
import { PREVIOUS } from "./previous-engine.js";

/** The measurements of one run. */
export interface Measured {
  /** Until the model is loaded, including the start of its process. */
  readonly loadSeconds: number;
  /** For all texts, without loading. */
  readonly seconds: number;
  /** Until the first hypothesis. */
  readonly firstSeconds: number;
  readonly tokens: number;
  /** Peak resident memory of the process that holds the model, in MB. */
  readonly peakMegabytes: number;
  readonly outputs: readonly string[];
  /** For each text alone, one after another; measured last, and only on request. */
  readonly singleSeconds: readonly number[];
}

const { values } = parseArgs({
  options: {
    runtime: { type: "string", default: "engine" },
    previous: { type: "string", default: "" },
    model: { type: "string", default: BUNDLED_MODEL },
    texts: { type: "string", default: "" },
    singles: { type: "string", default: "" },
    batch: { type: "string" },
    search: { type: "string" },
    threads: { type: "string", default: "2" },
  },
});
const read = (file: string): string[] => (file === "" ? [] : (JSON.parse(readFileSync(file, "utf8")) as string[]));
const [texts, singles] = [read(values.texts), read(values.singles)];
const threads = Number(values.threads);
const measured = values.runtime === "transformers.js" ? await runTransformers(Number(values.batch)) : await runEngine();
process.stdout.write(JSON.stringify(measured));

/** As in the product: a model host process, called over JSON-RPC. */
async function runEngine(): Promise<Measured> {
  const { Client, spawn, entry, folder } = await engine();
  let host: SpawnedHost | undefined;
  const start = (): SpawnedHost => {
    host = spawn(entry, (line) => process.stderr.write(line));
    return host;
  };
  const began = performance.now();
  const client = new Client({ start, folder, threads });
  await client.describe();
  const loaded = performance.now();
  const options: TranslateOptions = {
    ...(values.batch ? { batchSize: Number(values.batch) } : {}),
    ...(values.search ? { search: values.search as SearchMode } : {}),
  };
  const outputs: string[] = [];
  let [tokens, first] = [0, 0];
  const translate = (some: readonly string[], done: (index: number, text: string, count: number) => void) =>
    client.translate(
      some.map((text, index) => ({
        id: String(index),
        text,
        direction: { source: "en", target: "de" },
        doNotTranslate: [],
      })),
      { translated: (hypothesis) => done(Number(hypothesis.id), hypothesis.text, hypothesis.tokens) },
      options,
    );
  const started = performance.now();
  await translate(texts, (index, text, count) => {
    first ||= performance.now();
    tokens += count;
    outputs[index] = text;
  });
  const ended = performance.now();
  const singleSeconds: number[] = [];
  for (const single of singles) {
    const before = performance.now();
    await translate([single], () => undefined);
    singleSeconds.push((performance.now() - before) / 1000);
  }
  const peakMegabytes = peakOf(host?.pid ?? process.pid);
  client.dispose();
  return {
    loadSeconds: (loaded - began) / 1000,
    seconds: (ended - started) / 1000,
    firstSeconds: (first - started) / 1000,
    tokens,
    outputs,
    peakMegabytes,
    singleSeconds,
  };
}

/** The present engine or the previous one, each with its own client. */
async function engine() {
  if (values.previous === "") {
    const folder = resolve(values.model);
    return { Client: SmallModelClient, spawn: spawnModelHost, entry: "dist/model-host.cjs", folder };
  }
  const module = await import(pathToFileURL(join(values.previous, PREVIOUS.client)).href);
  return {
    Client: module.SmallModelClient as typeof SmallModelClient,
    spawn: module.spawnModelHost as typeof spawnModelHost,
    entry: join(values.previous, PREVIOUS.host),
    folder: join(values.previous, PREVIOUS.model),
  };
}

/** Peak resident memory of a process in MB, as Linux counts it. */
function peakOf(pid: number): number {
  const kilobytes = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  return Number(kilobytes) / 1024;
}

/** transformers.js as its documentation shows it, with the same prompts, sorted by length like ours. */
async function runTransformers(batch: number): Promise<Measured> {
  Object.assign(process.env, NO_TELEMETRY);
  const { AutoModelForCausalLM, AutoTokenizer, env } = await import("@huggingface/transformers");
  const folder = resolve(values.model);
  env.localModelPath = `${dirname(folder)}/`;
  env.allowRemoteModels = false;
  const began = performance.now();
  const tokenizer = await AutoTokenizer.from_pretrained(basename(folder));
  const model = await AutoModelForCausalLM.from_pretrained(basename(folder), {
    dtype: "q8",
    session_options: { intraOpNumThreads: threads },
  });
  tokenizer.padding_side = "left";
  const outputs: string[] = [];
  let [tokens, first] = [0, 0];
  const started = performance.now();
  const order = texts.map((_, index) => index).sort((a, b) => (texts[a] ?? "").length - (texts[b] ?? "").length);
  for (let start = 0; start < order.length; start += batch) {
    const inside = order.slice(start, start + batch);
    const prompts = inside.map((index) => `<bos><to-de> ${texts[index]}<sep>`);
    const inputs = tokenizer(prompts, { padding: true, add_special_tokens: false });
    const longest = inputs.input_ids.dims[1] ?? 0;
    const generated = (await model.generate({
      ...inputs,
      max_new_tokens: 2 * longest + 12,
      do_sample: false,
    })) as Tensor;
    const hypotheses = generated.slice(null, [longest, generated.dims[1] ?? 0]) as Tensor;
    tokenizer.batch_decode(hypotheses, { skip_special_tokens: true }).forEach((text, at) => {
      first ||= performance.now();
      outputs[inside[at] as number] = text.trim();
    });
    tokens += (hypotheses.tolist() as bigint[][]).flat().filter((id) => id > 2n).length;
  }
  const seconds = (performance.now() - started) / 1000;
  return {
    loadSeconds: (started - began) / 1000,
    seconds,
    firstSeconds: (first - started) / 1000,
    tokens,
    outputs,
    peakMegabytes: peakOf(process.pid),
    singleSeconds: [],
  };
}
