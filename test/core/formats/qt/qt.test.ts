import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { RouteLmtError } from "#core/errors.js";
import { type KeyPath, keyName, type Unit } from "#core/formats/format.js";
import { numerusForms } from "#core/formats/qt/plural.js";
import { qt } from "#core/formats/qt/qt.js";

const fixture = (name: string): string =>
  readFileSync(new URL(`../../../fixtures/formats/qt/valid/${name}`, import.meta.url), "utf8");

const unitsOf = (text: string): Map<string, Unit> =>
  new Map(qt.read(text).units.map((unit) => [keyName(unit.key), unit]));

const write = (text: string, ...edits: [key: KeyPath, value: string][]): string =>
  qt.write(
    text,
    edits.map(([key, value]) => ({ key, value })),
  );

/** The lines that an edit changes or adds. */
const changed = (before: string, after: string): string[] => {
  const lines = new Set(before.split("\n"));
  return after.split("\n").filter((line) => !lines.has(line));
};

describe("Qt: which files", () => {
  it("are distinguished from TypeScript by their root", () => {
    assert.ok(qt.matches("app_de.ts", fixture("app_de.ts")));
    assert.ok(qt.matches("ids.ts", fixture("ids.ts")));
    assert.ok(!qt.matches("app_de.ts"));
    assert.ok(!qt.matches("app_de.ts", "export default {};"));
    assert.ok(!qt.matches("app_de.ts", "<T>(x: T) => x"));
    assert.ok(!qt.matches("app_de.xml", fixture("app_de.ts")));
  });

  it("are templates without a language, or with the source's own", () => {
    const template = (text: string): unknown => qt.isTemplate?.("x.ts", text);
    assert.equal(template(fixture("app.ts")), true);
    assert.equal(template(fixture("app_de.ts")), false);
    assert.equal(template(fixture("app_de.ts").replace("de_DE", "en_US")), true);
    assert.equal(template("<"), false);
    assert.equal(qt.languageOf?.(fixture("app_de.ts")), "de-DE");
    assert.equal(qt.languageOf?.(fixture("app.ts")), undefined);
  });
});

describe("Qt: reading", () => {
  it("keys messages by context, source, disambiguation and form, or by their id", () => {
    assert.deepEqual(
      qt.read(fixture("app_de.ts")).units.map(({ key }) => key),
      [
        ["MainWindow", "&File"],
        ["MainWindow", "&Open…", "menu"],
        ["MainWindow", "Open", "state"],
        ["MainWindow", '%n parcel(s) of "%1"', 0],
        ["MainWindow", '%n parcel(s) of "%1"', 1],
        ["MainWindow", "%n day(s)", 0],
        ["MainWindow", "%n day(s)", 1],
        ["Dialog", "It's <b>bold</b>\non two lines"],
        ["Dialog", "Bell\u0007 and \u001b"],
      ],
    );
    assert.deepEqual(
      [...unitsOf(fixture("ids.ts")).keys()],
      ["components-ph-search", "count.0", "count.1", "count.2", "count-some.0", "count-some.1", "count-some.2"],
    );
  });

  it("distinguishes translated, untranslated and unfinished messages", () => {
    const states = [...unitsOf(fixture("app_de.ts")).values()].map(({ state }) => state);
    assert.deepEqual(states.slice(0, 6), [
      "translated",
      "fuzzy",
      "untranslated",
      "translated",
      "translated",
      "untranslated",
    ]);
    const old = unitsOf(fixture("old.ts"));
    assert.equal(old.get("Old <Window>.Long text")?.state, "ignored");
    assert.equal(old.get("Old <Window>.No translation element")?.state, "untranslated");
    assert.equal(old.get("Old <Window>.Quit")?.value, "Beenden");
    assert.equal(qt.read(fixture("old.ts")).problems.length, 1);
  });

  it("gives disambiguation and comments", () => {
    const open = unitsOf(fixture("app_de.ts")).get("MainWindow.&Open….menu");
    assert.deepEqual([open?.context, open?.comment], ["menu", "Opens a file chooser\nMit drei Punkten"]);
    assert.equal(unitsOf(fixture("app_de.ts")).get("MainWindow.&File")?.context, "MainWindow");
  });

  it("offers as many forms as Qt has for the language", () => {
    const forms = "ja de fr pt_BR pl ru ar ga mk mt cy hu tr lv sl".split(" ").map((one) => numerusForms(one));
    assert.deepEqual(forms, [1, 2, 2, 2, 3, 3, 6, 3, 3, 4, 5, 1, 1, 3, 4]);
    assert.equal(qt.read(fixture("app.ts"), { language: "pl" }).units.length, 4);
    assert.equal(qt.read(fixture("app_ja.ts"), { language: "pl" }).units.length, 2);
  });
});

