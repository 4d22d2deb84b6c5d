import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { RouteLmtError } from "#core/errors.js";
import type { Format, Unit, WriteOptions } from "#core/formats/format.js";
import { FORMATS } from "#core/formats/registry.js";
import { strings } from "#core/formats/strings/strings.js";
import { expandPlurals } from "#core/status/expand-plurals.js";
import { oddities } from "../../support/sentences.js";
import { type CaseUnit, type FormatCase, parseCases, SECTIONS } from "./case-file.js";
import { LANGUAGES } from "./fixtures.js";

const FIXTURE_FOLDER = new URL("../../fixtures/formats/", import.meta.url);

/** The parts of a unit to compare: those that the case gives for any unit. */
type Shown = (unit: Unit | CaseUnit) => Record<string, unknown>;

/** A format's case, ready to run. */
class CaseRun {
  readonly #format: Format;
  readonly #case: FormatCase;
  readonly #languages: { readonly source: string; readonly language: string };
  /** The file to read and write. */
  readonly #text: string;

  constructor(format: Format, one: FormatCase) {
    this.#format = format;
    this.#case = one;
    this.#languages = { ...LANGUAGES, language: one.language ?? LANGUAGES.language };
    this.#text = one.file ?? this.#newFile();
  }

  check(): void {
    const { units, problems = [], result, newFile, refused } = this.#case;
    if (newFile !== undefined) assert.equal(this.#newFile(), newFile);
    if (units) this.#checkUnits(units, problems);
    if (result !== undefined) assert.equal(this.#write(), result);
    if (refused) this.#checkRefusal(refused);
  }

  #newFile(): string {
    return this.#format.create(this.#case.sourceFile ?? "", this.#languages.language, this.#languages.source);
  }

  #checkUnits(expected: readonly CaseUnit[], problems: readonly string[]): void {
    const read = this.#format.read(this.#text, this.#languages);
    const names = ["key", "value", ...new Set(expected.flatMap((unit) => Object.keys(unit)))];
    const shown: Shown = (unit) => Object.fromEntries(names.map((name) => [name, unit[name as keyof typeof unit]]));
    assert.deepEqual(read.units.map(shown), expected.map(shown));
    assert.deepEqual(oddities(read), problems);
  }

