import assert from "node:assert/strict";
import { checkFile, type FileReport, RULES } from "#core/checks/check-file.js";
import { FindingCache } from "#core/checks/finding-cache.js";
import { json } from "#core/formats/json/json.js";
import { po } from "#core/formats/po/po.js";
import { said } from "../../support/sentences.js";
import { FIXTURES } from "../formats/fixtures.js";

const lines = ({ findings }: FileReport): string[] =>
  findings.map((finding) => {
    const { check, severity, key, start } = finding;
    return `${start.line}:${start.column} ${severity} ${check}: ${said(finding)} [${key.join(".")}]`;
  });

function checkJson(source: object, target: string | undefined, language = "de"): FileReport {
  const direction = { source: "en", target: language };
  const sourceText = { path: "en.json", text: JSON.stringify(source) };
  return checkFile({ format: json, source: sourceText, target: { path: "de.json", text: target }, direction });
}

function checkPo(text: string, language = "de"): FileReport {
  return checkFile({
    format: po,
    source: { path: "a.po", text },
    target: { path: "a.po", text },
    direction: { source: "en", target: language },
  });
}

/** The text after all fixes of a report, except overlapping ones. */
function repaired({ findings }: FileReport, text: string): string {
  return findings
    .flatMap(({ fix }) => fix ?? [])
    .toReversed()
    .reduce((done, fix) => done.slice(0, fix.start) + fix.text + done.slice(fix.end), text);
}

