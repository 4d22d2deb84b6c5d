import assert from "node:assert/strict";
import fc from "fast-check";
import { checkCandidate } from "#core/checks/all-checks.js";
import { json } from "#core/formats/json/json.js";
import { pseudoSegment } from "#core/pseudo/pseudo-file.js";
import { prepare } from "#core/translate/prepare.js";
import { checkedOf, type PreparedSegment } from "#core/translate/prepared-segment.js";
import { casesOf } from "../support/long.js";

const DIRECTION = { source: "en", target: "qps-ploc" };

/** Words, punctuation, and an item of every protected syntax. */
const piece = fc.oneof(
  fc.constantFrom(
    ..."Save|the|files|of|and|or|don't|It's|OK|100 %|AT&T|and/or/not|km/1/2|a.b|x=1|-|–|…|?|!|:|(so)|[x]|'|\"|~|你好|ß".split(
      "|",
    ),
  ),
  fc.constantFrom(
    ..."%s|%d|%1$s|%@|%(name)s|%.2f|%%|%1|%n|{name}|{0}|{{count}}|\u0024{x}|#{x}|%{y}|$t(key)|@:key|$(ARG)|%NAME%|$var".split(
      "|",
    ),
  ),
  fc.constantFrom(
    ...'<b>|</b>|<br/>|<a href="x">|</a>|<0>|</0>|&amp;|&#39;|\\n|\n|\\u00e4|https://a.b/c?d=e|www.a.de|me@a.de|--flag|-x|/usr/bin/x|C:\\tmp|&File'.split(
      "|",
    ),
  ),
  fc.string({ unit: "grapheme", maxLength: 6 }),
);
const text = fc
  .array(fc.tuple(piece, fc.constantFrom("", " ")), { minLength: 1, maxLength: 10 })
  .map((parts) => parts.flat().join(""));
const { message } = fc.letrec<{ message: string; plain: string; choice: string }>((tie) => ({
  plain: fc
    .array(fc.constantFrom("Save", " ", "{name}", "#", "it''s", "<b>x</b>", "'{'", "files"), { maxLength: 5 })
    .map((all) => all.join("")),
  choice: fc
    .tuple(fc.constantFrom("plural", "select", "selectordinal"), tie("message"), tie("message"))
    .map(([kind, one, other]) => `{n, ${kind}, one {${one}} other {${other}}}`),
  message: fc
    .array(fc.oneof({ maxDepth: 2 }, tie("plain"), tie("choice")), { maxLength: 3 })
    .map((all) => all.join("")),
}));

/** A text's segment and its pseudo-localisation; undefined if there is nothing to translate. */
function made(source: string): { readonly prepared: PreparedSegment; readonly target: string } | undefined {
  const unit = { key: ["a"], value: source, span: { start: 0, end: 0 }, state: "translated" } as const;
  const [prepared] = prepare({
    format: json,
    source: { units: [unit], problems: [] },
    target: undefined,
    direction: DIRECTION,
  }).segments;
  return prepared && { prepared, target: pseudoSegment(prepared) };
}

/** Whether a text's pseudo-localisation differs from it; undefined if there is nothing to translate. */
function check(source: string): boolean | undefined {
  const { prepared, target } = made(source) ?? {};
  if (!prepared || target === undefined) return undefined;
  const errorsOf = (one: string): string[] =>
    checkCandidate(checkedOf(prepared, one)).flatMap(({ check: name, severity }) => (severity === "error" ? name : []));
  const own = errorsOf(source);
  assert.deepEqual(
    errorsOf(target).filter((name) => !own.includes(name)),
    [],
    `${source} → ${target}`,
  );
  assert.equal(pseudoSegment(prepared), target);
  return target !== source;
}

describe("Property: pseudo-localisation", () => {
  for (const [name, texts, least] of [
    ["texts with items of every syntax", text, 0.95],
    ["ICU messages", message, 0.5],
  ] as const) {
    it(`of ${name} passes the product's own checks, is always the same, and nearly always another text`, () => {
      const cases = casesOf(500, 200);
      let [all, disguised] = [0, 0];
      fc.assert(
        fc.property(texts, (source) => {
          const isDisguised = check(source);
          if (isDisguised !== undefined) all++;
          if (isDisguised) disguised++;
        }),
        cases,
      );
      assert.ok(all > cases.numRuns / 3, `${all}`);
      assert.ok(disguised / all > least, `${disguised} of ${all}`);
    });
  }
});
