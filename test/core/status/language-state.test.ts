import assert from "node:assert/strict";
import { keyId } from "#core/formats/format.js";
import { formatFor } from "#core/formats/registry.js";
import { acceptTranslations } from "#core/status/accept.js";
import { countStates, type LanguageState, languageStateSteps, SEGMENT_KINDS } from "#core/status/language-state.js";
import { type Made, SourceRecord } from "#core/status/source-record.js";
import { atOnce } from "#core/text/at-once.js";

const DIRECTION = { source: "en", target: "de" };

/** The state of a target file; `made` is its record. */
function stateOf(path: string, source: string, target: string | undefined, made: readonly Made[] = []): LanguageState {
  const record = new SourceRecord();
  const of = { path, language: "de" };
  record.update(of, made, new Set(made.map(({ key }) => keyId(key))));
  const format = formatFor(path, source);
  return atOnce(
    languageStateSteps(
      { format, source: { path: `en/${path}`, text: source }, target: { path, text: target }, direction: DIRECTION },
      record.recordedIn(of),
    ),
  );
}

const keysOf = (state: LanguageState): Record<string, string[]> =>
  Object.fromEntries(SEGMENT_KINDS.map((kind) => [kind, state[kind].map(({ key }) => key)]));

describe("The state of a language", () => {
  const source = '{\n  "save": "Save",\n  "open": "Open",\n  "quit": "Quit",\n  "none": ""\n}\n';

  it("distinguishes missing, stale, unused and translated segments, with their positions", () => {
    const target = '{\n  "save": "Sichern",\n  "open": "Öffnen",\n  "old": "Alt"\n}\n';
    const made: Made = { key: ["open"], source: "Open file", target: "Öffnen", author: "routelmt" };
    const state = stateOf("a.json", source, target, [made]);
    assert.deepEqual(keysOf(state), { missing: ["quit"], stale: ["open"], unused: ["old"], translated: ["save"] });
    assert.deepEqual(state.stale[0], {
      key: "open",
      keyPath: ["open"],
      text: "Open",
      path: "a.json",
      start: { line: 3, column: 11 },
      end: { line: 3, column: 19 },
      stale: { reason: "source-changed", isOurs: true },
    });
    const counts = { missing: 1, drafts: 0, stale: 1, unused: 1, translated: 1, total: 3, percent: 33 };
    assert.deepEqual(countStates([state]), counts);
    assert.deepEqual(countStates([state, state]), {
      ...counts,
      missing: 2,
      stale: 2,
      unused: 2,
      translated: 2,
      total: 6,
    });
  });

  it("takes no form for unused that a language adds to a list of Nextcloud's", () => {
    const files = (...forms: string[]): string => JSON.stringify({ translations: { "_%n file_::_%n files_": forms } });
    const state = stateOf("a.json", files("%n file", "%n files"), files("%n a", "%n b", "%n c", "%n d"));
    assert.deepEqual([state.translated.length, state.unused.length], [2, 0]);
    const lists = [JSON.stringify({ days: ["a", "b"] }), JSON.stringify({ days: ["a", "b", "c"] })] as const;
    assert.equal(stateOf("a.json", ...lists).unused.length, 1);
  });

  it("misses no value that programs read from the source file", () => {
    const file = (data: Readonly<Record<string, string>>): string =>
      `<root>${Object.entries(data).map(([name, value]) => `<data name="${name}"><value>${value}</value></data>`)}</root>`;
    const values = { save: "Save", width: "120", colour: "#FF8800", icon: "images/save.png", text: "{0}: {1}" };
    const target = file({ save: "Sichern", text: "{0} : {1}" });
    assert.deepEqual(keysOf(stateOf("Strings.resx", file(values), target)), {
      missing: [],
      stale: [],
      unused: [],
      translated: ["save", "text"],
    });
    assert.deepEqual(keysOf(stateOf("Strings.resx", file(values), undefined))["missing"], ["save"]);
    assert.deepEqual(keysOf(stateOf("a.json", '{ "width": "120" }', "{}"))["missing"], ["width"]);
  });

  it("takes a translation that a person changed since for no stale one", () => {
    const made: Made = { key: ["open"], source: "Open file", target: "Aufmachen", author: "routelmt" };
    assert.deepEqual(keysOf(stateOf("a.json", source, '{ "open": "Öffnen" }', [made]))["translated"], ["open"]);
  });

  it("shows the places of the source where there is no target", () => {
    const state = stateOf("a.json", '{\n  "n_one": "{{count}} day",\n  "n_other": "{{count}} days"\n}', undefined);
    assert.deepEqual(
      state.missing.map(({ key, path, start }) => [key, path, start.line]),
      [
        ["n_one", "en/a.json", 2],
        ["n_other", "en/a.json", 3],
      ],
    );
    assert.equal(countStates([state]).percent, 0);
  });

  it("is complete at 100 percent only, and where there is nothing to translate", () => {
    const many = Object.fromEntries(Array.from({ length: 300 }, (_, n) => [`k${n}`, "Text"]));
    const { k0: _, ...most } = many;
    assert.equal(countStates([stateOf("a.json", JSON.stringify(many), JSON.stringify(most))]).percent, 99);
    assert.equal(countStates([stateOf("a.json", "{}", "{}")]).percent, 100);
  });

  it("honours what the files say themselves: gettext, XLIFF, string catalogs, Qt", () => {
    const po = 'msgid "a"\nmsgstr "A"\n\n#, fuzzy\n#| msgid "b"\nmsgid "b2"\nmsgstr "B"\n\nmsgid "c"\nmsgstr ""\n';
    assert.deepEqual(keysOf(stateOf("de.po", po, po)), {
      missing: ["c"],
      stale: ["b2"],
      unused: [],
      translated: ["a"],
    });
    const unit = (id: string, state: string): string =>
      `<trans-unit id="${id}"><source>Text</source><target state="${state}">Ein Text</target></trans-unit>`;
    const units = `${unit("a", "needs-review-l10n")}${unit("b", "final")}${unit("c", "needs-adaptation")}`;
    const xliff = `<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2"><file source-language="en" target-language="de" original="a"><body>${units}</body></file></xliff>`;
    assert.deepEqual(keysOf(stateOf("de.xlf", xliff, xliff))["stale"], ["a", "c"]);
    const segment = (id: string, state: string): string =>
      `<unit id="${id}"><segment${state}><source>Text</source><target>Ein Text</target></segment></unit>`;
    const segments = `${segment("a", "")}${segment("b", ' state="initial"')}${segment("c", ' state="reviewed"')}`;
    const xliff2 = `<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en" trgLang="de"><file id="f">${segments}</file></xliff>`;
    assert.deepEqual(keysOf(stateOf("de.xlf", xliff2, xliff2))["stale"], ["b"]);
    const catalog = JSON.stringify({
      sourceLanguage: "en",
      strings: { a: { localizations: { de: { stringUnit: { state: "needs_review", value: "A" } } } } },
      version: "1.0",
    });
    assert.deepEqual(keysOf(stateOf("a.xcstrings", catalog, catalog))["stale"], ["a"]);
    const qt = `<!DOCTYPE TS><TS version="2.1" language="de"><context><name>c</name><message><source>a</source><translation type="unfinished">A</translation></message></context></TS>`;
    assert.deepEqual(keysOf(stateOf("de.ts", qt, qt))["stale"], ["c.a"]);
  });

  it("compares a catalog with its template", () => {
    const pot = 'msgid "a"\nmsgstr ""\n\nmsgid "b"\nmsgid_plural "bs"\nmsgstr[0] ""\nmsgstr[1] ""\n';
    const po = 'msgid "a"\nmsgstr "A"\n\nmsgid "old"\nmsgstr "Alt"\n';
    const format = formatFor("a.pot");
    const state = atOnce(
      languageStateSteps({
        format,
        source: { path: "a.pot", text: pot },
        target: { path: "de.po", text: po },
        direction: DIRECTION,
      }),
    );
    assert.deepEqual(keysOf(state), { missing: ["b"], stale: [], unused: ["old"], translated: ["a"] });
  });
});