  #write(): string {
    const { edits = [], sourceFile, encoding } = this.#case;
    const { language } = this.#languages;
    const inOrder =
      sourceFile === undefined ? edits : [...expandPlurals(this.#format.read(sourceFile, LANGUAGES).units, language)];
    const options: WriteOptions = {
      ...this.#languages,
      sourceOrder: inOrder.map(({ key }) => key),
      ...(sourceFile === undefined ? {} : { sourceText: sourceFile }),
      ...(encoding === undefined ? {} : { encoding }),
    };
    return this.#format.write(this.#text, edits, options);
  }

  #checkRefusal([code, ...said]: readonly string[]): void {
    const isExpected = (error: unknown): boolean => {
      if (!(error instanceof RouteLmtError)) return false;
      assert.equal(error.code, code);
      for (const part of said)
        assert.ok(`${error.message}\n${error.advice}`.includes(part), `${error.message}: ${part}`);
      return true;
    };
    assert.throws(
      () => (this.#case.edits ? this.#write() : this.#format.read(this.#text, this.#languages)),
      isExpected,
    );
  }
}

/** The tests of a file; a file with a mistake has a single test that reports it. */
function checksOf(format: Format, path: string, text: string): [title: string, check: () => void][] {
  try {
    return parseCases(path, text).map((one) => [one.title, () => new CaseRun(format, one).check()]);
  } catch (error) {
    const fail = (): never => {
      throw error;
    };
    return [["is written as CONTRIBUTING.md says", fail]];
  }
}

describe("Cases of formats", () => {
  const folders = readdirSync(FIXTURE_FOLDER).filter((name) => existsSync(new URL(`${name}/cases/`, FIXTURE_FOLDER)));

  it("are of known formats, in .txt files", () => {
    assert.ok(folders.length >= 5, `${folders.length} formats with cases were found`);
    for (const name of folders) {
      assert.ok(
        FORMATS.some((format) => format.name === name),
        `there is no format ${name}`,
      );
      const others = readdirSync(new URL(`${name}/cases/`, FIXTURE_FOLDER)).filter((file) => !file.endsWith(".txt"));
      assert.deepEqual(others, [], `${name}/cases/ has files that no test reads`);
    }
  });

  for (const format of FORMATS.filter(({ name }) => folders.includes(name))) {
    const folder = new URL(`${format.name}/cases/`, FIXTURE_FOLDER);
    for (const file of readdirSync(folder).filter((name) => name.endsWith(".txt"))) {
      describe(`${format.name}/cases/${file}`, () => {
        const text = readFileSync(new URL(file, folder), "utf8");
        for (const [title, check] of checksOf(format, `${format.name}/cases/${file}`, text)) it(title, check);
      });
    }
  }
});

describe("CONTRIBUTING.md, on cases", () => {
  const text = readFileSync(new URL("../../../CONTRIBUTING.md", import.meta.url), "utf8");
  const [, example = ""] = /^```text\n(=== .*?)^```/ms.exec(text) ?? [];
  for (const [title, check] of checksOf(strings, "the example", example)) it(`has an example that ${title}`, check);

  it("lists the sections that there are", () => {
    const listed = [...text.matchAll(/^\| `@@ ([^`]+)`/gm)].map(([, name]) => name);
    assert.deepEqual(listed.toSorted(), [...SECTIONS].toSorted());
  });
});

describe("A case file", () => {
  const read = (text: string): FormatCase[] => parseCases("cases/a.txt", text);

  it("has texts to the byte, and units and edits in lines", () => {
    const text = `A note.

=== first
@@ file, CRLF
a=1

b=2
\\ No newline at end of file
@@ units
a / 0 / "1" / "x / y: z": value: with a colon
  comment: "two\\nlines"
b:

=== second
@@ source file
=
@@ new file

@@ refused
option-invalid
some words
`;
    assert.deepEqual(read(text), [
      {
        title: "first",
        file: "a=1\r\n\r\nb=2",
        units: [
          { key: ["a", 0, "1", "x / y: z"], value: "value: with a colon", comment: "two\nlines" },
          { key: ["b"], value: "" },
        ],
      },
      { title: "second", sourceFile: "=\n", newFile: "\n", refused: ["option-invalid", "some words"] },
    ]);
  });

  const FILE = "=== t\n@@ file\na\n";
  const mistakes: readonly (readonly [text: string, message: string])[] = [
    ["", "1: there is no case"],
    ["@@ file\n", "1: there is no case"],
    ["=== \n@@ file\n", "1: the case says nothing"],
    [`${FILE}@@ units\na: b\n\n${FILE}@@ units\n`, '7: there is another case "t"'],
    ["=== t\nx\n", "2: a case begins with a section"],
    [`${FILE}@@ unit\n`, '4: there is no section "unit"; there are: file, source file,'],
    [`${FILE}@@ result, CLRF\n`, '4: "CLRF" is no line end'],
    [`${FILE}@@ file\n`, '4: the case has another section "file"'],
    ["=== t\n@@ units\na: b\n", '1: the case has neither "@@ file"'],
    [FILE, "1: the case expects nothing"],
    [`${FILE}@@ edits\na: b\n@@ units\n`, '4: after "@@ edits"'],
    [`${FILE}@@ result\na\n`, '4: "@@ result" needs "@@ edits"'],
    [`${FILE}@@ edits\na: b\n@@ result\n@@ refused\nx\n`, '1: "@@ result" and "@@ refused" exclude'],
    [`${FILE}@@ new file\n`, '4: "@@ new file" needs'],
    [`${FILE}@@ problems\nx\n@@ refused\nx\n`, '4: "@@ problems" needs'],
    [`${FILE}@@ units\na\n`, '5: a line is "key: value"'],
    [`${FILE}@@ units\na "b: c\n`, '5: a line is "key: value"'],
    [`${FILE}@@ units\na: "b\n`, '5: "b is no string of JSON'],
    [`${FILE}@@ units\na: b \n`, "5: a text with blanks around it"],
    [`${FILE}@@ units\n  comment: x\n`, "5: an indented line says more of the unit above"],
    [`${FILE}@@ units\na: b\n  note: x\n`, '6: of a unit there is no "note"; there are: comment'],
    [`${FILE}@@ refused\n\n\n`, "4: the section is empty"],
    [`${FILE}@@ units\n@@ language\nde\nfr\n`, "7: the section has one line"],
    ["=== t\r\n@@ file\r\n", "1: the line ends with CR"],
  ];
  for (const [text, message] of mistakes) {
    it(`is refused with its place: ${message}`, () => {
      assert.throws(
        () => read(text),
        (error: Error) => {
          assert.ok(error.message.startsWith(`cases/a.txt:${message}`), error.message);
          return true;
        },
      );
    });
  }
});