describe("checking a target file", () => {
  it("finds what is missing, untranslated, unused and doubled, with its place", () => {
    const target = '{\n  "a": "Datei",\n  "c": "",\n  "x": "y",\n  "x": "z"\n}\n';
    assert.deepEqual(lines(checkJson({ a: "File", b: "Open", c: "Save", d: "" }, target)), [
      "2:15 warning missing-key: the string is missing [b]",
      "3:8 warning untranslated: the string is not translated [c]",
      "4:8 warning file-problem: Duplicate key x: the last value is used []",
      "5:8 warning unused-key: the source has no such string [x]",
    ]);
  });

  it("finds what the checks find, and repairs it in the file's own spelling", () => {
    const target = '{"a": "\\u00d6ffnen", "b": "Von {Name}\\u200b", "c": "Gut"}\r\n';
    const report = checkJson({ a: "Open\n", b: "By {name}", c: "Good" }, target);
    assert.deepEqual(
      report.findings.map(({ check }) => check),
      ["white-space", "placeholders", "placeholders", "control-characters"],
    );
    const [space, placeholder, , invisible] = report.findings;
    assert.equal(placeholder?.fix?.text, '"Von {name}\\u200b"', "each repair alone");
    assert.deepEqual(space?.fix?.text, '"\\u00d6ffnen\\n"');
    assert.deepEqual(invisible?.fix?.text, '"Von {Name}"');
    const first = { ...report, findings: report.findings.filter((one) => one === space) };
    assert.deepEqual(
      checkJson({ a: "Open\n" }, repaired(first, target)).findings.filter(({ key }) => key[0] === "a"),
      [],
    );
  });

  it("finds nothing in a correct file with any line ends", () => {
    const target =
      '\ufeff{\r\n  "a": "Datei {name}",\r\n  "n_one": "Ein Apfel",\r\n  "n_other": "{{count}} Äpfel"\r\n}';
    const source = { a: "File {name}", n_one: "{{count}} apple", n_other: "{{count}} apples" };
    assert.deepEqual(lines(checkJson(source, target)), []);
  });

  it("requires the plural forms of the target language, and passes a form for 0", () => {
    const source = { n_one: "{{count}} apple", n_other: "{{count}} apples" };
    const target =
      '{"n_zero": "нет", "n_one": "одно яблоко!", "n_few": "{{count}} яблока", "n_other": "{{cont}} яблок"}';
    assert.deepEqual(lines(checkJson(source, target, "ru")), [
      "1:71 warning missing-key: the string is missing [n_many]",
      "1:84 error placeholders: {{cont}} is not in the source [n_other]",
    ]);
  });

  it("reports a file that is missing, malformed, or of another language", () => {
    assert.deepEqual(lines(checkJson({ a: "b", c: "d" }, undefined)), [
      "1:1 warning missing-file: the file does not exist; 2 strings are missing []",
    ]);
    const [malformed] = checkJson({ a: "b" }, '{\n  "a": }').findings;
    assert.deepEqual([malformed?.check, malformed?.start], ["malformed-file", { line: 2, column: 8 }]);
    assert.throws(
      () =>
        checkFile({
          format: json,
          source: { path: "en.json", text: "{" },
          target: { path: "x", text: "{}" },
          direction: { source: "en", target: "de" },
        }),
      {
        code: "format-malformed",
        message: /en\.json/,
      },
    );
    const french = 'msgid ""\nmsgstr "Language: fr\\n"\n\nmsgid "Save"\nmsgstr "Sichern"\n';
    assert.deepEqual(lines(checkPo(french)), [
      "1:1 error other-language: the file says that its language is fr, not de []",
    ]);
  });

  it("checks catalogs with source and target in one file", () => {
    const header = 'msgid ""\nmsgstr ""\n"Language: de\\n"\n"Plural-Forms: nplurals=2; plural=n != 1;\\n"\n\n';
    const text = `${header}#, fuzzy
msgid "_Open"
msgstr "Öffnen"

msgid "_Save %s"
msgstr "Sichern %d"

msgid "Quit"
msgstr ""

msgid "One file"
msgid_plural "%d files"
msgstr[0] "%d Datei"
msgstr[1] "%x Dateien"
`;
    assert.deepEqual(lines(checkPo(text)), [
      "8:8 warning fuzzy: the translation is marked as fuzzy [_Open]",
      "11:8 error placeholders: %s is missing [_Save %s]",
      "11:8 error placeholders: %d is not in the source [_Save %s]",
      '11:8 warning accelerators: the accelerator of "_S" is missing [_Save %s]',
      "14:8 warning untranslated: the string is not translated [Quit]",
      "19:11 error placeholders: %x is not in the source [One file.1]",
    ]);
  });

  it("passes a plural form with its number in words, and missing forms that no usual count has", () => {
    const source = { n_one: "{{count}} apple of {{of}}", n_other: "{{count}} apples of {{of}}" };
    assert.deepEqual(
      lines(checkJson(source, '{"n_one": "Une pomme de {{of}}", "n_other": "{{count}} pommes de {{of}}"}', "fr")),
      [],
    );
    const target = '{"n_one": "Une pomme", "n_other": "{{count}} pommes de {{of}}"}';
    assert.deepEqual(lines(checkJson(source, target, "fr")), ["1:11 error placeholders: {{of}} is missing [n_one]"]);
    // The only placeholder is the number, and both forms may be alike.
    const alike = { n: { one: "%s selected", other: "%s selected" }, m: { one: "%s of %s", other: "%s of %s" } };
    const hebrew = '{"n": {"one": "נבחר אחד", "two": "נבחרו שניים", "many": "%s נבחרו", "other": "%s נבחרו"},';
    assert.deepEqual(
      lines(checkJson(alike, `${hebrew} "m": {"one": "א", "two": "%s %s", "other": "%s %s", "few": "%s %s"}}`, "he")),
      [
        "1:104 error placeholders: %s is missing [m.one]",
        "1:150 warning unused-key: the source has no such string [m.few]",
      ],
    );
    const header = 'msgid ""\nmsgstr "Plural-Forms: nplurals=2; plural=n != 1;\\n"\n\n';
    const message =
      'msgid "%d day of %s"\nmsgid_plural "%d days of %s"\nmsgstr[0] "Ein Tag von %s"\nmsgstr[1] "%d Tage von %s"\n';
    assert.deepEqual(lines(checkPo(header + message)), []);
    const same = 'msgid "%d left"\nmsgid_plural "%d left"\nmsgstr[0] "Noch eine"\nmsgstr[1] "Noch %d"\n';
    assert.deepEqual(lines(checkPo(header + same)), []);
  });

  it("compares a catalog with its template", () => {
    const direction = { source: "en", target: "de" };
    const template = 'msgid "One"\nmsgid_plural "%d"\nmsgstr[0] ""\nmsgstr[1] ""\n\nmsgid "New"\nmsgstr ""\n';
    const catalog = 'msgid "One"\nmsgid_plural "%d"\nmsgstr[0] "Eins"\nmsgstr[1] "%d"\n\nmsgid "Old"\nmsgstr "Alt"\n';
    const report = checkFile({
      format: po,
      source: { path: "a.pot", text: template },
      target: { path: "de.po", text: catalog },
      direction,
    });
    assert.deepEqual(lines(report), [
      "7:8 warning unused-key: the source has no such string [Old]",
      "7:13 warning missing-key: the string is missing [New]",
    ]);
  });

  it("accepts every file that a format can read, and can be read after its repairs", () => {
    const direction = { source: "en", target: "de" };
    for (const { format, valid, malformed } of FIXTURES) {
      for (const { name, text } of [...valid, ...malformed]) {
        const bare = { ...format, languageOf: () => undefined };
        let report: FileReport;
        try {
          report = checkFile({
            format: bare,
            source: { path: name, text },
            target: { path: `de/${name}`, text },
            direction,
          });
        } catch (error) {
          assert.equal((error as { code?: string }).code, "format-malformed", name);
          continue;
        }
        for (const { fix } of report.findings)
          if (fix) format.read(text.slice(0, fix.start) + fix.text + text.slice(fix.end));
        for (const { check } of report.findings)
          assert.ok(
            RULES.some((rule) => rule.name === check),
            check,
          );
      }
    }
  });

  it("makes no fixes where nobody asks for them", () => {
    const source = { path: "en.json", text: '{"a":"Open\\n"}' };
    const target = { path: "de.json", text: '{"a":"Auf"}' };
    const pair = { format: json, source, target, direction: { source: "en", target: "de" } };
    const fixes = (withoutFixes: boolean) => checkFile(pair, { withoutFixes }).findings.map(({ fix }) => fix?.text);
    assert.deepEqual(fixes(false), ['"Auf\\n"']);
    assert.deepEqual(fixes(true), [undefined]);
  });

  it("does not check again what it knows", () => {
    const cache = new FindingCache();
    const check = (target: string) =>
      checkFile(
        {
          format: json,
          source: { path: "en.json", text: '{"a":"{x}"}' },
          target: { path: "de.json", text: target },
          direction: { source: "en", target: "de" },
        },
        { cache },
      );
    assert.equal(check('{"a":"b"}').findings.length, 1);
    assert.equal(check('\n{"a":"b"}').findings[0]?.start.line, 2);
    assert.equal(cache.size, 1);
  });

  it("has a rule for everything that it reports", () => {
    assert.equal(new Set(RULES.map(({ name }) => name)).size, RULES.length);
  });

  it("takes linear time", () => {
    // With a quadratic step this would take minutes: mocha's time limit ends it.
    const source = Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`key${index}`, "Open:"]));
    const target = Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`key${index}`, `Öffnen ${index}`]));
    const { findings } = checkJson(source, JSON.stringify(target, undefined, 1));
    assert.ok(findings.length >= 20_000 && findings.some(({ fix }) => fix));
  });
});
