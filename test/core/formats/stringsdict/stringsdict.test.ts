import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { checkFile } from "#core/checks/check-file.js";
import { RouteLmtError } from "#core/errors.js";
import { type Edit, keyName, type WriteOptions } from "#core/formats/format.js";
import { stringsdict } from "#core/formats/stringsdict/stringsdict.js";
import { applyDecisions, openFileJob } from "#core/translate/file-job.js";
import { oddities } from "../../../support/sentences.js";
import { fromSource } from "../../translate/decisions.js";

const fixture = (name: string): string =>
  readFileSync(new URL(`../../../fixtures/formats/stringsdict/valid/${name}`, import.meta.url), "utf8");
const LOCALIZABLE = fixture("Localizable.stringsdict");
const FORMAT = "NSStringLocalizedFormatKey";

const keysIn = (text: string): string[] => stringsdict.read(text).units.map(({ key }) => keyName(key));
const problemsIn = (text: string): string[] => oddities(stringsdict.read(text));

/** A run that copies every source text. */
function filled(source: string, target: string, there?: string): string {
  const [path, direction] = ["en.lproj/L.stringsdict", { source: "en", target }];
  const job = openFileJob({
    format: stringsdict,
    source: { path, text: source },
    target: { path: "target", text: there },
    direction,
  });
  const decisions = job.preparation.segments.map(({ segment }) => fromSource(segment));
  return applyDecisions(job, decisions, there).text;
}

describe("stringsdict: reading", () => {
  it("yields the format and every category, with the comments above", () => {
    const { units, problems } = stringsdict.read(LOCALIZABLE);
    assert.deepEqual(problems, []);
    assert.deepEqual(
      units.slice(0, 4).map(({ key, value, comment }) => [key, value, comment]),
      [
        [["%d files", FORMAT], "%#@files@", "How many files a folder has"],
        [["%d files", "files", "zero"], "No files", "How many files a folder has"],
        [["%d files", "files", "one"], "%d file", "How many files a folder has"],
        [["%d files", "files", "other"], "%d files", "How many files a folder has"],
      ],
    );
    assert.equal(units[4]?.value, "%1$#@chosen@ of %2$#@all@ in “%3$@” & elsewhere");
    assert.equal(units[4]?.comment, undefined);
  });

  it("yields the texts for widths and devices, plurals of one device too", () => {
    assert.deepEqual(keysIn(fixture("Rules.stringsdict")), [
      "Welcome.NSStringVariableWidthRuleType.1",
      "Welcome.NSStringVariableWidthRuleType.20",
      "Welcome.NSStringVariableWidthRuleType.50",
      "Tap.NSStringDeviceSpecificRuleType.iphone",
      "Tap.NSStringDeviceSpecificRuleType.mac",
      `Tap.NSStringDeviceSpecificRuleType.appletv.${FORMAT}`,
      "Tap.NSStringDeviceSpecificRuleType.appletv.times.one",
      "Tap.NSStringDeviceSpecificRuleType.appletv.times.other",
    ]);
  });

  it("reports what the systems would stumble over", () => {
    const neither = "is neither a string nor a known rule";
    assert.deepEqual(problemsIn(fixture("odd.stringsdict")), [
      `The value of two ${neither}`,
      `The value of no rule ${neither}`,
      "The variable unknown has no rule",
      "Duplicate key twice: the last value is used",
      `The value of a number ${neither}`,
      `The value of with elements ${neither}`,
      "The plural n lacks a text for other, which every language needs",
    ]);
    const units = stringsdict.read(fixture("odd.stringsdict")).units;
    assert.equal(units.find(({ key }) => key[0] === "twice")?.value, "second");
  });

  it("goes no deeper than the format does", () => {
    const nested = LOCALIZABLE.replaceAll("NSStringPluralRuleType", "NSStringOtherRuleType");
    assert.deepEqual(keysIn(nested), [`%d files.${FORMAT}`, `%lld of %lld photos in %@.${FORMAT}`]);
    const device = "<key>NSStringDeviceSpecificRuleType</key>";
    const twice = `<plist><dict><key>a</key><dict>${device}<dict><key>mac</key><dict>${device}<dict/></dict></dict></dict></dict></plist>`;
    assert.equal(problemsIn(twice).length, 1);
  });
});

