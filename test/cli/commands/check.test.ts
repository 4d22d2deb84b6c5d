import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CLI } from "../../support/program.js";

interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

describe("routelmt check", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "routelmt-check-"));
    mkdirSync(join(folder, "locales"));
    write("locales/en.json", '{\n  "open": "Open {name}",\n  "title": "Name: "\n}\n');
    write("locales/de.json", '{\n  "open": "{name} öffnen",\n  "title": "Name: "\n}\n');
    write("locales/fr.json", '{\n  "open": "Ouvrir {nom}",\n  "title": "Nom :"\n}\n');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const write = (path: string, text: string): void => writeFileSync(join(folder, path), text);
  const check = (...args: string[]): Ended =>
    spawnSync(process.execPath, [CLI, "check", ...args], {
      cwd: folder,
      encoding: "utf8",
      env: { PATH: process.env["PATH"] },
    });

  it("ends with 0 and one line when there is nothing to find", () => {
    const { status, stdout } = check("locales/en.json", "--to", "de");
    assert.equal(stdout, "1 file, 2 strings: nothing found\n");
    assert.equal(status, 0);
  });

  it("ends with 6 when there are errors, and prints them as compilers do", () => {
    const { status, stdout } = check("locales/en.json", "--to", "de,fr");
    assert.equal(
      stdout,
      [
        "locales/fr.json:2:11: error placeholders: {name} is missing [open]",
        "locales/fr.json:2:11: error placeholders: {nom} is not in the source [open]",
        "locales/fr.json:3:12: warning white-space: white space at the end differs from the source [title]",
        "2 files, 4 strings: 2 errors, 1 warning",
        "",
      ].join("\n"),
    );
    assert.equal(status, 6);
  });

  it("checks every language of the project, or of the folders and files that are named, once", () => {
    mkdirSync(join(folder, "app", "po"), { recursive: true });
    write("app/po/de.po", 'msgid ""\nmsgstr "Language: de\\n"\n\nmsgid "_Save"\nmsgstr "Sichern"\n');
    symlinkSync("de.json", join(folder, "locales", "de-DE.json"));
    const lines = (...args: string[]): string[] =>
      check(...args)
        .stdout.trimEnd()
        .split("\n");
    const [inApp = "", inFrench = "", , , summary] = lines();
    assert.match(inApp, /^app\/po\/de\.po:5:8: warning accelerators: /);
    assert.match(inFrench, /^locales\/fr\.json:2:11: error /);
    assert.equal(summary, "3 files, 5 strings: 2 errors, 2 warnings");
    assert.deepEqual(lines("."), lines());
    assert.deepEqual(lines("--to", "de").at(-1), "2 files, 3 strings: 0 errors, 1 warning");
    assert.deepEqual(lines("locales", "locales/en.json", "app", "--to", "de"), lines("--to", "de"));
    for (const name of ["de", "fr", "de-DE"]) rmSync(join(folder, "locales", `${name}.json`));
    const { status, stderr } = check("locales");
    assert.match(stderr, /No file in locales has a translation yet\.\nName languages, as in --to de,fr/);
    assert.equal(status, 2);
  });

  it("has one line for the gaps of a file", () => {
    const texts = Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`key${index}`, `Text ${index}`]));
    write("locales/en.json", JSON.stringify({ open: "Open {name}", ...texts }));
    write("locales/de.json", '{ "open": "", "key0": "" }');
    assert.deepEqual(check("locales/en.json", "--to", "de").stdout.split("\n"), [
      "locales/de.json:1:11: warning untranslated: 2 strings are not translated: open, key0",
      "locales/de.json:1:25: warning missing-key: 8 strings are missing here: key1, key2, key3, key4, key5, …",
      "1 file, 10 strings: 0 errors, 10 warnings",
      "",
    ]);
  });

  it("ends with 0 on warnings, and with 6 on more than are allowed", () => {
    write("locales/de.json", '{\n  "open": "{name} öffnen",\n  "title": "Name:"\n}\n');
    assert.equal(check("locales/en.json", "--to", "de").status, 0);
    assert.equal(check("locales/en.json", "--to", "de", "--max-warnings", "1").status, 0);
    assert.equal(check("locales/en.json", "--to", "de", "--max-warnings", "0").status, 6);
  });

  it("ends with 2 on bad input, and says what is wrong", () => {
    const cases: [string[], RegExp][] = [
      [["locales/en.json"], /No target language was named/],
      [["locales", "--to", "de", "--out", "x.json"], /--out is about one file, but locales is a folder/],
      [["locales", "--format", "json"], /--format is about one file, but locales is a folder/],
      [["locales/none.json", "--to", "de"], /There is no file locales\/none\.json/],
      [["locales/en.json", "--to", "en"], /Source and target file are both/],
      [
        ["locales/en.json", "--to", "de", "--max-warnings", "few"],
        /--max-warnings must be a whole number of at least 0, not "few"/,
      ],
      [["locales/en.json", "--to", "de", "--json", "--sarif"], /cannot be combined/],
      [["locales/en.json", "--to", "de", "--share", "1"], /--share/],
      [["locales/en.json", "--to", "de", "--format", "word"], /no format named word/],
    ];
    for (const [args, message] of cases) {
      const { status, stderr, stdout } = check(...args);
      assert.match(stderr, message);
      assert.deepEqual([status, stdout], [2, ""], args.join(" "));
    }
  });

  it("reports a target that is malformed or missing, and changes nothing", () => {
    write("locales/de.json", "{\n");
    const { status, stdout } = check("locales/en.json", "--to", "de,es");
    assert.match(stdout, /^locales\/de\.json:2:1: error malformed-file: /);
    assert.match(
      stdout,
      /\nlocales\/es\.json:1:1: warning missing-file: the file does not exist; 2 strings are missing\n/,
    );
    assert.equal(status, 6);
    assert.deepEqual(readdirSync(join(folder, "locales")).sort(), ["de.json", "en.json", "fr.json"]);
    assert.equal(readFileSync(join(folder, "locales/de.json"), "utf8"), "{\n");
  });

  it("checks a catalog with source and target in itself", () => {
    write("de.po", 'msgid ""\nmsgstr "Language: de\\n"\n\nmsgid "_Save"\nmsgstr "Sichern"\n');
    const { status, stdout } = check("de.po", "--to", "de");
    assert.match(stdout, /^de\.po:5:8: warning accelerators: .* \[_Save\]\n1 file, 1 string: 0 errors, 1 warning\n$/);
    assert.equal(status, 0);
  });

  it("keeps a finding on one line, whatever the key", () => {
    write("locales/en.json", '{"a\\nb\\u001b[31m\\u202e": "Open {x}"}');
    write("locales/de.json", '{"a\\nb\\u001b[31m\\u202e": "Auf"}');
    const { stdout } = check("locales/en.json", "--to", "de");
    assert.equal(stdout.split("\n").length, 3);
    assert.doesNotMatch(stdout.replaceAll("\n", ""), /\p{Cc}|\u202e/u);
  });

  it("gives the same as JSON", () => {
    const { status, stdout } = check("locales/en.json", "--to", "fr", "--json");
    const { errors, warnings, files } = JSON.parse(stdout);
    assert.deepEqual([errors, warnings, status], [2, 1, 6]);
    assert.deepEqual(files[0].findings[2], {
      check: "white-space",
      severity: "warning",
      message: "white space at the end differs from the source",
      key: ["title"],
      line: 3,
      column: 12,
      endLine: 3,
      endColumn: 19,
      fix: "Use the white space of the source",
    });
  });

  it("gives the same as SARIF 2.1.0", () => {
    const { status, stdout } = check(join(folder, "locales/en.json"), "--to", "fr", "--sarif");
    const log = JSON.parse(stdout);
    assertSarif(log);
    const [placeholder, , space] = log.runs[0].results;
    assert.equal(status, 6);
    assert.equal(placeholder.level, "error");
    assert.deepEqual(space.locations, [
      {
        physicalLocation: {
          artifactLocation: { uri: "locales/fr.json" },
          region: { startLine: 3, startColumn: 12, endLine: 3, endColumn: 19 },
        },
      },
    ]);
    assert.equal(space.fixes[0].artifactChanges[0].replacements[0].insertedContent.text, '"Nom : "');
  });

  it("keeps the fingerprint of a finding when lines move", () => {
    const prints = (): string[] =>
      JSON.parse(check("locales/en.json", "--to", "fr", "--sarif").stdout).runs[0].results.map(
        ({ partialFingerprints }: { partialFingerprints: Record<string, string> }) =>
          partialFingerprints["routelmt/v1"],
      );
    const before = prints();
    assert.equal(new Set(before).size, 3);
    write("locales/fr.json", '{\n\n\n  "open": "Ouvrir {nom}",\n\n  "title": "Nom :"\n}\n');
    assert.deepEqual(prints(), before);
  });
});

