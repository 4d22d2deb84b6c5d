import { requireDirection } from "../core/language/directions.js";
import { findProtectedItems, itemsWithin, mask } from "../core/messages/mask.js";
import { splitSentences } from "../core/messages/sentences.js";
import type { SmallModelRequest } from "../core/translate/models.js";
import type { Prefilled } from "./decode.js";
import type { Model } from "./model-folder.js";
import type { Decoded, Prompt } from "./search.js";
import type { Tokenizer } from "./tokenizer.js";

/** A hypothesis may have this many times the tokens of its source, plus a few. */
const LENGTH_FACTOR = 2;
const LENGTH_MARGIN = 12;
/** Lines longer than this are translated sentence by sentence: the model has seen few longer ones (docs/engine.md, "Long texts"). */
const MAX_PART_LENGTH = 240;
/** Longest text, in characters: a longer one has hundreds of parts, and takes the model minutes. */
const MAX_TEXT_LENGTH = 100_000;

/** A text being translated; a long one has several parts. */
export interface Job {
  readonly request: SmallModelRequest;
  readonly parts: Part[];
  prefilled: number;
  decoded: number;
}

/** A part that is translated on its own: a whole text, or a line or sentence of one. */
export interface Part extends Prompt {
  readonly job: Job;
  /** The masked text. */
  readonly source: string;
  readonly sourceTokens: number;
  readonly space: string;
  prefill?: Prefilled;
  result?: Decoded;
}

/**
 * The prompt's template with the direction's own tag and, if the model promises to keep to it, the form of address.
 *
 * @throws {RouteLmtError} `direction-unsupported`
 */
export function templateFor({ direction, formality }: SmallModelRequest, { name, routing }: Model): string {
  const { target, formality: promised, usual } = requireDirection(name, direction, routing.directions).direction;
  const isTold = formality !== undefined && formality !== usual && promised?.includes(formality);
  const marker = isTold ? `<${formality}>` : "";
  return routing.template.replace("{target}", target).replace("{formality}", marker);
}

/**
 * A text as the prompts of its parts.
 *
 * @param template of {@link templateFor}
 * @throws {RangeError} if the text or a part of it is too long for the model
 */
export function jobFor(
  request: SmallModelRequest,
  template: string,
  { maxTokens }: Model,
  tokenizer: Tokenizer,
  inOnePiece = false,
): Job {
  const { length } = request.text;
  if (length > MAX_TEXT_LENGTH)
    throw new RangeError(`the text has ${length} characters; the model takes ${MAX_TEXT_LENGTH}`);
  const job: Job = { request, parts: [], prefilled: 0, decoded: 0 };
  const forced = new Map(request.forced?.map(({ text, target }) => [text, target]));
  const controls = tokenizer.controls.filter((content) => request.text.includes(content));
  const all = findProtectedItems(request.text, [...controls, ...request.doNotTranslate, ...forced.keys()]);
  let start = 0;
  const pieces = inOnePiece
    ? [{ text: request.text, space: "" }]
    : splitSentences(request.text, request.direction.source, MAX_PART_LENGTH, all);
  for (const { text, space } of pieces) {
    const masked = mask(text, itemsWithin(all, start, start + text.length));
    start += text.length + space.length;
    const tokens = tokenizer.encode(template.replace("{source}", () => masked.text));
    const prefix = tokenizer.prefixLength(tokens);
    const sourceTokens = tokens.length - prefix - 1;
    const room = maxTokens - tokens.length - masked.items.length - 1;
    if (room < sourceTokens)
      throw new RangeError(`one sentence has ${sourceTokens} tokens; the model takes ${maxTokens / 2}`);
    const limit = Math.min(room, sourceTokens * LENGTH_FACTOR + LENGTH_MARGIN);
    const items = masked.items.map((item) => ({ ...item, text: forced.get(item.text) ?? item.text }));
    const banned = tokenizer.bannedFor(masked.text, tokens.slice(prefix, -1), request.direction.target);
    job.parts.push({ job, tokens, prefix, items, source: masked.text, banned, limit, sourceTokens, space });
  }
  return job;
}