describe("stringsdict: writing", () => {
  it("adds a category where it belongs, as the file lays out its pairs", () => {
    const few = (text: string, key: string[], options?: WriteOptions): string =>
      stringsdict.write(text, [{ key, value: "FEW" }], options);
    const pair = "\t\t\t<key>few</key>\n\t\t\t<string>FEW</string>\n";
    const before = "\t\t\t<key>other</key>\n\t\t\t<string>%d files</string>\n";
    assert.equal(few(LOCALIZABLE, ["%d files", "files", "few"]), LOCALIZABLE.replace(before, pair + before));
    const crlf = LOCALIZABLE.replaceAll("\n", "\r\n");
    assert.equal(
      few(crlf, ["%d files", "files", "few"]),
      few(LOCALIZABLE, ["%d files", "files", "few"]).replaceAll("\n", "\r\n"),
    );
    const minified = fixture("minified.stringsdict");
    assert.ok(few(minified, ["a", "n", "few"]).includes("</string><key>few</key><string>FEW</string><key>other</key>"));
    const odd = fixture("odd.stringsdict");
    const zero = stringsdict.write(odd, [{ key: ["pairs on a line", "a", "zero"], value: "Z" }]);
    assert.ok(zero.includes("\n        <key>zero</key> <string>Z</string>\n"), zero);
  });

  it("refuses what neither the format nor the source has", () => {
    const options = { sourceText: LOCALIZABLE };
    const keys = [
      [],
      ["%d files"],
      ["%d files", "files"],
      ["%d files", "files", "lots"],
      ["%d files", "files", "NSStringFormatSpecTypeKey"],
      ["%d files", "folders", "one"],
      ["new", "files", "one"],
      ["%d files", FORMAT, "one"],
      ["%d files", "files", "one", "more"],
    ];
    for (const key of keys) {
      const edits: Edit[] = [{ key, value: "x" }];
      assert.throws(() => stringsdict.write(LOCALIZABLE, edits, options), RouteLmtError, keyName(key));
    }
    const odd = fixture("odd.stringsdict");
    assert.throws(() => stringsdict.write(odd, [{ key: ["pairs on a line", "a", "two"], value: "x" }]), RouteLmtError);
  });
});

describe("stringsdict: layout", () => {
  it("puts a text on its key's line where the file does, also in a rule that is new", () => {
    const rule = (name: string): string =>
      `\t<key>${name}</key>\n\t<dict>\n\t\t<key>NSStringLocalizedFormatKey</key> <string>%#@n@</string>\n\t\t<key>n</key>\n\t\t<dict>\n\t\t\t<key>NSStringFormatSpecTypeKey</key> <string>NSStringPluralRuleType</string>\n\t\t\t<key>other</key> <string>%d days</string>\n\t\t</dict>\n\t</dict>\n`;
    const file = (...names: readonly string[]): string =>
      `<plist>\n<dict>\n${names.map(rule).join("")}</dict>\n</plist>\n`;
    const edits = [
      { key: ["b", FORMAT], value: "%#@n@" },
      { key: ["b", "n", "other"], value: "%d days" },
    ];
    const sourceOrder = stringsdict.read(file("a", "b")).units.map(({ key }) => key);
    const after = stringsdict.write(file("a"), edits, { sourceOrder, sourceText: file("a", "b") });
    assert.equal(after, file("a", "b"));
  });
});