type Json = Record<string, unknown>;

/** What the standard and GitHub code scanning require of a log. */
function assertSarif(log: Json): void {
  const text = (value: unknown): void =>
    assert.ok(typeof (value as Json)?.["text"] === "string", JSON.stringify(value));
  const list = (value: unknown): Json[] => {
    assert.ok(Array.isArray(value));
    return value;
  };
  assert.equal(log["version"], "2.1.0");
  assert.match(String(log["$schema"]), /sarif-2\.1\.0/);
  for (const run of list(log["runs"])) {
    const driver = (run["tool"] as Json)["driver"] as Json;
    assert.equal(driver["name"], "RouteLMT");
    const rules = list(driver["rules"]);
    const ids = rules.map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
    for (const rule of rules) for (const part of ["shortDescription", "fullDescription", "help"]) text(rule[part]);
    for (const result of list(run["results"])) {
      text(result["message"]);
      assert.ok(["error", "warning", "note", "none"].includes(String(result["level"])));
      assert.equal(ids[Number(result["ruleIndex"])], result["ruleId"]);
      assert.ok(Object.keys(result["partialFingerprints"] as Json).length > 0);
      for (const { physicalLocation } of list(result["locations"])) {
        const { artifactLocation, region } = physicalLocation as { artifactLocation: Json; region: Json };
        assert.ok(!String(artifactLocation["uri"]).startsWith("/"));
        for (const name of ["startLine", "startColumn", "endLine", "endColumn"]) assert.ok(Number(region[name]) >= 1);
      }
      for (const fix of list(result["fixes"] ?? [])) {
        text(fix["description"]);
        for (const change of list(fix["artifactChanges"])) {
          assert.ok(change["artifactLocation"]);
          for (const replacement of list(change["replacements"])) {
            assert.ok(replacement["deletedRegion"]);
            text(replacement["insertedContent"]);
          }
        }
      }
    }
  }
}
