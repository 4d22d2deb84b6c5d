/**
 * One timed run of one runtime, in a process of its own so that its peak memory is its own. Prints
 * one line of JSON; bench/engine.ts calls it.
 */
import { readFileSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import { parseArgs } from "node:util";
import { AutoModelForCausalLM, AutoTokenizer, env, type Tensor } from "@huggingface/transformers";
import { Translator } from "../src/engine/translator.js";

/** What one run measured. */
export interface Measured {
  readonly seconds: number;
  /** Until the first hypothesis is there. */
  readonly firstSeconds: number;
  readonly tokens: number;
  /** Peak resident memory of the process, in MB. */
  readonly peakMegabytes: number;
  readonly outputs: readonly string[];
}

const { values } = parseArgs({
  options: {
    runtime: { type: "string", default: "engine" },
    model: { type: "string", default: "models/routelmt-small" },
    texts: { type: "string", default: "" },
    batch: { type: "string", default: "32" },
    threads: { type: "string", default: "2" },
  },
});
const texts = JSON.parse(readFileSync(values.texts, "utf8")) as string[];
const [batch, threads] = [Number(values.batch), Number(values.threads)];
const measured = values.runtime === "engine" ? await runEngine() : await runTransformers();
const peakMegabytes = process.resourceUsage().maxRSS / 1024;
process.stdout.write(JSON.stringify({ ...measured, peakMegabytes } satisfies Measured));

async function runEngine(): Promise<Omit<Measured, "peakMegabytes">> {
  const translator = await Translator.load(values.model, threads);
  const direction = { source: "en", target: "de" };
  const outputs: string[] = [];
  let [tokens, first] = [0, 0];
  const started = performance.now();
  const requests = texts.map((text, index) => ({ id: String(index), text, direction, doNotTranslate: [] }));
  await translator.translate(
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
  return { seconds: (performance.now() - started) / 1000, firstSeconds: (first - started) / 1000, tokens, outputs };
}

/** transformers.js as its documentation shows it, with the same prompts, sorted by length like ours. */
async function runTransformers(): Promise<Omit<Measured, "peakMegabytes">> {
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
  return { seconds: (performance.now() - started) / 1000, firstSeconds: (first - started) / 1000, tokens, outputs };
}
