import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { RouteLmtError } from "#core/errors.js";
import { type KeyPath, keyName, type Unit } from "#core/formats/format.js";
import { xliff } from "#core/formats/xliff/xliff.js";
import { openFileJob } from "#core/translate/file-job.js";

const fixture = (name: string): string =>
  readFileSync(new URL(`../../../fixtures/formats/xliff/valid/${name}`, import.meta.url), "utf8");

const unitsOf = (text: string): Map<string, Unit> =>
  new Map(xliff.read(text).units.map((unit) => [keyName(unit.key), unit]));

const statesOf = (text: string): Record<string, string> =>
  Object.fromEntries([...unitsOf(text)].map(([name, { state }]) => [name, state]));

const write = (text: string, key: KeyPath, value: string, markup?: true): string =>
  xliff.write(text, [{ key, value, ...(markup ? { markup } : {}) }]);

/** The lines that an edit changes or adds. */
const changed = (before: string, after: string): string[] => {
  const lines = new Set(before.split("\n"));
  return after.split("\n").filter((line) => !lines.has(line));
};

describe("XLIFF: reading", () => {
  it("keys units by their id, with the file where there are several", () => {
    assert.deepEqual([...unitsOf(fixture("angular.xlf")).keys()].slice(0, 2), [
      "introductionHeader",
      "3492007542396725315",
    ]);
    assert.deepEqual(xliff.read(fixture("xcode.xliff")).units[0]?.key, [
      "Parcel/Base.lproj/Main.storyboard",
      "7Zv-3a-kVD.title",
    ]);
    assert.deepEqual(
      xliff.read(fixture("segments.xlf")).units.map(({ key }) => key),
      [
        ["f1", "code"],
        ["f1", "text"],
        ["f1", "two", "s1"],
        ["f1", "two", 1],
        ["f1", "two", "s3"],
        ["f2", "two"],
      ],
    );
  });

  it("knows the states of 1.2", () => {
    assert.deepEqual(statesOf(fixture("states.xlf")), {
      brand: "ignored",
      "not-brand": "untranslated",
      short: "translated",
      pixels: "untranslated",
      copy: "untranslated",
      draft: "stale",
      guess: "fuzzy",
      segmented: "ignored",
      "not-segmented": "untranslated",
    });
    const xcode = Object.values(statesOf(fixture("xcode.xliff")));
    assert.deepEqual(xcode, ["translated", "untranslated", "untranslated", "stale", "translated"]);
  });

  it("knows the states of 2", () => {
    assert.deepEqual(Object.values(statesOf(fixture("angular-2.xlf"))), [
      "untranslated",
      "translated",
      "untranslated",
      "untranslated",
    ]);
    assert.deepEqual(Object.values(statesOf(fixture("segments.xlf"))), [
      "ignored",
      "untranslated",
      "translated",
      "untranslated",
      "stale",
      "translated",
    ]);
  });

  it("gives source, notes, meaning, names and room", () => {
    const { context, comment, source } = unitsOf(fixture("angular.xlf")).get("introductionHeader") ?? {};
    assert.deepEqual(
      { context, comment, source },
      { context: "User welcome", comment: "An introduction header for this sample", source: " Hello i18n! " },
    );
    const second = unitsOf(fixture("angular-2.xlf")).get("introductionHeader");
    assert.deepEqual([second?.context, second?.comment], ["User welcome", "An introduction header"]);
    const symfony = unitsOf(fixture("symfony.en.xlf"));
    assert.deepEqual([symfony.get("7")?.context, symfony.get("5")?.context], ["user.bye", undefined]);
    assert.equal(symfony.get("5")?.value, "Bonjour <b>%name%</b> & co");
    const states = unitsOf(fixture("states.xlf"));
    assert.deepEqual([states.get("short")?.maxLength, states.get("pixels")?.maxLength], [12, undefined]);
    const segments = unitsOf(fixture("segments.xlf"));
    assert.deepEqual([segments.get("f1.two.1")?.maxLength, segments.get("f1.text")?.context], [40, "help.text"]);
    assert.equal(segments.get("f2.two")?.comment, "Keep it short\nand friendly");
  });

  it("gives sources with inline elements as written", () => {
    const angular = unitsOf(fixture("angular.xlf"));
    const bold = angular.get("3492007542396725315");
    assert.equal(bold?.markup, true);
    assert.ok(bold?.source?.startsWith('<x id="START_BOLD_TEXT" ctype="x-b" equiv-text="&lt;b&gt;"/>Save<x'));
    assert.equal(angular.get("introductionHeader")?.markup, undefined);
  });

  it("reports duplicates and units without an id", () => {
    const { units, problems } = xliff.read(fixture("duplicates.xliff"));
    assert.deepEqual(
      units.map(({ key, value }) => [...key, value]),
      [
        ["a", "y", "Behalten"],
        ["a", "x", "Neu"],
        ["a", "named", ""],
        ["a#2", "x", ""],
      ],
    );
    assert.equal(problems.length, 3);
  });

  it("recognises templates and languages", () => {
    const template = (text: string): unknown => xliff.isTemplate?.("x.xlf", text);
    assert.equal(template(fixture("angular.xlf")), true);
    assert.equal(template(fixture("template.xlf")), true);
    assert.equal(template(fixture("angular-2.xlf")), false);
    assert.equal(template(fixture("xcode.xliff")), false);
    assert.equal(template(fixture("angular-2.xlf").replace('"de"', '"en"')), true);
    assert.equal(template("<"), false);
    assert.equal(xliff.languageOf?.(fixture("symfony.en.xlf")), "fr");
    assert.equal(xliff.languageOf?.(fixture("segments.xlf")), "de");
    assert.equal(xliff.languageOf?.(fixture("angular.xlf")), undefined);
    assert.equal(xliff.languageOf?.("<"), undefined);
  });
});

