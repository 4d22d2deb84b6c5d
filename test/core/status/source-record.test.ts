import assert from "node:assert/strict";
import fc from "fast-check";
import { keyId } from "#core/formats/format.js";
import { type Made, SourceRecord, type TargetOf } from "#core/status/source-record.js";
import { ANY_CHARACTER } from "../../support/any-character.js";

const GERMAN: TargetOf = { path: "locales/de.json", language: "de" };
const made = (key: string, source: string, target: string, author: Made["author"] = "routelmt"): Made => ({
  key: [key],
  source,
  target,
  author,
});
const keys = (...names: readonly string[]): Set<string> => new Set(names.map((name) => keyId([name])));

function recordOf(...entries: readonly Made[]): SourceRecord {
  const record = new SourceRecord();
  record.update(GERMAN, entries, keys(...entries.map(({ key }) => String(key[0]))));
  return record;
}

describe("A record of sources", () => {
  it("knows whether a source text changed since its translation was made", () => {
    const recorded = recordOf(made("a", "Save", "Sichern")).recordedIn(GERMAN);
    assert.deepEqual(recorded(["a"], "Save", "Sichern"), { isStale: false, author: "routelmt" });
    assert.deepEqual(recorded(["a"], "Save all", "Sichern"), { isStale: true, author: "routelmt" });
  });

  it("knows nothing of a translation that is not the one that was written last", () => {
    const record = recordOf(made("a", "Save", "Sichern"));
    assert.equal(record.recordedIn(GERMAN)(["a"], "Save all", "Speichern"), undefined);
    assert.equal(record.recordedIn(GERMAN)(["b"], "Save", "Sichern"), undefined);
    assert.equal(record.recordedIn({ ...GERMAN, language: "fr" })(["a"], "Save", "Sichern"), undefined);
    record.update(GERMAN, [made("a", "Save all", "Alles sichern")], keys("a"));
    assert.equal(record.recordedIn(GERMAN)(["a"], "Save", "Sichern"), undefined);
  });

  it("has one sorted line for each translation, whatever the order they come in", () => {
    const one = recordOf(made("b", "B", "Be"), made("a", "A", "Ah", "person"));
    const other = recordOf(made("a", "A", "Ah", "person"), made("b", "B", "Be"));
    assert.equal(one.print(), other.print());
    assert.deepEqual(one.print().split("\n"), [
      '["locales/de.json","de",["a"],"af63fc4c860222ec","09083a07b5a0a64c","person"]',
      '["locales/de.json","de",["b"],"af63ff4c86022805","09132f07b5aa9b20"]',
      "",
    ]);
  });

  it("forgets keys that the file has no longer, and leaves other files alone", () => {
    const record = recordOf(made("a", "A", "Ah"), made("b", "B", "Be"));
    const french = { path: "locales/fr.json", language: "fr" };
    record.update(french, [made("a", "A", "Ha")], keys("a"));
    record.update(GERMAN, [], keys("b"));
    assert.equal(record.print().split("\n").length, 3);
    assert.ok(record.recordedIn(french)(["a"], "A", "Ha"));
    record.update(GERMAN, [], new Set());
    record.update(french, [], new Set());
    assert.equal(record.print(), "");
  });

  it("records no text whose key is the source text itself", () => {
    const record = new SourceRecord();
    record.update(
      GERMAN,
      [{ key: ["menu", "Save"], source: "Save", target: "Sichern", author: "routelmt" }],
      new Set(),
    );
    assert.equal(record.print(), "");
  });

  it("survives merges: conflict marks are passed over, and of several lines the one counts that is in the file", () => {
    const [ours, theirs] = [recordOf(made("a", "A", "Ah")).print(), recordOf(made("a", "A2", "Aha")).print()];
    const text = `<<<<<<< HEAD\n${ours}||||||| base\n=======\r\n${theirs}>>>>>>> other\n`;
    const recorded = SourceRecord.parse(text).recordedIn(GERMAN);
    assert.deepEqual(recorded(["a"], "A2", "Ah"), { isStale: true, author: "routelmt" });
    assert.deepEqual(recorded(["a"], "A2", "Aha"), { isStale: false, author: "routelmt" });
    const twice = ours + recordOf(made("a", "A2", "Ah")).print();
    for (const source of ["A", "A2"]) {
      assert.equal(SourceRecord.parse(twice).recordedIn(GERMAN)(["a"], source, "Ah")?.isStale, false, source);
    }
  });

  it("refuses a line that is none of a record's, with its place", () => {
    const line = recordOf(made("a", "A", "Ah")).print();
    const wrong = [
      "{",
      "[]",
      '["p","de",["a"],"0","0"]',
      '["p","de",[{}],"af63fc4c860222ec","0888be07b57f2e39"]',
      '["p","de",["a"],"af63fc4c860222ec","0888be07b57f2e39","somebody"]',
      `${"[".repeat(10_000)}`,
    ];
    for (const one of wrong) assert.throws(() => SourceRecord.parse(`${line}${one}\n`), /line 2, column 1/, one);
  });

  it("reads what it prints, with any keys and paths", () => {
    const text = fc.string({ unit: ANY_CHARACTER });
    const key = fc.array(fc.oneof(text, fc.nat()), { minLength: 1, maxLength: 4 });
    const entry = fc.record({ path: text, language: text, key, source: text, target: text, mine: fc.boolean() });
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 20 }), (entries) => {
        const record = new SourceRecord();
        const all = new Set(entries.map((one) => keyId(one.key)));
        for (const { path, language, mine, ...rest } of entries)
          record.update({ path, language }, [{ ...rest, author: mine ? "routelmt" : "person" }], all);
        const printed = record.print();
        const again = SourceRecord.parse(printed);
        assert.equal(again.print(), printed);
        for (const { path, language, key: name, source, target } of entries) {
          const found = record.recordedIn({ path, language })(name, source, target);
          assert.deepEqual(again.recordedIn({ path, language })(name, source, target), found);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
