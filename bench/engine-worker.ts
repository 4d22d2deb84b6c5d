/**
 * One timed run of one runtime, in a process of its own so that its peak memory is its own. Prints
 * one line of JSON; bench/engine.ts calls it.
 */
import { readFileSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import { parseArgs } from "node:util";
import { AutoModelForCausalLM, AutoTokenizer, env, type Tensor } from "@huggingface/transformers";
import { BUNDLED_MODEL } from "../src/engine/bundled-model.js";
import { SmallModelClient } from "../src/engine/client.js";
import { type SpawnedHost, spawnModelHost } from "../src/host/spawn-model-host.js";

/** What one run measured. */
export interface Measured {
  readonly seconds: number;
  /** Until the first hypothesis is there. */
  readonly firstSeconds: number;
  readonly tokens: number;
  /** Peak resident memory of the process that holds the model, in MB. */
  readonly peakMegabytes: number;
  readonly outputs: readonly string[];
}

const { values } = parseArgs({
  options: {
    runtime: { type: "string", default: "engine" },
    model: { type: "string", default: BUNDLED_MODEL },
    texts: { type: "string", default: "" },
    batch: { type: "string", default: "32" },
    threads: { type: "string", default: "2" },
  },
});
const texts = JSON.parse(readFileSync(values.texts, "utf8")) as string[];
const [batch, threads] = [Number(values.batch), Number(values.threads)];
const measured = values.runtime === "engine" ? await runEngine() : await runTransformers();
process.stdout.write(JSON.stringify(measured));

/** As the product runs it: a model host process, reached over JSON-RPC. */
async function runEngine(): Promise<Measured> {
  let host: SpawnedHost | undefined;
  const start = (): SpawnedHost => {
    host = spawnModelHost("dist/model-host.cjs", (line) => process.stderr.write(line));
    return host;
  };
  const client = new SmallModelClient({ start, folder: resolve(values.model), threads });
  await client.describe();
  const direction = { source: "en", target: "de" };
  const outputs: string[] = [];
  let [tokens, first] = [0, 0];
  const started = performance.now();
  const requests = texts.map((text, index) => ({ id: String(index), text, direction, doNotTranslate: [] }));
  await client.translate(
    requests,
    {
      translated: (hypothesis) => {
        first ||= performance.now();
        tokens += hypothesis.tokens;
        outputs[Number(hypothesis.id)] = hypothesis.text;
      },
    },
    { batchSize: batch },
  );
  const seconds = (performance.now() - started) / 1000;
  const peakMegabytes = peakOf(host?.pid ?? process.pid);
  client.dispose();
  return { seconds, firstSeconds: (first - started) / 1000, tokens, outputs, peakMegabytes };
}

/** Peak resident memory of a process in MB, as Linux counts it. */
function peakOf(pid: number): number {
  const kilobytes = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  return Number(kilobytes) / 1024;
}

/** transformers.js as its documentation shows it, with the same prompts, sorted by length like ours. */
async function runTransformers(): Promise<Measured> {
  const folder = resolve(values.model);
  env.localModelPath = `${dirname(folder)}/`;
  env.allowRemoteModels = false;
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
  return { seconds, firstSeconds: (first - started) / 1000, tokens, outputs, peakMegabytes: peakOf(process.pid) };
}
