import { Tokenizer as HubTokenizer } from "@huggingface/tokenizers";
import { FIRST_RESERVED, MAX_PROTECTED_ITEMS } from "../core/protect/syntaxes.js";
import type { ModelFolder } from "./model-folder.js";

/** Text to token ids and back, with the ids that the decoder treats specially. */
export class Tokenizer {
  readonly #hub: HubTokenizer;
  /** Token id of each stand-in for a protected item, by its index; empty when the model has none. */
  readonly placeholders: readonly number[];
  /** Ids that no hypothesis may contain. */
  readonly forbidden: readonly number[];
  readonly eos: number;
  readonly pad: number;

  constructor(folder: ModelFolder) {
    this.#hub = new HubTokenizer(folder.tokenizer.json, folder.tokenizer.config);
    this.eos = folder.eos;
    this.pad = folder.pad;
    const added = folder.tokenizer.json as { added_tokens?: { id: number; content: string; special: boolean }[] };
    const tokens = added.added_tokens ?? [];
    const byContent = new Map(tokens.map(({ content, id }) => [content, id]));
    const placeholders: number[] = [];
    for (let index = 0; index < MAX_PROTECTED_ITEMS; index++) {
      const id = byContent.get(String.fromCharCode(FIRST_RESERVED + index));
      if (id === undefined) break;
      placeholders.push(id);
    }
    this.placeholders = placeholders;
    this.forbidden = tokens.filter(({ special, id }) => special && id !== folder.eos).map(({ id }) => id);
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
