import assert from "node:assert/strict";
import fc from "fast-check";
import * as gettextParser from "gettext-parser";
import { MalformedFileError } from "#core/errors.js";
import { type Edit, type Format, keyId, type Unit } from "#core/formats/format.js";
import { json } from "#core/formats/json/json.js";
import { po } from "#core/formats/po/po.js";
import { messageId } from "#core/status/drafts.js";
import { plainUnits } from "../core/formats/fixture.js";
import { FIXTURES } from "../core/formats/fixtures.js";
import { jsonFile } from "../fixtures/formats/json/files.js";
import { poFile, poText } from "../fixtures/formats/po/files.js";
import { leavesOf } from "../fixtures/formats/trees.js";
import { ANY_CHARACTER } from "../support/any-character.js";
import { casesOf } from "../support/long.js";

const RUNS = casesOf(1500, 200);

const byKey = (units: readonly Unit[]): Map<string, string> =>
  new Map(units.map(({ key, value }) => [keyId(key), value]));

/** The text without the values of some units. */
function outside(text: string, units: readonly Unit[]): string[] {
  const pieces: string[] = [];
  let done = 0;
  for (const { span } of units) {
    pieces.push(text.slice(done, span.start));
    done = span.end;
  }
  return [...pieces, text.slice(done)];
}

