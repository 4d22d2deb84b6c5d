import { checkFile } from "#core/checks/check-file.js";
import { type Format, keyName } from "#core/formats/format.js";
import { formatFor } from "#core/formats/registry.js";
import { entriesOf } from "#core/memory/from-documents.js";
import type { Outcome } from "#core/routing/decision.js";
import { acceptTranslations } from "#core/status/accept.js";
import { type LanguageState, languageStateSteps } from "#core/status/language-state.js";
import { SourceRecord } from "#core/status/source-record.js";
import { atOnce } from "#core/text/at-once.js";
import { type Applied, applyDecisions, openFileJob } from "#core/translate/file-job.js";
import type { FillChoice } from "#core/translate/prepare.js";
import { decided } from "../core/translate/decisions.js";

const DIRECTION = { source: "en", target: "de" };

/** A target file and its record through several runs. */
export class DraftTarget {
  readonly #format: Format;
  readonly #path: string;
  readonly #source: string | undefined;
  readonly #record = new SourceRecord();
  text: string;

  /** @param source the source file's text; undefined for a file with source and target */
  constructor(path: string, text: string, source?: string) {
    this.#format = formatFor(path, text);
    this.#path = path;
    this.#source = source;
    this.text = text;
  }

  get #of() {
    return { path: this.#path, language: "de" };
  }

  get #from() {
    return { path: this.#path, text: this.#source ?? this.text };
  }

  get recorded() {
    return this.#record.recordedIn(this.#of);
  }

  get lines(): string[] {
    return this.#record.print().split("\n").slice(0, -1);
  }

  open(choice: FillChoice = {}) {
    return openFileJob(
      { format: this.#format, source: this.#from, target: { path: this.#path, text: this.text }, direction: DIRECTION },
      {},
      { recorded: this.recorded, ...choice },
    );
  }

  /** A run with these translations, by key; other segments fail. */
  run(texts: Readonly<Record<string, string>>, outcome: Outcome, choice: FillChoice = {}): Applied {
    const job = this.open(choice);
    const decisions = job.preparation.segments.flatMap(({ segment, takesDraft }) => {
      const decision = decided(segment, texts[segment.key] ?? "", outcome);
      if (texts[segment.key] === undefined) return [];
      return outcome === "draft" && !takesDraft ? [] : [decision];
    });
    const applied = applyDecisions(job, decisions, this.text);
    this.#record.update(this.#of, applied.made, applied.keys);
    this.text = applied.text;
    return applied;
  }

  accept(key?: string): void {
    const one = this.#format
      .read(this.text, { language: "de", source: "en" })
      .units.find((unit) => keyName(unit.key) === key);
    const to = { path: this.#path, text: this.text };
    const { text, made, keys } = acceptTranslations(
      { format: this.#format, source: this.#from, target: to, direction: DIRECTION },
      this.recorded,
      one && [one.key],
    );
    this.#record.update(this.#of, made, keys);
    this.text = text;
  }

  get state(): LanguageState {
    return atOnce(
      languageStateSteps(
        {
          format: this.#format,
          source: this.#from,
          target: { path: this.#path, text: this.text },
          direction: DIRECTION,
        },
        this.recorded,
      ),
    );
  }

  /** The checks' findings on a key. */
  findings(key: string): string[] {
    const to = { path: this.#path, text: this.text };
    const { findings } = checkFile(
      { format: this.#format, source: this.#from, target: to, direction: DIRECTION },
      { recorded: this.recorded },
    );
    return findings.filter((one) => keyName(one.key) === key).map(({ check }) => check);
  }

  /** Source texts for the translation memory. */
  get remembered(): string[] {
    const read = (text: string) => this.#format.read(text, { language: "de", source: "en" });
    const source = this.#source === undefined ? read(this.text) : this.#format.read(this.#source, { source: "en" });
    return entriesOf(
      { format: this.#format, source, target: read(this.text), direction: DIRECTION },
      "",
      this.recorded,
    ).map((one) => one.source);
  }
}
