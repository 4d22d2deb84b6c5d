import { Tokenizer as HubTokenizer } from "@huggingface/tokenizers";
import type { LanguageTag } from "../core/language/tag.js";
import { FIRST_RESERVED, MAX_PROTECTED_ITEMS } from "../core/messages/syntaxes.js";
import type { ModelFolder } from "./model-folder.js";
import { bannedTraits, CONTROL, traitsOf } from "./token-traits.js";

/** The parts of `tokenizer.json` in use; Unigram models have a list instead of ids by token. */
interface TokenizerFile {
  readonly added_tokens?: readonly { readonly id: number; readonly content: string; readonly special: boolean }[];
  readonly model?: {
    readonly vocab?: Readonly<Record<string, number>> | readonly (readonly [string, number])[];
    readonly merges?: readonly unknown[];
  };
}

/** Text to token ids and back, with the ids that the decoder treats specially. */
export class Tokenizer {
  readonly #hub: HubTokenizer;
  /** Token id of each stand-in for a protected item, by its index; empty when the model has none. */
  readonly placeholders: readonly number[];
  /** The other control tokens as written: in a text they would be read as instructions. */
  readonly controls: readonly string[];
  /** Traits of each token, by its id; see {@link traitsOf}. */
  readonly traits: Int32Array;
  readonly eos: number;
  readonly pad: number;
  readonly #itemOf: ReadonlyMap<number, number>;
  readonly #controlIds: ReadonlySet<number>;

  constructor(folder: ModelFolder) {
    const { added_tokens: tokens = [], model } = folder.tokenizer.json as TokenizerFile;
    this.#hub = withoutTables(folder.tokenizer);
    this.eos = folder.eos;
    this.pad = folder.pad;
    const byContent = new Map(tokens.map(({ content, id }) => [content, id]));
    const placeholders: number[] = [];
    for (let index = 0; index < MAX_PROTECTED_ITEMS; index++) {
      const id = byContent.get(String.fromCharCode(FIRST_RESERVED + index));
      if (id === undefined) break;
      placeholders.push(id);
    }
    this.placeholders = placeholders;
    this.controls = tokens.map(({ content }) => content).filter((content) => !/^[\ue000-\ue03f]$/.test(content));
    this.#itemOf = new Map(placeholders.map((token, item) => [token, item]));
    const special = tokens.filter((token) => token.special);
    this.#controlIds = new Set(special.map(({ id }) => id));
    const traits: number[] = [];
    if (Array.isArray(model?.vocab)) for (const [token] of model.vocab) traits.push(traitsOf(token));
    else for (const [token, id] of Object.entries(model?.vocab ?? {})) traits[id] = traitsOf(token);
    for (const { id } of tokens) traits[id] = 0;
    for (const { id } of special) if (id !== folder.eos) traits[id] = CONTROL;
    this.traits = Int32Array.from(traits, (trait) => trait ?? 0);
  }

  /** The protected item that a token stands for, by its index. */
  itemOf(token: number): number | undefined {
    return this.#itemOf.get(token);
  }

  /** How many tokens at the beginning of a prompt are instructions, not text. */
  prefixLength(tokens: readonly number[]): number {
    const text = tokens.findIndex((token) => !this.#controlIds.has(token));
    return Math.max(0, text);
  }

  /** Traits that a hypothesis for this source must not have. */
  bannedFor(source: string, tokens: readonly number[], target: LanguageTag): number {
    const traits = tokens.reduce((all, token) => all | (this.traits[token] ?? 0), 0);
    return bannedTraits(source, traits, target);
  }

  /** Ids of a text; special tokens written out in it are read as such. */
  encode(text: string): number[] {
    return this.#hub.encode(text, { add_special_tokens: false }).ids;
  }

  /** Text of ids, without special tokens. */
  decode(ids: readonly number[]): string {
    return ids.length === 0
      ? ""
      : this.#hub.decode([...ids], { skip_special_tokens: true, clean_up_tokenization_spaces: false });
  }
}

/** The library's tokenizer, without the tables that it has indexed and keeps: 9 MB in the bundled model. */
function withoutTables({ json, config }: ModelFolder["tokenizer"]): HubTokenizer {
  const file = json as TokenizerFile;
  const merges = [...(file.model?.merges ?? [])];
  const model = { ...file.model, merges };
  const hub = new HubTokenizer({ ...file, model }, config);
  merges.length = 0;
  delete model.vocab;
  return hub;
}
