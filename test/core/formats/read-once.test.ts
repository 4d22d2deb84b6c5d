import assert from "node:assert/strict";
import { json } from "#core/formats/json/json.js";
import { readOnce } from "#core/formats/read-once.js";

const large = (value: string): string => JSON.stringify({ key: value.repeat(200_000) });

describe("Documents that were read", () => {
  it("are not read again while they are among the last, unless they are small or read for another language", () => {
    const first = readOnce(json, large("a"), { source: "en" });
    assert.equal(readOnce(json, large("a"), { source: "en" }), first);
    assert.notEqual(readOnce(json, large("a"), { source: "en", language: "de" }), first);
    assert.deepEqual(readOnce(json, large("a"), { source: "en", language: "de" }), first);
    for (const other of "bcdef") readOnce(json, large(other), { source: "en" });
    assert.notEqual(readOnce(json, large("a"), { source: "en" }), first);
    assert.notEqual(readOnce(json, "{}", {}), readOnce(json, "{}", {}));
  });

  it("are those of the text, not of one as long, and of the format", () => {
    const values = ["a", "b", "a"].map((value) => readOnce(json, large(value), {}).units[0]?.value[0]);
    assert.deepEqual(values, ["a", "b", "a"]);
    const other = { ...json };
    assert.notEqual(readOnce(other, large("a"), {}), readOnce(json, large("a"), {}));
  });
});
