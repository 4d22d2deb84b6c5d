import assert from "node:assert/strict";
import fc from "fast-check";
import { globMatcher, LOCALE_GLOBS, namedGlobs } from "#core/project/locale-globs.js";
import { mergedGlobs } from "#core/project/merged-globs.js";

describe("Merged globs", () => {
  const own = [...LOCALE_GLOBS, ...namedGlobs(["en", "de"])];

  it("are one for folders and one for everything else", () => {
    const merged = mergedGlobs(own);
    assert.equal(merged.length, 2);
    for (const glob of merged) assert.ok(glob.length < 8000 && !/\{[^}]*\{/.test(glob), glob);
    assert.deepEqual(mergedGlobs(["**/{a,b}/**/*.{x,y}", "**/c/*.z", "d.{e,f}"]), [
      "**/{a,b}/**/*.{x,y}",
      "{**/c/*.z,d.e,d.f}",
    ]);
    assert.deepEqual(mergedGlobs([]), []);
  });

  it("leave alone what others wrote and cannot be an alternative", () => {
    const odd = ["a,b/*.json", "a[1/*.json", "a\\b/*.json", "{a,{b,c}}/*.json"];
    assert.deepEqual(mergedGlobs([...odd, "x/*.json", "y/*.json"]), ["{x/*.json,y/*.json}", ...odd]);
    const many = Array.from({ length: 700 }, (_, index) => `texts/${index}.json`);
    const merged = mergedGlobs(many);
    assert.ok(merged.length < 102 && merged.every((glob) => glob.split(",").length <= 600), `${merged.length}`);
  });

  it("match what each of them matches", () => {
    const word = fc.constantFrom(..."locales en de Locale values-de MR src _data nls lang x".split(" "));
    const name = fc.constantFrom(..."en de-AT app.de app_pt_BR i18n package.nls active.de messages x".split(" "));
    const ending = fc.constantFrom(..."json yaml php xml toml po ts strings txt js".split(" "));
    const globs = [...own, "texts/*/app.json", "src/*.ts"];
    const [isMatch, isMerged] = [globMatcher(globs), globMatcher(mergedGlobs(globs))];
    let matches = 0;
    fc.assert(
      fc.property(fc.array(word, { maxLength: 3 }), name, ending, (folders, base, end) => {
        const path = [...folders, `${base}.${end}`].join("/");
        if (isMatch(path)) matches++;
        return !isMatch(path) || isMerged(path);
      }),
      { numRuns: 1000 },
    );
    assert.ok(matches > 100, `${matches}`);
  });
});
