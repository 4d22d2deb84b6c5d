import { Tokenizer as HubTokenizer } from "@huggingface/tokenizers";
import { FIRST_RESERVED, MAX_PROTECTED_ITEMS } from "../core/protect/syntaxes.js";
import type { ModelFolder } from "./model-folder.js";

/** Characters that placeholders, tags, entities and escapes are made of. */
const SYNTAX = "%{}$<>\\@#&";

/** What the code reads of `tokenizer.json`; Unigram models have a list instead of ids by token. */
interface TokenizerFile {
  readonly added_tokens?: readonly { readonly id: number; readonly content: string; readonly special: boolean }[];
  readonly model?: { readonly vocab?: Readonly<Record<string, number>> | readonly (readonly [string, number])[] };
}

/** Text to token ids and back, with the ids that the decoder treats specially. */
export class Tokenizer {
  readonly #hub: HubTokenizer;
  /** Token id of each stand-in for a protected item, by its index; empty when the model has none. */
  readonly placeholders: readonly number[];
  /** How the other tokens are written that stand for no text: one in a text would be taken for an order. */
  readonly controls: readonly string[];
  /** Ids that no hypothesis may contain. */
  readonly forbidden: readonly number[];
  readonly eos: number;
  readonly pad: number;
  readonly #spelling: ReadonlyMap<string, readonly number[]>;

  constructor(folder: ModelFolder) {
    this.#hub = new HubTokenizer(folder.tokenizer.json, folder.tokenizer.config);
    this.eos = folder.eos;
    this.pad = folder.pad;
    const { added_tokens: tokens = [], model } = folder.tokenizer.json as TokenizerFile;
    const byContent = new Map(tokens.map(({ content, id }) => [content, id]));
    const placeholders: number[] = [];
    for (let index = 0; index < MAX_PROTECTED_ITEMS; index++) {
      const id = byContent.get(String.fromCharCode(FIRST_RESERVED + index));
      if (id === undefined) break;
      placeholders.push(id);
    }
    this.placeholders = placeholders;
    this.controls = tokens.map(({ content }) => content).filter((content) => !/^[\ue000-\ue03f]$/.test(content));
    this.forbidden = tokens.filter(({ special, id }) => special && id !== folder.eos).map(({ id }) => id);
    const apart = new Set(tokens.map(({ id }) => id));
    const vocabulary = Array.isArray(model?.vocab)
      ? model.vocab.map(([token], id) => [token, id] as const)
      : Object.entries(model?.vocab ?? {});
    const own = vocabulary.filter(([token, id]) => !apart.has(id) && !/^<0x[\dA-F]{2}>$/.test(token));
    this.#spelling = new Map(
      [...SYNTAX].map((char) => [char, own.filter(([token]) => token.includes(char)).map(([, id]) => id)]),
    );
  }

  /**
   * Ids that spell a character of placeholder syntax which a text does not have: with these a
   * hypothesis would add a placeholder of its own.
   */
  foreignSyntax(text: string): number[] {
    return [...this.#spelling].flatMap(([char, ids]) => (text.includes(char) ? [] : ids));
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
