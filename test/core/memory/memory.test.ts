import assert from "node:assert/strict";
import fc from "fast-check";
import { reusable, TranslationMemory } from "#core/memory/memory.js";
import { diffWords, WordTable, wordDistance, wordsOf } from "#core/memory/words.js";

const direction = { source: "en", target: "de" };

function memoryOf(...entries: readonly (readonly [source: string, target: string, context?: string])[]) {
  const memory = new TranslationMemory();
  for (const [source, target, context] of entries)
    memory.add({ source, target, direction, ...(context === undefined ? {} : { context }) });
  return memory;
}

describe("Translation memory", () => {
  it("prefers the same context to the same text", () => {
    const memory = memoryOf(["Open", "Öffnen", "menu.open"], ["Open", "Offen", "state.open"]);
    const [first, second] = memory.lookup("Open", direction, "state.open");
    assert.deepEqual([first?.entry.target, first?.kind, first?.score], ["Offen", "context", 101]);
    assert.deepEqual([second?.entry.target, second?.kind, second?.score], ["Öffnen", "exact", 99]);
  });

  it("reuses an exact match only where no other translation competes", () => {
    const memory = memoryOf(["Open", "Öffnen", "a"], ["Open", "Offen", "b"], ["Close", "Schließen", "c"]);
    assert.equal(reusable(memory.lookup("Close", direction, "z"))?.entry.target, "Schließen");
    assert.equal(reusable(memory.lookup("Open", direction, "z")), undefined);
    assert.equal(reusable(memory.lookup("Open", direction, "a"))?.entry.target, "Öffnen");
  });

  it("finds similar texts from 70 % on, and shows word by word what differs", () => {
    const memory = memoryOf(["Delete the selected file", "Ausgewählte Datei löschen"], ["Delete", "Löschen"]);
    const [match, ...rest] = memory.lookup("Delete the selected folder", direction);
    assert.deepEqual(rest, []);
    assert.equal(match?.score, 75);
    assert.deepEqual(match?.diff, [
      { kind: "same", words: ["Delete", "the", "selected"] },
      { kind: "removed", words: ["file"] },
      { kind: "added", words: ["folder"] },
    ]);
    assert.deepEqual(memory.lookup("Remove the folder", direction), []);
  });

  it("counts other case half, and takes points for placeholders, numbers, space and region", () => {
    const memory = memoryOf(
      ["Save all open files now", "Alle jetzt speichern"],
      ["Sent to {name} on this day in May", "An {name} gesendet"],
      ["Wait 5 minutes before the next try", "5 Minuten warten"],
      ["All done", "Fertig"],
    );
    const best = (text: string, target = "de") => {
      const [match] = memory.lookup(text, { source: "en", target });
      return [match?.score, match?.penalties.map(({ reason }) => reason).join()];
    };
    assert.deepEqual(best("Save All open files now"), [90, ""]);
    assert.deepEqual(best("Sent to {user} on this day in May"), [82, "placeholders"]);
    assert.deepEqual(best("Wait 9 minutes before the next try"), [83, "numbers"]);
    assert.deepEqual(best("All  done"), [99, "white-space"]);
    assert.deepEqual(best("All done", "fr"), [undefined, undefined]);
  });

  it("takes points for another region, not for none", () => {
    const memory = new TranslationMemory();
    const add = (target: string, source: string, language: string): void =>
      memory.add({ source: "All done", target, direction: { source, target: language } });
    const best = (target: string, source = "en"): unknown[] => {
      const [match] = memory.lookup("All done", { source, target });
      return [match?.entry.target, match?.score];
    };
    add("Fertig", "en-US", "de-CH");
    add("Pronto", "en-US", "pt-PT");
    assert.deepEqual(best("de"), ["Fertig", 100], "a project that names no region takes any");
    assert.deepEqual(best("de-AT"), ["Fertig", 98]);
    assert.deepEqual(best("de-CH", "en-GB"), ["Fertig", 98]);
    assert.deepEqual(best("pt"), ["Pronto", 98], "of another standard");
    add("Alles erledigt", "en", "de");
    assert.deepEqual(best("de"), ["Alles erledigt", 100], "what is of the wanted language itself has no rival");
    assert.deepEqual(best("de-AT"), ["Alles erledigt", 100]);
  });

  it("keeps no entry twice and none that is empty", () => {
    const memory = memoryOf(["a", "b"], ["a", "b"], ["a", " "], ["", "b"], ["a", "b", "context"]);
    assert.equal(memory.entries.length, 2);
  });

  it("finds every entry that comparing with all of them finds", () => {
    const word = fc.constantFrom("the", "file", "open", "save", "all", "Open", "now", "{n}", "3", "x");
    const text = fc.array(word, { minLength: 1, maxLength: 12 }).map((words) => words.join(" "));
    fc.assert(
      fc.property(fc.uniqueArray(text, { maxLength: 12 }), text, (sources, query) => {
        const memory = memoryOf(...sources.map((source) => [source, `t ${source}`] as const));
        const table = new WordTable();
        const least = (a: string[], b: string[]): number =>
          100 * (1 - wordDistance(table.encode(a), table.encode(b)) / Math.max(a.length, b.length));
        const near = sources.filter((one) => one === query || least(wordsOf(one), wordsOf(query)) - 9 >= 70);
        const found = memory.lookup(query, direction).map(({ entry }) => entry.source);
        if (near.length <= 5)
          for (const one of near) assert.ok(found.includes(one) || found.length === 5, `${query} ~ ${one}`);
      }),
      { numRuns: 2000 },
    );
  });
});

describe("Word differences", () => {
  const text = fc.array(fc.constantFrom("a", "b", "c", "A"), { maxLength: 8 });

  it("turn the one text into the other", () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const diff = diffWords(before, after);
        assert.deepEqual(
          diff.flatMap(({ kind, words }) => (kind === "added" ? [] : words)),
          before,
        );
        assert.deepEqual(
          diff.flatMap(({ kind, words }) => (kind === "removed" ? [] : words)),
          after,
        );
      }),
    );
  });

  it("are as many as the distance says, which is symmetric and has a limit", () => {
    fc.assert(
      fc.property(text, text, fc.nat({ max: 8 }), (a, b, most) => {
        const table = new WordTable();
        const [one, other] = [table.encode(a), table.encode(b)];
        const distance = wordDistance(one, other);
        assert.equal(distance, wordDistance(other, one));
        assert.equal(wordDistance(one, other, most), distance > most ? Number.POSITIVE_INFINITY : distance);
        assert.ok(distance >= Math.abs(a.length - b.length) && distance <= Math.max(a.length, b.length));
      }),
    );
  });

  it("take placeholders, tags and numbers as one word, and Han characters singly", () => {
    assert.deepEqual(wordsOf('{{name}} sent <a href="x y">1,234.5 files</a> to %1$s — don’t!'), [
      "{{name}}",
      "sent",
      '<a href="x y">',
      "1,234.5",
      "files",
      "</a>",
      "to",
      "%1$s",
      "—",
      "don’t",
      "!",
    ]);
    assert.deepEqual(wordsOf("打开文件 now"), ["打", "开", "文", "件", "now"]);
  });
});
