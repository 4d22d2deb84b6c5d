import { readFile, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { messageOf, RouteLmtError, said } from "../core/errors.js";
import type { ModelDirection } from "../core/language/directions.js";
import { FORMALITIES } from "../core/language/formality.js";
import type { Probe } from "../core/routing/probe.js";

/** `routing.json`: what the Hugging Face layout lacks. */
export interface RoutingFile {
  /** Prompt with `{source}`, `{target}` for the language tag, and `{formality}` for the form of address. */
  readonly template: string;
  /** What a hypothesis begins with but the text does not: the space before its first word. */
  readonly hypothesisPrefix: string;
  readonly directions: readonly ModelDirection[];
  readonly probe: Probe;
}

/** What is known of a model folder while it is in use. */
export interface Model {
  readonly path: string;
  readonly name: string;
  readonly graph: string;
  readonly layers: number;
  readonly keyValueHeads: number;
  readonly headSize: number;
  readonly hiddenSize: number;
  readonly maxTokens: number;
  readonly eos: number;
  readonly pad: number;
  readonly routing: RoutingFile;
}

/** A complete model folder. */
export interface ModelFolder extends Model {
  /** Large, and needed only until the tokenizer is built. */
  readonly tokenizer: { readonly json: object; readonly config: object };
}

/** Written by `models/training` next to the graph of the Hugging Face contract, with the same weights. */
const GRAPH = "onnx/engine.onnx";

/**
 * Reads a folder of the Hugging Face layout with `routing.json`.
 *
 * @throws {RouteLmtError} `model-incomplete`, naming the file and what is wrong with it
 */
export async function readModelFolder(path: string): Promise<ModelFolder> {
  if (!(await exists(path))) throw incomplete(path, "the folder does not exist");
  const config = await readJson(path, "config.json");
  const generation = await readJson(path, "generation_config.json");
  const json = await readJson(path, "tokenizer.json");
  const tokenizerConfig = await readJson(path, "tokenizer_config.json");
  const routing = (await readJson(path, "routing.json")) as unknown as RoutingFile;
  if (!(await exists(join(path, GRAPH)))) throw incomplete(path, `${GRAPH} is missing`);
  const number = (from: Record<string, unknown>, name: string): number => {
    const value = from[name];
    if (typeof value !== "number") throw incomplete(path, `config.json has no number "${name}"`);
    return value;
  };
  if (!routing.template?.includes("{source}") || !routing.directions?.length || !routing.probe?.general) {
    throw incomplete(path, "routing.json lacks template, directions or probe");
  }
  checkFormality(path, routing);
  const hiddenSize = number(config, "hidden_size");
  const weights = routing.probe.gain.head.hidden.length;
  if (weights !== 0 && weights !== hiddenSize) {
    throw incomplete(
      path,
      `the probe in routing.json has ${weights} weights, the model a hidden state of ${hiddenSize}`,
    );
  }
  return {
    path,
    name: basename(path),
    graph: join(path, GRAPH),
    layers: number(config, "num_hidden_layers"),
    keyValueHeads: number(config, "num_key_value_heads"),
    headSize: number(config, "head_dim"),
    hiddenSize,
    maxTokens: number(config, "max_position_embeddings"),
    eos: number(generation, "eos_token_id"),
    pad: number(generation, "pad_token_id"),
    tokenizer: { json, config: tokenizerConfig },
    routing,
  };
}

/** A promise that the prompt cannot keep would be broken silently. */
function checkFormality(path: string, { directions, template }: RoutingFile): void {
  const promised = directions.flatMap(({ formality = [] }) => formality);
  const usual = directions.find(({ usual, formality = [] }) => usual !== undefined && !formality.includes(usual));
  if (usual?.usual)
    throw incomplete(path, `routing.json has "${usual.usual}" as usual for ${usual.target}, but does not promise it`);
  const unknown = promised.find((form) => !FORMALITIES.includes(form));
  if (unknown !== undefined) throw incomplete(path, `routing.json has "${unknown}" for a form of address`);
  if (promised.length > 0 && !template.includes("{formality}"))
    throw incomplete(path, "routing.json promises forms of address, but its template has no {formality}");
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

async function readJson(folder: string, name: string): Promise<Record<string, unknown>> {
  const text = await readFile(join(folder, name), "utf8").catch(() => {
    throw incomplete(folder, `${name} is missing`);
  });
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch (error) {
    throw incomplete(folder, `${name} is not valid JSON (${messageOf(error)})`);
  }
}

/** @param what in the terms of people who make such folders; not translated */
function incomplete(path: string, what: string): RouteLmtError {
  return new RouteLmtError(
    "model-incomplete",
    said`The model folder ${path} cannot be used: ${what}`,
    said`Point to a complete model folder, or leave the setting empty to use the bundled model.`,
  );
}
