import assert from "node:assert/strict";
import { largeItems } from "#core/translate/large-items.js";
import { segmentsOf } from "../../support/purchases.js";

describe("What is sent of a text", () => {
  it("has its neighbours where it is short, and its limit", () => {
    const segments = segmentsOf({
      a: "Files",
      b: "Open",
      c: "This text is long enough to say itself what it means",
      d: "Open",
    });
    const near = segments.map((prepared) => largeItems(prepared, 0)[0]?.near);
    assert.deepEqual(near, [["Open"], ["Files"], undefined, undefined]);
  });

  it("has its key where its context does not, cut to its end", () => {
    const [prepared = assert.fail()] = segmentsOf({ cart: { total: "Total" } });
    const { context: _, ...segment } = prepared.segment;
    const item = (key: string) => largeItems({ ...prepared, segment: { ...segment, key } }, 0)[0];
    assert.equal(item("cart.total")?.key, "cart.total");
    assert.equal(item(`${"x".repeat(100)}end`)?.key?.length, 60);
    assert.equal(item("Total")?.key, undefined, "a key that is the text says nothing");
    assert.equal(largeItems(prepared, 0)[0]?.key, undefined);
  });
});