describe("Qt: writing", () => {
  const german = fixture("app_de.ts");

  it("escapes as lupdate does, and finishes the message", () => {
    const after = write(german, [["MainWindow", "Open", "state"], `"A" & 'B' <c>\u001b`]);
    assert.deepEqual(changed(german, after), [
      '        <translation>&quot;A&quot; &amp; &apos;B&apos; &lt;c&gt;<byte value="x1b"/></translation>',
    ]);
    assert.equal(unitsOf(after).get("MainWindow.Open.state")?.state, "translated");
    assert.deepEqual(changed(german, write(german, [["MainWindow", "&Open…", "menu"], "&Öffnen…"])), [
      "        <translation>&amp;Öffnen…</translation>",
    ]);
    assert.equal(write(german, [["MainWindow", "Open", "state"], ""]), german);
  });

  it("finishes a message with a number when it has every form", () => {
    const one = write(german, [["MainWindow", "%n day(s)", 0], "%n Tag"]);
    assert.deepEqual(changed(german, one), ["            <numerusform>%n Tag</numerusform>"]);
    const both = write(one, [["MainWindow", "%n day(s)", 1], "%n Tage"]);
    assert.match(both, /<translation>\n {12}<numerusform>%n Tag<\/numerusform>\n {12}<numerusform>%n Tage</);
    assert.equal(unitsOf(both).get("MainWindow.%n day(s).0")?.state, "translated");
  });

  it("adds forms that are missing", () => {
    const ids = fixture("ids.ts");
    const forms = ["", "%n", ""].map((one) => `            <numerusform>${one}</numerusform>`);
    const lines = ['        <translation type="unfinished">', ...forms, "        </translation>"];
    assert.ok(write(ids, [["count", 1], "%n"]).includes(lines.join("\n")));
    const some = write(ids, [["count-some", 1], "zwei"], [["count-some", 2], "drei"]);
    assert.deepEqual(changed(ids, some), [
      "        <translation><numerusform>%n совпадение</numerusform><numerusform>zwei</numerusform><numerusform>drei</numerusform></translation>",
    ]);
    assert.throws(() => write(ids, [["count", 3], "x"]), RouteLmtError);
  });

  it("refuses messages that the file lacks", () => {
    for (const key of [["MainWindow"], ["MainWindow", "Gone"], ["MainWindow", "&File", 0], ["MainWindow", "%n day(s)"]])
      assert.throws(() => write(german, [key, "x"]), RouteLmtError);
  });
});

describe("Qt: new files", () => {
  it("have the forms of their language, and no message that is gone", () => {
    const russian = qt.create(fixture("app_de.ts"), "ru");
    assert.match(russian, /<TS version="2.1" language="ru" sourcelanguage="en_US">/);
    assert.doesNotMatch(russian, /vanished|obsolete|translatorcomment|Datei/);
    assert.equal(russian.match(/<numerusform><\/numerusform>/g)?.length, 6);
    assert.match(russian, /<source>&amp;File<\/source>\n {8}<translation type="unfinished"><\/translation>\n {4}</);
    assert.match(qt.create(fixture("app.ts"), "pt-BR"), /<TS version="2.1" language="pt_BR">/);
    assert.ok(qt.read(russian).units.every(({ state }) => state === "untranslated"));
  });

  it("are made of 50,000 messages", () => {
    const numbers = Array.from({ length: 50_000 }, (_, n) => n);
    const text = `<TS><context><name>a</name>${numbers.map((n) => `<message><source>${n}</source><translation/></message>`).join("\n")}</context></TS>`;
    const created = qt.create(text, "de");
    const edits = numbers.map((n) => ({ key: ["a", `${n}`], value: `Text ${n}` }));
    assert.ok(qt.read(qt.write(created, edits)).units.every(({ state }) => state === "translated"));
  });
});