describe("XLIFF: writing", () => {
  it("inserts a target after the source, as the file is indented", () => {
    const text = fixture("angular.xlf");
    assert.deepEqual(changed(text, write(text, ["introductionHeader"], " Hallo & los! ")), [
      "        <target> Hallo &amp; los! </target>",
    ]);
    const states = fixture("states.xlf");
    assert.deepEqual(changed(states, write(states, ["not-segmented"], "Eins")), [
      '\t\t\t\t<xlf:target state="translated">Eins</xlf:target>',
    ]);
    assert.match(write(states, ["not-segmented"], "Eins"), /<\/xlf:seg-source>\n\t\t\t\t<xlf:target/);
    const two = fixture("segments.xlf");
    assert.match(write(two, ["f1", "text"], "Neu"), /<source>Install it<\/source><target>Neu<\/target><\/segment>/);
  });

  it("says that a text is translated where the file said that it was not", () => {
    const states = fixture("states.xlf");
    assert.deepEqual(changed(states, write(states, ["pixels"], "Breit")), [
      "\t\t\t\t\t<xlf:target state='translated'>Breit</xlf:target>",
    ]);
    assert.deepEqual(changed(states, write(states, ["guess"], "Alle löschen")), [
      "\t\t\t\t<xlf:target state='translated'>Alle löschen</xlf:target>",
    ]);
    assert.deepEqual(changed(states, write(states, ["short"], "Los")), [
      "\t\t\t\t\t<xlf:target state='final' my:by='ann'>Los</xlf:target>",
    ]);
    const two = fixture("segments.xlf");
    assert.deepEqual(changed(two, write(two, ["f1", "two", 1], 'Zwei<ph id="1" dataRef="d1"/>drei.', true)), [
      '      <segment state="translated">',
      '        <target>Zwei<ph id="1" dataRef="d1"/>drei.</target>',
    ]);
    const angular = fixture("angular-2.xlf");
    assert.deepEqual(changed(angular, write(angular, ["empty"], "Noch nichts")), [
      "        <target>Noch nichts</target>",
    ]);
    assert.equal(statesOf(write(angular, ["empty"], "Noch nichts"))["empty"], "translated");
    assert.ok(!changed(angular, write(angular, ["empty"], "")).some((line) => line.includes("translated")));
  });

  it("keeps CDATA sections, and takes fragments", () => {
    const symfony = fixture("symfony.en.xlf");
    assert.deepEqual(changed(symfony, write(symfony, ["5"], "<b>Hallo</b> & so")), [
      "                <target><![CDATA[<b>Hallo</b> & so]]></target>",
    ]);
    const after = write(symfony, ["5"], '<x id="1"/> & so', true);
    assert.deepEqual(changed(symfony, after), ['                <target><x id="1"/> &amp; so</target>']);
    assert.throws(() => write(symfony, ["5"], "<g>", true), RouteLmtError);
  });

  it("refuses a unit that the file lacks", () => {
    assert.throws(() => write(fixture("angular.xlf"), ["none"], "x"), RouteLmtError);
  });
});

describe("XLIFF: new files", () => {
  it("name their language and have no translations", () => {
    const angular = xliff.create(fixture("angular.xlf"), "de");
    assert.deepEqual(changed(fixture("angular.xlf"), angular), [
      '  <file source-language="en-US" datatype="plaintext" original="ng2.template" target-language="de">',
    ]);
    const states = xliff.create(fixture("states.xlf"), "pt-BR");
    assert.doesNotMatch(states, /<xlf:target|approved|alt-trans/);
    assert.match(states, /target-language='pt-BR'/);
    assert.match(states, /<xlf:source>Send<\/xlf:source>\n\t\t\t\t<\/xlf:trans-unit>/);
    const proposals = /<mtc:matches>.*<\/mtc:matches>/s;
    const segments = xliff.create(fixture("segments.xlf").replace(proposals, ""), "fr");
    assert.match(segments, /srcLang="en" trgLang="fr"/);
    assert.doesNotMatch(segments, / state=|subState|<target/);
    assert.equal(xliff.languageOf?.(xliff.create(fixture("template.xlf"), "de")), "de");
  });

  it("leave out what is not to be translated", () => {
    const units = (open: string, close: string): string =>
      `<${open} id="a"><source>Open</source>${close}\n<${open} id="b" translate="no"><source>Open Street</source>${close}`;
    const files = [
      `<xliff version="1.2"><file original="a" source-language="en"><body>${units("trans-unit", "</trans-unit>")}</body></file></xliff>`,
      `<xliff version="2.0" srcLang="en"><file id="f">${units("unit", "</segment></unit>").replaceAll("<source>", "<segment><source>")}</file></xliff>`,
    ];
    for (const text of files) {
      const direction = { source: "en", target: "de" };
      const { preparation } = openFileJob({
        format: xliff,
        source: { path: "a.xlf", text },
        target: { path: "a.de.xlf", text: undefined },
        direction,
      });
      assert.deepEqual(
        preparation.segments.map(({ segment }) => segment.source),
        ["Open"],
      );
    }
  });
});

describe("XLIFF: large files", () => {
  it("fills 50,000 units", () => {
    const numbers = Array.from({ length: 50_000 }, (_, n) => n);
    const units = numbers.map((n) => `<trans-unit id="${n}"><source>text ${n}</source></trans-unit>`).join("\n");
    const text = `<xliff version="1.2"><file original="a" target-language="de"><body>${units}</body></file></xliff>`;
    const edits = numbers.map((n) => ({ key: [`${n}`], value: `Text ${n}` }));
    assert.ok(xliff.read(xliff.write(text, edits)).units.every(({ state }) => state === "translated"));
  });
});
