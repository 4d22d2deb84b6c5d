import { said } from "#core/errors.js";
import type { Problem } from "../core/checks/problem.js";
import { standardOf, varietyOf } from "../core/language/variety.js";
import type { Price, Usage } from "../core/routing/cost.js";
import type { Brief, LargeAnswer, LargeModel, LargeRequest, Pace } from "../core/translate/models.js";
import { field } from "./answer.js";
import { endpoint } from "./base-url.js";
import { fromXml, PROTECTED_TAG, toXml } from "./deepl-text.js";
import { type Called, failed } from "./failures.js";
import { ProviderApi } from "./provider-api.js";
import type { ProviderOptions } from "./provider-options.js";
import { usageOf } from "./usage.js";

/** DeepL's limits for one request. */
const MAX_TEXTS = 50;

/** DeepL's translation API: no instructions, no tokens; it counts the characters of the texts. */
export class DeepL implements LargeModel {
  readonly provider: string;
  readonly name: string;
  readonly price: Price;
  readonly pace: Partial<Pace>;
  readonly isDeterministic = true;
  readonly #api: ProviderApi;

  constructor(options: ProviderOptions) {
    const { baseUrl, model, key, price, pace = {} } = options;
    this.#api = new ProviderApi(endpoint(baseUrl, "/translate"), { authorization: `DeepL-Auth-Key ${key}` }, options);
    this.provider = this.#api.called.provider;
    this.name = model;
    this.price = { ...price, unit: "characters" };
    this.pace = pace;
  }

  instructions(): string {
    return "";
  }

  /** It gets no instructions. */
  problemText(_problem: Problem): string {
    return "";
  }

  async translate(
    brief: Brief,
    requests: readonly LargeRequest[],
    estimate: Usage,
    signal?: AbortSignal,
  ): Promise<LargeAnswer> {
    const { called } = this.#api;
    if (requests.length > MAX_TEXTS)
      throw failed("provider-refused", called, (who) => said`${who} accepts fewer texts at once`, {
        charge: "none",
        again: "smaller",
      });
    const body = {
      text: requests.map(({ text, terms }) => toXml(text, fixedWords(terms))),
      source_lang: sourceTag(brief.source),
      target_lang: targetTag(brief.target),
      ...(brief.formality ? { formality: brief.formality === "formal" ? "prefer_more" : "prefer_less" } : {}),
      ...contextOf(requests),
      tag_handling: "xml",
      ignore_tags: [PROTECTED_TAG],
      preserve_formatting: true,
      show_billed_characters: true,
    };
    return readAnswer(await this.#api.ask(body, signal), requests, estimate, called);
  }
}

/** Answers have no ids: they come in the order of the texts, and a different number of them is not an answer. */
function readAnswer(answer: unknown, requests: readonly LargeRequest[], estimate: Usage, called: Called): LargeAnswer {
  const list = field(answer, "translations");
  if (!Array.isArray(list) || list.length !== requests.length)
    throw failed("provider-answer", called, (who) => said`${who} answered with a different number of texts`, {
      charge: "possible",
    });
  const translations = new Map<string, string>();
  let billed: unknown = 0;
  list.forEach((entry: unknown, index) => {
    const [text, characters] = [field(entry, "text"), field(entry, "billed_characters")];
    const request = requests[index];
    if (request && typeof text === "string") translations.set(request.id, fromXml(text));
    billed = typeof billed === "number" && typeof characters === "number" ? billed + characters : undefined;
  });
  return { translations, usage: usageOf({ input: billed, output: 0 }, estimate, true), truncated: false };
}

/** Terms that stay as they are; others would need a glossary at DeepL, and are only checked. */
function fixedWords(terms: LargeRequest["terms"] = {}): string[] {
  return Object.entries(terms).flatMap(([word, target]) => (word === target ? [word] : []));
}

/** The context applies to all texts of a request, so only a shared one can be sent; it is not billed. */
function contextOf(requests: readonly LargeRequest[]): { context?: string } {
  const [first] = requests;
  const context = first?.context;
  return context && requests.every((one) => one.context === context) ? { context } : {};
}

function sourceTag(language: string): string {
  return (varietyOf(language)?.language ?? language).toUpperCase();
}

/** DeepL's tags of target languages: English, Portuguese and Chinese have one for each written standard. */
function targetTag(language: string): string {
  const variety = varietyOf(language);
  if (!variety) return language.toUpperCase();
  if (variety.language === "en") return variety.region === "GB" ? "EN-GB" : "EN-US";
  const hasStandards = variety.language === "pt" || variety.language === "zh";
  return (hasStandards ? standardOf(variety) : variety.language).toUpperCase();
}
