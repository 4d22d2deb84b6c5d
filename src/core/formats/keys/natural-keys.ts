import type { KeyPath, Unit } from "../format.js";
import { isKeySource } from "./key-sources.js";

/** Several words, or a mark at the end of a sentence. */
const PHRASE = /\p{L}[^\p{L}]* [^\p{L}]*\p{L}|\p{L}[^\w]*[.!?…:]$/u;
/** `Save`, `E-Mail`, `URL`: a label, or a name in code. */
const LABEL = /^\p{Lu}[\p{L}\p{M}'’-]*$/u;
/** Constants of code. */
const CONSTANT = /^[A-Z\d]+(?:_[A-Z\d]+)+$/;
/** A letter that English does not have. */
const FOREIGN = /[^\p{ASCII}\p{P}\p{S}\p{Z}]/u;

/**
 * Whether the keys of translations are the source texts: Laravel's `{"Save changes": "Sichern"}`, Yii, i18next with
 * natural keys. Many are phrases, nearly all are phrases or labels, and hardly any is a name that code would use.
 *
 * @param units of the translations
 */
export function keysAreTexts(units: readonly Pick<Unit, "key">[]): boolean {
  const kinds = { phrase: 0, label: 0, name: 0 };
  let foreign = 0;
  for (const { key } of units) {
    const text = textOfKey(key);
    kinds[text === undefined ? "name" : kindOf(text)]++;
    if (text !== undefined && FOREIGN.test(text)) foreign++;
  }
  const { phrase, label, name } = kinds;
  const all = phrase + label + name;
  // Keys in another language than the source language cannot be its texts.
  return phrase > 0 && phrase >= all / 4 && name <= all / 5 && foreign <= all / 5;
}

function kindOf(text: string): "phrase" | "label" | "name" {
  if (isKeySource(text) || CONSTANT.test(text)) return "name";
  if (PHRASE.test(text)) return "phrase";
  return LABEL.test(text) ? "label" : "name";
}

/** A key that may be a text: a single name. */
export function textOfKey(key: KeyPath): string | undefined {
  const [name] = key;
  return key.length === 1 && typeof name === "string" && name.trim() !== "" ? name : undefined;
}