describe("stringsdict: runs", () => {
  /** The categories of the first plural. */
  const categoriesIn = (text: string): string[] =>
    stringsdict.read(text).units.flatMap(({ key: [name, variable, category] }) => {
      return name === "%d files" && variable === "files" ? [String(category)] : [];
    });

  const LANGUAGES: readonly (readonly [language: string, ...categories: string[]])[] = [
    ["de", "zero", "one", "other"],
    ["ja", "zero", "other"],
    ["ru", "zero", "one", "few", "many", "other"],
    ["pl", "zero", "one", "few", "many", "other"],
    ["cs", "zero", "one", "few", "many", "other"],
    ["ar", "zero", "one", "two", "few", "many", "other"],
    ["cy", "zero", "one", "two", "few", "many", "other"],
  ];
  for (const [language, ...categories] of LANGUAGES) {
    it(`give a new file the categories of ${language}, and how the rules work`, () => {
      const after = filled(LOCALIZABLE, language);
      assert.deepEqual(categoriesIn(after), categories);
      assert.deepEqual(problemsIn(after), []);
      const about = (text: string): string[] =>
        text.match(/<key>NSStringFormat\w+<\/key>\s*<string>\w+<\/string>/g) ?? [];
      assert.deepEqual(about(after), about(LOCALIZABLE));
      const report = checkFile({
        format: stringsdict,
        source: { path: "en", text: LOCALIZABLE },
        target: { path: language, text: after },
        direction: { source: "en", target: language },
      });
      const about1 = report.findings.filter(({ check }) => check === "missing-key" || check === "unused-key");
      assert.deepEqual(about1, []);
    });
  }

  it("make the source's copy of a file in one language", () => {
    assert.equal(filled(LOCALIZABLE, "de"), LOCALIZABLE.replace(/\n\t<!--.*-->/, ""));
    const rules = fixture("Rules.stringsdict");
    assert.equal(filled(rules, "de"), rules);
    const minified = fixture("minified.stringsdict");
    assert.deepEqual(stringsdict.read(filled(minified, "de")).units.length, 3);
  });

  it("complete a translation that is there, and change nothing of it", () => {
    const there = LOCALIZABLE.replace(/\t\t\t<key>one<\/key>\n\t\t\t<string>%lld photo<\/string>\n/, "")
      .replace("No files", "Keine Dateien")
      .replace("\t\t<key>chosen</key>", "\t\t<!-- kept -->\n\t\t<key>chosen</key>");
    const after = filled(LOCALIZABLE, "ru", there);
    assert.ok(after.includes("Keine Dateien") && after.includes("<!-- kept -->"));
    const keys = new Set(keysIn(after));
    for (const category of ["one", "few", "many", "other"]) {
      assert.ok(keys.has(`%d files.files.${category}`));
      assert.ok(keys.has(`%lld of %lld photos in %@.all.${category}`));
    }
    assert.equal(filled(LOCALIZABLE, "ru", after), after);
  });

  it("leave out a plural where the translation has one text", () => {
    const there = "<plist><dict><key>%d files</key><string>Dateien: %d</string></dict></plist>";
    const job = openFileJob({
      format: stringsdict,
      source: { path: "en", text: LOCALIZABLE },
      target: { path: "de", text: there },
      direction: {
        source: "en",
        target: "de",
      },
    });
    assert.equal(job.preparation.skipped.length, 4);
    assert.ok(filled(LOCALIZABLE, "de", there).includes("<string>Dateien: %d</string>"));
  });

  it("copy a format of variables alone, and protect the variables of others", () => {
    const job = openFileJob({
      format: stringsdict,
      source: { path: "en", text: LOCALIZABLE },
      target: { path: "de", text: undefined },
      direction: {
        source: "en",
        target: "de",
      },
    });
    const { copied, segments } = job.preparation;
    assert.deepEqual(
      copied.filter(({ key }) => key[1] === FORMAT),
      [{ key: ["%d files", FORMAT], source: "%#@files@", value: "%#@files@" }],
    );
    assert.ok(segments.some(({ segment }) => segment.source.startsWith("%1$#@chosen@ of")));
  });
});

describe("stringsdict: large files", () => {
  it("inserts 10,000 entries between 10,000 others", () => {
    const entry = LOCALIZABLE.slice(LOCALIZABLE.indexOf("\t<key>%d"), LOCALIZABLE.indexOf("\t<key>%lld"));
    const entries = Array.from({ length: 20_000 }, (_, n) => entry.replace("%d files", `key${n}`));
    const file = (all: readonly string[]): string => `<plist>\n<dict>\n${all.join("")}</dict>\n</plist>\n`;
    const target = file(entries.filter((_, n) => n % 2 === 0));
    const sourceText = file(entries);
    const { units } = stringsdict.read(sourceText);
    const edits = units.filter((_, n) => n % 8 >= 4).map(({ key, value }) => ({ key, value }));
    const sourceOrder = units.map(({ key }) => key);
    assert.equal(stringsdict.write(target, edits, { sourceOrder, sourceText }), sourceText);
  });
});