describe("Accepting translations", () => {
  const source = { path: "en.json", text: '{ "save": "Save", "open": "Open" }' };
  const target = { path: "de.json", text: '{ "save": "Sichern", "open": "Öffnen" }' };
  const of = { path: "de.json", language: "de" };
  const accept = (record: SourceRecord, only?: readonly (readonly string[])[]): readonly Made[] => {
    const { made, keys, text } = acceptTranslations(
      { format: formatFor("de.json"), source, target, direction: DIRECTION },
      record.recordedIn(of),
      only,
    );
    assert.equal(text, target.text);
    record.update(of, made, keys);
    return made;
  };

  it("records a person's translations, so that a later change of the source is seen", () => {
    const record = new SourceRecord();
    assert.equal(accept(record).length, 2);
    const recorded = record.recordedIn(of);
    assert.deepEqual(recorded(["save"], "Save", "Sichern"), { isStale: false, author: "person" });
    assert.deepEqual(recorded(["save"], "Save all", "Sichern"), { isStale: true, author: "person" });
    assert.deepEqual(accept(record), [], "nothing is new the second time");
  });

  it("accepts one key alone, and leaves RouteLMT's texts RouteLMT's", () => {
    const record = new SourceRecord();
    record.update(
      of,
      [{ key: ["save"], source: "Save it", target: "Sichern", author: "routelmt" }],
      new Set([keyId(["save"])]),
    );
    assert.deepEqual(
      accept(record, [["save"]]).map(({ key, author }) => [key, author]),
      [[["save"], "routelmt"]],
    );
    assert.deepEqual(record.recordedIn(of)(["save"], "Save", "Sichern"), { isStale: false, author: "routelmt" });
    assert.equal(record.recordedIn(of)(["open"], "Open", "Öffnen"), undefined);
  });

  it("takes a mark for review out of the file for the key that is meant, and for no other", () => {
    const unit = (value: string): object => ({
      localizations: { de: { stringUnit: { state: "needs_review", value } } },
    });
    const text = JSON.stringify({ sourceLanguage: "en", strings: { a: unit("A"), b: unit("B") }, version: "1.0" });
    const file = { path: "a.xcstrings", text };
    const format = formatFor(file.path);
    const all = acceptTranslations({ format, source: file, target: file, direction: DIRECTION }, () => undefined);
    assert.deepEqual([all.text, all.made], [text, []]);
    const one = acceptTranslations({ format, source: file, target: file, direction: DIRECTION }, () => undefined, [
      ["b"],
    ]);
    assert.equal(one.text.match(/needs_review/g)?.length, 1);
    assert.match(one.text, /"translated"[^}]*"B"|"B"[^}]*"translated"/);
    assert.deepEqual(
      one.made.map(({ target: value }) => value),
      ["B"],
    );
  });
});
