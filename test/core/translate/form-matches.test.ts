import assert from "node:assert/strict";
import { json } from "#core/formats/json/json.js";
import { reusable, TranslationMemory } from "#core/memory/memory.js";
import { openFileJob } from "#core/translate/file-job.js";

describe("The memory, for plural forms", () => {
  const direction = { source: "en", target: "pl" };
  const memory = new TranslationMemory();
  memory.add({ source: "{{count}} words", target: "{{count}} słów", direction, context: "words_other" });
  memory.add({ source: "{{count}} files", target: "{{count}} plików", direction, context: "How many files" });

  const reused = (strings: Record<string, string>): Record<string, string | undefined> => {
    const pair = {
      format: json,
      source: { path: "en.json", text: JSON.stringify(strings) },
      target: { path: "pl.json", text: undefined },
      direction,
    };
    const { segments } = openFileJob(pair, { memory }).preparation;
    return Object.fromEntries(
      segments.map(({ segment }) => [segment.key, reusable(segment.matches ?? [])?.entry.target]),
    );
  };

  it("has the translation of the same form, and only shows those of others", () => {
    const forms = reused({ words_one: "{{count}} word", words_other: "{{count}} words" });
    assert.deepEqual(forms, {
      words_one: undefined,
      words_few: undefined,
      words_many: undefined,
      words_other: "{{count}} słów",
    });
  });

  it("has the translation of the same form of another message with this text", () => {
    const forms = reused({ total_one: "{{count}} word", total_other: "{{count}} words" });
    assert.equal(forms["total_other"], "{{count}} słów");
    assert.equal(forms["total_few"], undefined);
  });

  it("does not have one whose form is not known", () => {
    const forms = reused({ files_one: "{{count}} file", files_other: "{{count}} files" });
    assert.equal(forms["files_other"], undefined);
  });

  it("has all for texts that are no plural forms", () => {
    assert.deepEqual(reused({ words: "{{count}} words" }), { words: "{{count}} słów" });
  });
});