/** Whether `part` is `whole` without some of its characters. */
function isSubsequence(part: string, whole: string): boolean {
  let at = 0;
  for (const char of part) {
    at = whole.indexOf(char, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

/** Random edits of a text's units. */
function editsOf(units: readonly Unit[], picks: readonly (readonly [number, string])[]): Edit[] {
  if (units.length === 0) return [];
  return picks.map(([pick, value]) => ({ key: units[pick % units.length]?.key ?? [], value }));
}

const picks = fc.array(fc.tuple(fc.nat(), poText), { maxLength: 8 });

function holdsForEdits(format: Format, text: string, edits: readonly Edit[]): void {
  const before = format.read(text).units;
  const after = format.write(text, edits);
  const expected = byKey(before);
  for (const { key, value } of edits) expected.set(keyId(key), value);
  const { units } = format.read(after);
  assert.deepEqual(byKey(units), expected);
  assert.deepEqual(outside(after, units), outside(text, before));
}

describe("Property: every format", () => {
  for (const fixture of FIXTURES) {
    const { format, files, values: texts } = fixture;
    it(`${format.name}: reading yields what was written, and writing nothing is the identity`, () => {
      fc.assert(
        fc.property(files, ({ text, values }) => {
          assert.deepEqual(byKey(format.read(text).units), values);
          assert.equal(format.write(text, []), text);
        }),
        RUNS,
      );
    });

    it(`${format.name}: edits change these values and not one character elsewhere`, () => {
      const picks = fc.array(fc.tuple(fc.nat(), texts), { maxLength: 8 });
      fc.assert(
        fc.property(files, picks, ({ text }, picks) => {
          const units = plainUnits(format.read(text).units, text, fixture);
          holdsForEdits(format, text, editsOf(units, picks));
        }),
        RUNS,
      );
    });
  }
});

describe("Property: JSON", () => {
  it("every span is what any other parser reads as the value", () => {
    fc.assert(
      fc.property(jsonFile, ({ text }) => {
        for (const { value, span } of json.read(text).units)
          assert.equal(JSON.parse(text.slice(span.start, span.end)), value);
      }),
      RUNS,
    );
  });

  it("edits and insertions together read back exactly, and keep all that was there", () => {
    fc.assert(
      fc.property(jsonFile, picks, ({ text, additions, leaves, isStrict }, picks) => {
        const edits = [...editsOf(json.read(text).units, picks), ...additions];
        const after = json.write(text, edits, { sourceOrder: additions.map(({ key }) => key) });
        const expected = new Map(leaves);
        for (const { key, value } of edits) expected.set(keyId(key), value);
        assert.deepEqual(byKey(json.read(after).units), expected);
        if (isStrict) assert.deepEqual(leavesOf(JSON.parse(after.replace(/^\ufeff/, ""))), expected);
        const edited = new Set(edits.map(({ key }) => keyId(key)));
        const kept = outside(
          text,
          json.read(text).units.filter(({ key }) => edited.has(keyId(key))),
        ).join("");
        const bare = (one: string): string => one.replace(/null|\s/g, "");
        assert.ok(isSubsequence(bare(kept), bare(after)), after);
      }),
      RUNS,
    );
  });

  it("a target that lacks keys gets them in the order of the source", () => {
    fc.assert(
      fc.property(jsonFile, fc.array(fc.nat(), { minLength: 1 }), ({ text }, lacks) => {
        const source = json
          .read(text)
          .units.filter(({ key }) => key.length > 0 && key.every((part) => typeof part === "string"));
        const sourceOrder = source.map(({ key }) => key);
        const has = source.filter((_, index) => !lacks.some((one) => one % source.length === index));
        const edits = (units: readonly Unit[]): Edit[] => units.map(({ key, value }) => ({ key, value }));
        const target = json.write("{}", edits(has), { sourceOrder });
        const missing = source.filter((unit) => !has.includes(unit)).reverse();
        assert.equal(
          json.write(target, edits(missing), { sourceOrder }),
          json.write("{}", edits(source), { sourceOrder }),
        );
      }),
      RUNS,
    );
  });
});

describe("Property: PO", () => {
  it("filled entries are fuzzy no more, and others stay what they are", () => {
    fc.assert(
      fc.property(poFile, poText, ({ text }, value) => {
        const { units } = po.read(text);
        const [first] = units;
        if (!first) return;
        const entryOf = ({ key, context }: Unit): string => keyId(key.slice(0, context === undefined ? 1 : 2));
        const whole = units.filter((unit) => entryOf(unit) === entryOf(first));
        const after = po.read(
          po.write(
            text,
            whole.map(({ key }) => ({ key, value: `${value}x` })),
          ),
        ).units;
        const ids = new Set(whole.map(({ key }) => keyId(key)));
        after.forEach(({ key, state, comment }, index) => {
          assert.equal(state, ids.has(keyId(key)) ? "translated" : units[index]?.state);
          assert.equal(comment, units[index]?.comment);
        });
      }),
      RUNS,
    );
  });

  it("gettext-parser reads the same values after edits", () => {
    fc.assert(
      fc.property(poFile, picks, ({ text }, picks) => {
        const after = po.write(text, editsOf(po.read(text).units, picks));
        const { translations } = gettextParser.po.parse(after.replaceAll(/\r\n|\r/g, "\n").replace(/^\ufeff/, ""));
        for (const { key, value, context = "" } of po.read(after).units) {
          // gettext-parser treats an empty context as none.
          if (key[0] === "") continue;
          const rest = context === "" ? key : key.slice(1);
          const [id = "", form = 0] = rest;
          assert.equal(translations[context]?.[id]?.msgstr[Number(form)], value);
        }
      }),
      RUNS,
    );
  });

  it("new catalogs have every message once, empty", () => {
    fc.assert(
      fc.property(poFile, fc.constantFrom("de", "ja", "ru", "ar"), ({ text }, language) => {
        const messages = (one: string): Set<unknown> =>
          new Set(po.read(one).units.map(({ key, context }) => keyId(key.slice(0, context === undefined ? 1 : 2))));
        const created = po.create(text, language);
        assert.deepEqual(messages(created), messages(text));
        assert.ok(po.read(created).units.every(({ state }) => state === "untranslated"));
        assert.doesNotMatch(created, /^#(?:~|\||,.*fuzzy)/m);
      }),
      RUNS,
    );
  });
});

const MARKS = /^\s*#,.*fuzzy|state=|state-qualifier|type="unfinished"|needs_review/gm;

describe("Property: drafts", () => {
  for (const { format, files, values } of FIXTURES.filter(({ format }) => format.draftMark)) {
    it(`${format.name}: are read back as no translations, leave all others what they are, and are written once`, () => {
      const picks = fc.array(fc.tuple(fc.nat(), values), { minLength: 1, maxLength: 8 });
      fc.assert(
        fc.property(files, picks, ({ text }, picks) => {
          const before = format.read(text).units;
          const places = before.filter(({ state }) => state !== "ignored");
          const edits = editsOf(places, picks).filter(({ value }) => value !== "");
          const drafts = edits.map((edit): Edit => ({ ...edit, isDraft: true }));
          const written = format.write(text, drafts);
          const expected = byKey(before);
          for (const { key, value } of edits) expected.set(keyId(key), value);
          const { units } = format.read(written);
          assert.deepEqual(byKey(units), expected);
          const marked = new Set(edits.map((edit) => messageId(format, edit)));
          units.forEach((unit, index) => {
            if (marked.has(messageId(format, unit))) assert.notEqual(unit.state, "translated", keyId(unit.key));
            else assert.equal(unit.state, before[index]?.state);
          });
          // The lines written now may change where the next text breaks, but no mark may be set twice.
          const marks = (one: string): number => one.split(MARKS).length;
          assert.equal(marks(format.write(written, drafts)), marks(written));
        }),
        casesOf(300, 60),
      );
    });
  }
});

describe("Property: damaged files", () => {
  for (const { format, valid } of FIXTURES) {
    it(`${format.name}: are read and written, or refused with the typed error`, () => {
      const damage = fc.array(
        fc.tuple(fc.nat(), fc.nat({ max: 8 }), fc.string({ maxLength: 4, unit: ANY_CHARACTER })),
        {
          minLength: 1,
          maxLength: 5,
        },
      );
      fc.assert(
        fc.property(fc.constantFrom(...valid), damage, ({ text: original }, damage) => {
          let text = original;
          for (const [place, length, by] of damage) {
            const at = place % (text.length + 1);
            text = text.slice(0, at) + by + text.slice(at + length);
          }
          try {
            const before = format.read(text).units;
            const isDraft = damage.length % 2 === 1 ? { isDraft: true as const } : {};
            const edits = before.map(({ key }, index) => ({ key, value: `new ${index}`, ...isDraft }));
            const after = format.read(format.write(text, edits)).units;
            assert.deepEqual(byKey(after), byKey(before.map((unit, index) => ({ ...unit, value: `new ${index}` }))));
          } catch (error) {
            assert.ok(error instanceof MalformedFileError, String(error));
          }
        }),
        casesOf(1500, 300),
      );
    });
  }
});
