import {
  type AddressedText,
  chooseFormality,
  type FormalityChoice,
  type FormalitySetting,
  modeFor,
} from "../language/formality.js";
import type { Direction, LanguageTag } from "../language/tag.js";
import { isCompatible } from "../language/variety.js";
import type { MemoryEntry, TranslationMemory } from "./memory.js";

/** A translation, and whether RouteLMT wrote it. */
type KnownText = AddressedText & Pick<MemoryEntry, "isOurs">;

/** The most translations read per language; this many leave no doubt. */
const MAX_TEXTS = 20_000;

/**
 * Chooses the form of address for the languages of a run by the setting and by the existing translations: those in the
 * memory, which include the project's own files, and those in the target file. Translations that RouteLMT wrote show what a
 * model chose, not what the project wants, and do not count.
 */
export class FormalityChooser {
  readonly #setting: FormalitySetting;
  readonly #memory: TranslationMemory | undefined;
  readonly #known = new Map<LanguageTag, ReadonlyMap<string, AddressedText>>();

  /** @param memory undefined to use none: then only the target file counts */
  constructor(setting: FormalitySetting, memory: TranslationMemory | undefined) {
    this.#setting = setting;
    this.#memory = memory;
  }

  /**
   * The form for one target file.
   *
   * @param own the translations in it; those that are also in the memory count once
   */
  choose({ target }: Direction, own: readonly KnownText[]): FormalityChoice {
    const mode = modeFor(this.#setting, target);
    if (mode !== "auto") return chooseFormality(mode, target, []);
    const texts = new Map(this.#inMemory(target));
    for (const text of own) {
      if (texts.size >= MAX_TEXTS) break;
      if (!text.isOurs) texts.set(idOf(text), text);
    }
    return chooseFormality(mode, target, texts.values());
  }

  #inMemory(language: LanguageTag): ReadonlyMap<string, AddressedText> {
    const known = this.#known.get(language);
    if (known) return known;
    const texts = new Map<string, AddressedText>();
    for (const entry of this.#memory?.entries ?? []) {
      if (texts.size >= MAX_TEXTS) break;
      if (!entry.isOurs && isCompatible(entry.direction.target, language)) texts.set(idOf(entry), entry);
    }
    this.#known.set(language, texts);
    return texts;
  }
}

function idOf({ source, target }: AddressedText): string {
  return `${source}\0${target}`;
}
