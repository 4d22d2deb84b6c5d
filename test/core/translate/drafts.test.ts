import assert from "node:assert/strict";
import { keyId } from "#core/formats/format.js";
import { FORMATS, formatFor } from "#core/formats/registry.js";
import { countStates, type LanguageState } from "#core/status/language-state.js";
import { SourceRecord } from "#core/status/source-record.js";
import { applyDecisions } from "#core/translate/file-job.js";
import { DraftTarget } from "../../support/draft-target.js";
import { MARKED } from "../../support/marked-drafts.js";
import { decided } from "./decisions.js";

const keysOf = (state: LanguageState) => ({
  missing: state.missing.map(({ key, draft }) => (draft === undefined ? key : `${key}: ${draft}`)),
  stale: state.stale.map(({ key }) => key),
  translated: state.translated.map(({ key }) => key),
});

/** The lines of a text that another text lacks. */
const newLines = (before: string, after: string): string[] => {
  const lines = new Set(before.split("\n"));
  return after.split("\n").filter((line) => !lines.has(line));
};

describe("Drafts in formats with a mark for unfinished work", () => {
  it("are known in every format that has one", () => {
    const marked = FORMATS.filter(({ draftMark }) => draftMark).map(({ name }) => name);
    assert.deepEqual(new Set(MARKED.map(({ path, text }) => formatFor(path, text).name)), new Set(marked));
  });

  for (const { path, text, key, draft, done, replaced = done, unmark } of MARKED) {
    describe(`${formatFor(path, text).label}, ${draft[0]?.trim()}`, () => {
      const drafted = (): DraftTarget => {
        const target = new DraftTarget(path, text);
        const applied = target.run({ [key]: "Öffnen" }, "draft");
        assert.deepEqual([applied.written, applied.drafts], [1, 1]);
        return target;
      };

      it("change the value and its mark alone", () => {
        assert.deepEqual(newLines(text, drafted().text), draft);
        const target = new DraftTarget(path, text);
        target.run({ [key]: "Öffnen" }, "local");
        assert.deepEqual(newLines(text, target.text), done);
      });

      it("count as missing, and are nobody's translation", () => {
        const target = drafted();
        const { missing, stale, translated } = keysOf(target.state);
        assert.deepEqual([missing, stale, translated.length], [[`${key}: Öffnen`], [], 1]);
        const { drafts, percent, total } = countStates([target.state]);
        assert.deepEqual({ drafts, percent, total }, { drafts: 1, percent: 50, total: 2 });
        assert.deepEqual(target.remembered, ["Save"]);
        assert.deepEqual(target.findings(key), ["draft"]);
      });

      it("are offered again, written once, and replaced by what is done", () => {
        const target = drafted();
        const before = target.text;
        const [segment] = target.open().preparation.segments;
        assert.deepEqual([segment?.segment.key, segment?.hasDraft], [key, true]);
        assert.equal(target.run({ [key]: "Öffnen" }, "draft").written, 0, "the same draft is there");
        assert.equal(target.text, before);
        assert.equal(target.run({ [key]: "Aufmachen" }, "draft").drafts, 1, "another draft takes its place");
        assert.deepEqual(newLines(before, target.text).length, 1);
        assert.equal(target.run({ [key]: "Öffnen" }, "large").written, 1);
        assert.deepEqual(newLines(text, target.text), replaced);
        assert.deepEqual(keysOf(target.state).missing, []);
        assert.deepEqual(
          target.lines.filter((line) => line.includes('"draft"')),
          [],
        );
        assert.deepEqual(target.open().preparation.segments, []);
      });

      it("are done when a person takes the mark away, and when one keeps them", () => {
        const target = drafted();
        target.text = unmark(target.text);
        assert.notEqual(target.text, drafted().text);
        assert.deepEqual(keysOf(target.state).missing, []);
        assert.equal(target.remembered.length, 2);
        assert.deepEqual(target.open().preparation.segments, []);
        const kept = drafted();
        kept.accept();
        assert.deepEqual(keysOf(kept.state).missing, [`${key}: Öffnen`], "not with all others");
        kept.accept(key);
        assert.deepEqual(keysOf(kept.state).missing, []);
        assert.deepEqual(newLines(text, kept.text), replaced);
      });

      it("take no text of a person away", () => {
        const target = drafted();
        target.text = target.text.replace("Öffnen", "Auf");
        const edited = target.text;
        assert.deepEqual(keysOf(target.state).stale, [key], "it is a person's now, marked by the file");
        target.run({ [key]: "Öffnen" }, "draft");
        assert.equal(target.text, edited);
        assert.equal(target.open({ writeDrafts: true }).preparation.segments[0]?.takesDraft, undefined);
      });
    });
  }

  it("of one plural form make a draft of the message, whose mark is of all its forms", () => {
    const po =
      'msgid ""\nmsgstr "Language: de\\n"\n\n#, c-format\nmsgid "%d file"\nmsgid_plural "%d files"\nmsgstr[0] ""\nmsgstr[1] ""\n';
    const target = new DraftTarget("de.po", po);
    const job = target.open();
    const [one, other] = job.preparation.segments;
    assert.ok(one && other);
    const decisions = [decided(one.segment, "%d Datei"), decided(other.segment, "%d Akten", "draft")];
    const { text, made, drafts } = applyDecisions(job, decisions, po);
    assert.deepEqual(newLines(po, text), ["#, fuzzy, c-format", 'msgstr[0] "%d Datei"', 'msgstr[1] "%d Akten"']);
    assert.deepEqual([drafts, made.map(({ author }) => author)], [2, ["draft", "draft"]]);
  });

  it("stay out of a message that has a form in use", () => {
    const po =
      'msgid ""\nmsgstr "Language: de\\n"\n\nmsgid "%d file"\nmsgid_plural "%d files"\nmsgstr[0] "%d Datei"\nmsgstr[1] ""\n';
    const target = new DraftTarget("de.po", po);
    assert.equal(target.open().preparation.segments[0]?.takesDraft, undefined);
    const job = target.open();
    const decisions = job.preparation.segments.map(({ segment }) => decided(segment, "%d Akten", "draft"));
    assert.equal(applyDecisions(job, decisions, po).text, po);
  });

  it("of a plural are kept with all forms of their message", () => {
    const po =
      'msgid ""\nmsgstr "Language: de\\n"\n\nmsgid "%d file"\nmsgid_plural "%d files"\nmsgstr[0] ""\nmsgstr[1] ""\n';
    const target = new DraftTarget("de.po", po);
    target.run({ "%d file.0": "%d Datei", "%d file.1": "%d Dateien" }, "draft");
    assert.match(target.text, /#, fuzzy/);
    target.accept("%d file.1");
    assert.doesNotMatch(target.text, /fuzzy/);
    assert.deepEqual(keysOf(target.state).missing, []);
  });

  it("find their place in a PO file of any style", () => {
    const header = 'msgid ""\nmsgstr "Language: de\\n"\n\n';
    const cases: readonly (readonly [before: string, after: string])[] = [
      ['#, c-format, no-wrap\nmsgid "a"\nmsgstr ""\n', '#, fuzzy, c-format, no-wrap\nmsgid "a"\nmsgstr "x"\n'],
      ['#,c-format\nmsgctxt "b"\nmsgid "a"\nmsgstr ""\n', '#, fuzzy,c-format\nmsgctxt "b"\nmsgid "a"\nmsgstr "x"\n'],
      ['# Ann\n#| msgid "old"\nmsgid "a"\nmsgstr ""\n', '# Ann\n#, fuzzy\n#| msgid "old"\nmsgid "a"\nmsgstr "x"\n'],
      ['  msgctxt "b"\n  msgid "a"\n  msgstr ""\n', '  #, fuzzy\n  msgctxt "b"\n  msgid "a"\n  msgstr "x"\n'],
      ['msgid "b" msgstr "" msgid "a" msgstr ""\n', 'msgid "b" msgstr "" \n#, fuzzy\nmsgid "a" msgstr "x"\n'],
    ];
    const po = formatFor("de.po");
    for (const [before, after] of cases) {
      const key = po.read(before).units.at(-1)?.key ?? [];
      const draft = po.write(header + before, [{ key, value: "x", isDraft: true }]);
      assert.equal(draft, header + after);
      assert.equal(po.read(draft).units.at(-1)?.state, "fuzzy");
      assert.equal(po.write(draft, [{ key, value: "x", isDraft: true }]), draft);
    }
  });
});

describe("Drafts in formats without such a mark", () => {
  const source = '{\n  "save": "Save",\n  "open": "Open"\n}\n';
  const german = '{\n  "save": "Sichern"\n}\n';

  it("are not written by default", () => {
    const target = new DraftTarget("de.json", german, source);
    const job = target.open();
    assert.equal(job.preparation.segments[0]?.takesDraft, undefined);
    const decisions = job.preparation.segments.map(({ segment }) => decided(segment, "Öffnen", "draft"));
    assert.deepEqual(applyDecisions(job, decisions, german).written, 0);
    assert.equal(applyDecisions(job, decisions, german).text, german);
  });

  it("are written where that is wanted, known by the record, and replaced while they are what was written", () => {
    const target = new DraftTarget("de.json", german, source);
    target.run({ open: "Offenheit" }, "draft", { writeDrafts: true });
    assert.deepEqual(JSON.parse(target.text), { save: "Sichern", open: "Offenheit" });
    assert.match(target.lines.join("\n"), /^\["de\.json","de",\["open"\],"[0-9a-f]{16}","[0-9a-f]{16}","draft"\]$/);
    assert.deepEqual(keysOf(target.state), { missing: ["open: Offenheit"], stale: [], translated: ["save"] });
    assert.deepEqual(target.remembered, ["Save"]);
    assert.deepEqual(target.findings("open"), ["draft"]);
    assert.equal(target.run({ open: "Offenheit" }, "draft").written, 0);
    assert.equal(target.run({ open: "Öffnen" }, "large").written, 1, "without --write-drafts, too");
    assert.deepEqual(keysOf(target.state).translated, ["save", "open"]);
    assert.deepEqual(target.remembered, ["Save", "Open"]);
  });

  it("are a person's when somebody changed them", () => {
    const target = new DraftTarget("de.json", german, source);
    target.run({ open: "Offenheit" }, "draft", { writeDrafts: true });
    target.text = target.text.replace("Offenheit", "Öffnen");
    assert.deepEqual(keysOf(target.state), { missing: [], stale: [], translated: ["save", "open"] });
    assert.deepEqual(target.open({ writeDrafts: true }).preparation.segments, []);
  });

  it("are done when somebody keeps them", () => {
    const target = new DraftTarget("de.json", german, source);
    target.run({ open: "Öffnen" }, "draft", { writeDrafts: true });
    const { text } = target;
    target.accept("open");
    assert.equal(target.text, text);
    assert.deepEqual(keysOf(target.state).translated, ["save", "open"]);
  });

  it("do not replace a translation of an older source text", () => {
    const target = new DraftTarget("de.json", german, source);
    target.run({ open: "Öffnen" }, "local");
    const changed = new DraftTarget("de.json", target.text, source.replace('"Open"', '"Open it"'));
    const stale = { recorded: target.recorded, isStaleToo: true, writeDrafts: true };
    const [segment] = changed.open(stale).preparation.segments;
    assert.deepEqual([segment?.segment.key, segment?.replaces, segment?.takesDraft], ["open", "Öffnen", undefined]);
  });
});

describe("The record of a draft", () => {
  const of = { path: "de.po", language: "de" };
  const made = (author: "draft" | "routelmt") => ({ key: ["Open"], source: "Open", target: "Auf", author }) as const;
  const keys = new Set([keyId(["Open"])]);

  it("is there when the key is the source text, and goes with the draft", () => {
    const record = new SourceRecord();
    record.update(of, [made("draft")], keys);
    assert.equal(record.recordedIn(of)(["Open"], "Open", "Auf")?.author, "draft");
    assert.equal(SourceRecord.parse(record.print()).print(), record.print());
    record.update(of, [made("routelmt")], keys);
    assert.equal(record.print(), "");
  });

  it("gives way to the acceptance in another branch", () => {
    const [draft, kept] = ["draft", "routelmt"].map((author) => {
      const record = new SourceRecord();
      record.update(
        { path: "de.json", language: "de" },
        [{ ...made("draft"), key: ["open"], author: author as "draft" }],
        new Set(),
      );
      return record.print();
    });
    for (const text of [`${draft}${kept}`, `${kept}${draft}`]) {
      const recorded = SourceRecord.parse(text).recordedIn({ path: "de.json", language: "de" });
      assert.equal(recorded(["open"], "Open", "Auf")?.author, "routelmt");
      assert.equal(recorded(["open"], "Open it", "Auf")?.author, "routelmt");
    }
  });
});
