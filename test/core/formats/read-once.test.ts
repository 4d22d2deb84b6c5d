import assert from "node:assert/strict";
import { MalformedFileError } from "#core/errors.js";
import { json } from "#core/formats/json/json.js";
import { readOnce, readOnceSteps } from "#core/formats/read-once.js";
import { atOnce } from "#core/text/at-once.js";

const large = (value: string): string => JSON.stringify({ key: value.repeat(200_000) });

describe("Documents that were read", () => {
  it("are not read again while recent, unless they are small or read for another language", () => {
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

  it("are read in steps, and once for all who read them at the same time", () => {
    const text = many();
    const both = [readOnceSteps(json, text, {}), readOnceSteps(json, text, {})] as const;
    let steps = 0;
    let [one, other] = [both[0].next(), both[1].next()];
    for (; !one.done || !other.done; steps++) {
      if (!one.done) one = both[0].next();
      if (!other.done) other = both[1].next();
    }
    assert.ok(steps > 5, `${steps} steps`);
    assert.equal(one.value, other.value);
    assert.equal(one.value, readOnce(json, text, {}));
    assert.deepEqual(one.value, json.read(text, {}));
  });

  it("are refused for all who read a malformed text at the same time", () => {
    const text = many().slice(0, -1);
    const both = [readOnceSteps(json, text, {}), readOnceSteps(json, text, {})];
    for (const steps of both) assert.equal(steps.next().done, false);
    for (const steps of both) assert.throws(() => atOnce(steps), MalformedFileError);
  });
});

/** A file with so many keys that it is read in many steps. */
function many(): string {
  return JSON.stringify(Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`key${index}`, "x"])));
}
