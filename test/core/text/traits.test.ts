import assert from "node:assert/strict";
import fc from "fast-check";
import { CHECKS } from "#core/checks/all-checks.js";
import { Comparison } from "#core/checks/check.js";
import { language } from "#core/checks/rules/language.js";
import { repetition } from "#core/checks/rules/repetition.js";
import { SYNTAXES } from "#core/messages/syntaxes.js";
import { FOREIGN, HIDDEN, INNER_CAPITAL, INNER_DIGIT, INNER_STOP, traitsOf, traitsWith } from "#core/text/traits.js";
import { ANY_CHARACTER } from "../../support/any-character.js";

/** What placeholder syntaxes and checks look for, and text around it. */
const FRAGMENTS = [
  ..."abzAZ09%$#{}<>&\\-/._@:|[]()=`'\"?;!,~^+* \t\n\r\u00a0ªµº²½©®éßÿŒɐ̀ǁ‐–’“…‹\u202f€™→٣४ΩжאあアㄱĀ漢😀\u0000\u007f\u0085\u00ad\u200b\u200e\u202e\u2060\ue000\ufeff\ufffd\ud800",
  ..."%s %1$d %{x} {n} {{n}} <b> </i> <!-- x --> <![CDATA[ ]]> &amp; \\n --all -v /etc/hosts C:\\Program ./a.txt .env www.a.b".split(
    " ",
  ),
  ..."https://a.b/c a@b.de command:x [a](b) [a][b] $t(a) @:a.b :name %arg %#@x@ $USER$ <|x|> MAX_SIZE a.bC f() `x` 1.2.3".split(
    " ",
  ),
  ..."npm run build|nein nein|als KI|the of is|der die das|aaaaaaa|-ab-ab-ab-ab|curl -x|=> {|sk-ABCDEFGHIJKLMN|aGVsbG8gd29ybGQ=|onclick='x'".split(
    "|",
  ),
];

const texts = fc
  .array(fc.oneof(fc.constantFrom(...FRAGMENTS), fc.string({ unit: ANY_CHARACTER, maxLength: 2 })), { maxLength: 9 })
  .map((parts) => parts.join(""));

describe("traits of texts", () => {
  it("tell letters from the characters of syntaxes", () => {
    assert.equal(traitsOf("Straße geöffnet, „ja“ – nein…"), 0);
    assert.equal(traitsOf("50 %") & traitsWith("%"), traitsWith("%"));
    assert.equal(traitsOf("main.ts") & INNER_STOP, INNER_STOP);
    assert.equal(traitsOf("The end. Or not") & INNER_STOP, 0);
    assert.equal(traitsOf("fontSize") & INNER_CAPITAL, INNER_CAPITAL);
    assert.equal(traitsOf("Font Size") & INNER_CAPITAL, 0);
    for (const text of ["a1", "A1", "1a", "1A"]) assert.equal(traitsOf(text) & INNER_DIGIT, INNER_DIGIT, text);
    assert.equal(traitsOf("A 1, 2-b") & INNER_DIGIT, 0);
    assert.equal(traitsOf("a\u200bb") & HIDDEN, HIDDEN);
    assert.equal(traitsOf("Привет") & FOREIGN, FOREIGN);
  });

  it("never keep a syntax from a match", () => {
    fc.assert(
      fc.property(texts, (text) => {
        for (const { pattern, needs } of SYNTAXES) {
          if (needs === undefined || text.search(pattern) < 0) continue;
          const has = typeof needs === "string" ? text.includes(needs) : (traitsOf(text) & needs) === needs;
          assert.ok(has, `${pattern} is in ${JSON.stringify(text)}`);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it("never keep a check from what it finds", () => {
    fc.assert(
      fc.property(texts, texts, fc.constantFrom("de", "ja", "ar", "th", "hi"), (source, target, tag) => {
        const direction = { source: "en", target: tag };
        const checked = new Comparison({ source, target, direction, syntax: "plain", accelerators: ["&", "_"] });
        for (const { name, needs, find } of CHECKS) {
          if (needs === undefined || needs === "choice" || checked.isChoice || checked.has(needs)) continue;
          assert.deepEqual(find(checked), [], name);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe("searches that end early for most texts", () => {
  const found = (check: typeof repetition, source: string, target: string): number =>
    check.find(new Comparison({ source, target, direction: { source: "en", target: "de" }, syntax: "plain" })).length;

  it("find what is repeated, wherever it begins", () => {
    const units = fc.string({ unit: fc.constantFrom(..."abcdeé"), minLength: 2, maxLength: 24 });
    const around = fc.string({ unit: fc.constantFrom(..."xyz, "), maxLength: 30 });
    fc.assert(
      fc.property(around, units, fc.integer({ min: 4, max: 7 }), around, (before, unit, times, after) => {
        assert.equal(found(repetition, "Open", before + unit.repeat(times) + after), 1);
      }),
      { numRuns: 500 },
    );
  });

  it("find words of another language between apostrophes and digits", () => {
    assert.equal(found(language, "The order of the files", "L'ordre des fichiers dans l'archive est sans doute"), 1);
    assert.equal(found(language, "Order of 2 files", "Dans2 les3 fichiers4 sont5 pas6"), 1);
  });
});
