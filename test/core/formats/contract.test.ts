import assert from "node:assert/strict";
import { MalformedFileError, RouteLmtError } from "#core/errors.js";
import { type Document, type Edit, type Format, keyId, keyName } from "#core/formats/format.js";
import { plainUnits } from "./fixture.js";
import { FIXTURES, type FormatUnderTest, VARIANTS, withoutFinalLineEnd } from "./fixtures.js";

/** A value with all characters that some format escapes. */
const AWKWARD = 'ä "quoted" back\\slash \t tab\nnew line / slash {name} %s </b> € 😀';

/** Strings that are read in a step on average, at most. */
const MAX_UNITS_IN_STEP = 1000;

const valuesOf = ({ units }: Document): Map<string, string> =>
  new Map(units.map(({ key, value }) => [keyId(key), value]));

/** `before` with one value replaced: the expected units after the edit. */
const withValue = (before: Document, { key, value }: Edit): Map<string, string> =>
  valuesOf(before).set(keyId(key), value);

for (const fixture of FIXTURES) {
  const { format, valid, malformed } = fixture;
  describe(`Format ${format.name}`, () => {
    it("has at least five valid and five malformed fixtures", () => {
      assert.ok(valid.length >= 5);
      assert.ok(malformed.length >= 5);
    });

    if (format.readSteps) {
      it("reads a large file in many short steps, as at once", () => {
        const text = fixture.large(1_000_000);
        const steps = format.readSteps?.(text);
        let taken = 0;
        let step = steps?.next();
        for (; step && !step.done; step = steps?.next()) taken++;
        const document = format.read(text);
        assert.deepEqual(step?.value, document);
        assert.ok(taken > document.units.length / MAX_UNITS_IN_STEP, `${taken} steps`);
      });
    }

    for (const { name, text: original } of valid) {
      for (const { title, of } of [...VARIANTS, { title: "no final line end", of: withoutFinalLineEnd }]) {
        const text = of(original);
        describe(`${name} with ${title}`, () => contractOf(fixture, text));
      }
      if (!original.includes("\\r")) it(`reads ${name} alike with every line end`, () => readsAlike(format, original));
    }

    for (const { name, text: original } of malformed) {
      for (const { title, of } of VARIANTS) {
        it(`refuses ${name} with ${title}, naming the place`, () => refuses(format, of(original), name));
      }
    }
  });
}

function contractOf(fixture: FormatUnderTest, text: string): void {
  const { format } = fixture;
  const before = format.read(text);

  it("is written back byte by byte without edits", () => {
    assert.equal(format.write(text, []), text);
  });

  it("has every key once, and spans in the text", () => {
    assert.equal(new Set(before.units.map(({ key }) => keyId(key))).size, before.units.length);
    for (const { span } of before.units) assert.ok(span.start <= span.end && span.end <= text.length);
  });

  it("changes one span for one value, and reads back that value", () => {
    for (const { key, span } of plainUnits(before.units, text, fixture)) {
      const after = format.write(text, [{ key, value: AWKWARD }]);
      assert.equal(after.slice(0, span.start), text.slice(0, span.start), keyName(key));
      assert.equal(after.slice(after.length - (text.length - span.end)), text.slice(span.end), keyName(key));
      assert.deepEqual(valuesOf(format.read(after)), withValue(before, { key, value: AWKWARD }), keyName(key));
    }
  });

  it("reads back all values when all are edited, empty ones too", () => {
    for (const value of [AWKWARD, "x", ""]) {
      const edits = before.units.map(({ key }, index) => ({ key, value: value && `${value} ${index}` }));
      const after = format.read(format.write(text, edits));
      assert.deepEqual(valuesOf(after), new Map(edits.map((edit) => [keyId(edit.key), edit.value])));
    }
  });

  it("takes the last of several edits of one key", () => {
    const [first] = before.units;
    if (!first) return;
    const edits = ["once", "twice"].map((value) => ({ key: first.key, value }));
    assert.equal(format.write(text, edits), format.write(text, edits.slice(1)));
  });

  it("refuses a key that has no place, without writing", () => {
    const impossible = ["no", -1, "such", 1.5, "key"];
    assert.throws(
      () => format.write(text, [{ key: impossible, value: "x" }]),
      (error) => error instanceof RouteLmtError && error.code === "option-invalid",
    );
  });

  it("gives rise to a new target file that can be read and written", () => {
    const created = format.create(text, "de");
    const document = format.read(created);
    if (format.holds === "one-language")
      assert.deepEqual(
        document.units.filter(({ value }) => value !== ""),
        [],
      );
    assert.ok(document.units.every(({ state }) => state === "untranslated" || state === "ignored"));
    const wanted = (format.holds === "one-language" || format.addsTexts ? before : document).units;
    const edits = wanted.map(({ key }, index) => ({ key, value: `${AWKWARD} ${index}` }));
    const after = format.write(created, edits, {
      sourceOrder: wanted.map(({ key }) => key),
      sourceText: text,
    });
    const { units } = format.read(after);
    assert.deepEqual(
      units.map(({ key, value }) => ({ key, value })),
      edits,
    );
  });
}

function readsAlike(format: Format, text: string): void {
  const plain = ({ units }: Document): unknown => units.map(({ span: _, ...rest }) => rest);
  for (const { of } of VARIANTS) assert.deepEqual(plain(format.read(of(text))), plain(format.read(text)));
}

function refuses(format: Format, text: string, name: string): void {
  const [, line, column] = /\.at-(\d+)-(\d+)\./.exec(name) ?? [];
  const isRight = (error: unknown): boolean => {
    assert.ok(error instanceof MalformedFileError, String(error));
    assert.deepEqual(
      { line: error.line, column: error.column },
      { line: Number(line), column: Number(column) },
      error.message,
    );
    return true;
  };
  assert.throws(() => format.read(text), isRight);
  assert.throws(() => format.write(text, [{ key: ["a"], value: "x" }]), isRight);
  assert.throws(() => format.create(text, "de"), isRight);
}
