import assert from "node:assert/strict";
import fc from "fast-check";
import { globTokens, matchTokens, type Token, tokensOf } from "#core/project/place-match.js";

const LANGUAGE = "([A-Za-z]{2,3}(?:[-_+][A-Za-z0-9]{2,8}){0,3})";
const REGULAR: Readonly<Record<string, string>> = {
  name: "([^/]*)",
  folders: "((?:[^/]+/)*)",
  any: "(.+)",
  language: LANGUAGE,
  character: "([^/])",
};

/** The matches of a regular expression with the same parts, which is fast enough for short paths. */
function expected(tokens: readonly Token[], path: string): readonly string[] | undefined {
  const parts = tokens.map((token) =>
    token.kind === "text" ? `(${token.text.replace(/[.+?^${}()|[\]\\]/g, "\\$&")})` : (REGULAR[token.kind] ?? ""),
  );
  return new RegExp(`^${parts.join("")}$`).exec(path)?.slice(1);
}

describe("A pattern of paths", () => {
  it("finds what a regular expression of its parts finds", () => {
    const part = fc.constantFrom("{lang}", "*", "**/", "**", "a", "en", "/", ".", "-", "en-US", "(", "[x]");
    const pattern = fc.array(part, { maxLength: 6 }).map((parts) => parts.join(""));
    const path = fc
      .array(fc.constantFrom("a", "b", "en", "de-AT", "/", ".json", "-", "_", "(", "[x]"), { maxLength: 10 })
      .map((parts) => parts.join("").replace(/\/{2,}/g, "/"));
    fc.assert(
      fc.property(pattern, path, (one, other) => {
        const tokens = tokensOf(one) ?? assert.fail();
        assert.deepEqual(matchTokens(tokens, other), expected(tokens, other));
      }),
      { numRuns: 20_000 },
    );
  });

  it("has placeholders that are known alone", () => {
    for (const pattern of ["{a}/x", "{lang:other}", "{lang", "x}", "{}", "{{lang}}", "{constructor}"])
      assert.equal(tokensOf(pattern), undefined, pattern);
    assert.deepEqual(tokensOf("{dir}/{lang:android}.{ext}"), [
      { kind: "folder" },
      { kind: "text", text: "/" },
      { kind: "language", style: "android" },
      { kind: "text", text: "." },
      { kind: "ending" },
    ]);
  });

  it("is a glob with a question mark for one character", () => {
    const isMatch = (glob: string, path: string): boolean => matchTokens(globTokens(glob), path) !== undefined;
    assert.ok(isMatch("app/?locale?/*.json", "app/[locale]/en.json"));
    assert.ok(!isMatch("app/?locale?/*.json", "app/locale/en.json"));
    assert.ok(!isMatch("a?b", "a/b"));
    assert.ok(isMatch("**/*", "a/b/c"));
  });
});
