import assert from "node:assert/strict";
import fc from "fast-check";
import { RouteLmtError } from "#core/errors.js";
import { directionTable } from "#core/language/direction-table.js";
import { findDirection, requireDirection } from "#core/language/directions.js";
import { standardOf, varietyOf } from "#core/language/variety.js";

const LANGUAGES = ["de", "fr", "es", "pt", "nl", "ja", "zh", "sr", "nb", "no", "nn", "uz", "yue", "en"];
const SCRIPTS = ["Latn", "Cyrl", "Hans", "Hant", "Jpan", "Arab"];
const REGIONS = ["BR", "PT", "AO", "CN", "TW", "HK", "SG", "DE", "CH", "MX", "419", "RS", "ME", "GB"];

const part = (values: readonly string[]) => fc.option(fc.constantFrom(...values), { nil: undefined });
const tag = fc
  .tuple(fc.constantFrom(...LANGUAGES), part(SCRIPTS), part(REGIONS))
  .map((parts) => parts.filter((one) => one !== undefined).join("-"));
const directions = fc
  .uniqueArray(tag, { maxLength: 8 })
  .map((targets) => targets.map((target) => ({ source: "en", target })));
const wantedTag = fc
  .tuple(tag, fc.constantFrom("-", "_"), fc.constantFrom("as is", "lower", "upper"))
  .map(([text, separator, spelling]) => {
    const spelled = text.replaceAll("-", separator);
    return spelling === "lower" ? spelled.toLowerCase() : spelling === "upper" ? spelled.toUpperCase() : spelled;
  });
const RANKS = ["exact", "language", "substitute", undefined];

describe("The directions of any model, for any tag", () => {
  it("serve in silence nothing but the same language and written standard", () => {
    fc.assert(
      fc.property(wantedTag, directions, (target, known) => {
        const served = findDirection({ source: "en", target }, known);
        if (!served) return;
        const [want, have] = [varietyOf(target), varietyOf(served.direction.target)];
        assert.ok(want && have);
        assert.equal(have.language, want.language);
        assert.equal(have.script, want.script);
        if (served.kind !== "substitute") assert.equal(standardOf(have), standardOf(want));
        assert.ok(known.includes(served.direction), "it is one of the model's own");
      }),
      { numRuns: 2000 },
    );
  });

  it("serve each of their own tags exactly, except for two that are equal", () => {
    fc.assert(
      fc.property(directions, fc.nat(), (known, index) => {
        const own = known[index % Math.max(1, known.length)];
        if (!own) return;
        const served = findDirection(own, known);
        assert.equal(served?.kind, "exact");
        assert.deepEqual(varietyOf(served.direction.target)?.language, varietyOf(own.target)?.language);
      }),
    );
  });

  it("serve no tag worse with one more direction", () => {
    fc.assert(
      fc.property(wantedTag, directions, tag, (target, known, more) => {
        const wanted = { source: "en", target };
        const before = findDirection(wanted, known)?.kind;
        const after = findDirection(wanted, [...known, { source: "en", target: more }])?.kind;
        assert.ok(RANKS.indexOf(after) <= RANKS.indexOf(before), `${before} became ${after}`);
      }),
      { numRuns: 1000 },
    );
  });

  it("are refused with a typed error exactly where none serves", () => {
    fc.assert(
      fc.property(wantedTag, directions, (target, known) => {
        const wanted = { source: "en", target };
        const served = findDirection(wanted, known);
        try {
          assert.deepEqual(requireDirection("small", wanted, known), served);
        } catch (error) {
          assert.ok(error instanceof RouteLmtError && error.code === "direction-unsupported" && error.advice !== "");
          assert.equal(served, undefined);
        }
      }),
    );
  });

  it("are in the table with what they serve", () => {
    fc.assert(
      fc.property(directions, (known) => {
        for (const { direction, accepts, substitutes, refuses } of directionTable(known)) {
          const by = (target: string) => findDirection({ source: "en", target }, known);
          for (const one of accepts) assert.equal(by(one)?.direction, direction);
          for (const { tag: one } of substitutes) assert.equal(by(one)?.kind, "substitute");
          for (const { tag: one } of refuses) assert.equal(by(one), undefined);
        }
      }),
    );
  });
});
