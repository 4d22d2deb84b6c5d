import assert from "node:assert/strict";
import type { Problem } from "#core/checks/problem.js";
import { parseIcu } from "#core/messages/icu.js";
import type { IcuError } from "#core/messages/icu-error.js";
import { findingText, problemInEnglish } from "#workspace/finding-text.js";
import { inEnglish, type Localize } from "#workspace/localize.js";

/** Marks every sentence passed to it: text without a mark cannot be translated. */
const marked: Localize = (sentence, ...args) => `«${inEnglish(sentence, ...args)}»`;

const CASES: readonly (readonly [Problem, string, string])[] = [
  [{ code: "part-missing", text: "{0}" }, "{0} is missing", "«{0} is missing»"],
  [{ code: "answer", like: "chat" }, "it begins like an answer in a chat", "«it begins like an answer in a chat»"],
  [{ code: "repeated", text: "la", count: 5 }, '"la" occurs 5 times', '«"la" occurs 5 times»'],
  [
    { code: "term-missing", source: "cart", targets: ["Korb", "Wagen"] },
    '"cart" must be translated as "Korb" or "Wagen"',
    '«"cart" must be translated as «"Korb"» or «"Wagen"»»',
  ],
  [
    { code: "icu-invalid", problem: { code: "too-many-variants", most: 36, language: "ru" } },
    "the message has more than 36 variants in ru",
    "«the message has more than 36 variants in ru»",
  ],
  [
    {
      code: "file-problem",
      problem: { code: "duplicate", what: "key", name: "a", used: "last", span: { start: 0, end: 1 } },
    },
    "Duplicate key a: the last value is used",
    "«Duplicate key a»: «the last value is used»",
  ],
];

describe("The sentence of a finding", () => {
  for (const [problem, english, translated] of CASES) {
    it(`${problem.code}: is English in the command line and for the large model, and translated in the editor`, () => {
      assert.equal(findingText({ problem }, inEnglish), english);
      assert.equal(problemInEnglish(problem), english);
      assert.equal(findingText({ problem }, marked), translated);
    });
  }

  it("says what was repaired", () => {
    assert.equal(
      findingText({ problem: { code: "copied" }, isRepaired: true }, inEnglish),
      "it is identical to the source; repaired",
    );
  });
});

describe("The sentence about an ICU message", () => {
  it("has no name of the parser's", () => {
    for (const message of [
      "{n",
      "{}",
      "{n,}",
      "{n, foo}",
      "{n, plural}",
      "{n, plural, one {a}}",
      "{n, select, other}",
    ]) {
      let text = "";
      try {
        parseIcu(message);
      } catch (error) {
        text = findingText({ problem: { code: "icu-invalid", problem: (error as IcuError).problem } }, inEnglish);
      }
      assert.match(text, /^not a valid ICU message: (?!its braces or choices)[a-z =0]+$/, message);
    }
  });
});
