import assert from "node:assert/strict";
import { batchesOf, familyKey } from "#core/translate/large-batches.js";
import { many, segmentsOf } from "../../support/purchases.js";

describe("Batches", () => {
  it("have plural forms and variants of one message together, where the first of them is", () => {
    const strings = {
      files_one: "{{count}} file",
      title: "Files",
      files_other: "{{count}} files",
      invite: { male: "his invitation", female: "her invitation" },
    };
    const segments = segmentsOf(strings, "pl").toSorted((a, b) => (a.segment.key < b.segment.key ? 1 : -1));
    const order = batchesOf(segments)
      .flat()
      .map(({ segment }) => segment.key);
    assert.deepEqual(order.slice(0, 3), ["title", "invite.male", "invite.female"]);
    assert.deepEqual(new Set(order.slice(3)), new Set(["files_one", "files_few", "files_many", "files_other"]));
  });

  it("know a family by its key", () => {
    for (const [one, other] of [
      [
        ["a", "files_one"],
        ["a", "files_other"],
      ],
      [
        ["files", "one"],
        ["files", "few"],
      ],
      [
        ["step", 0],
        ["step", 1],
      ],
      [["place_ordinal_one"], ["place_ordinal_other"]],
      [["count.one"], ["count.other"]],
    ] as const)
      assert.deepEqual(familyKey(one), familyKey(other));
    for (const [one, other] of [
      [
        ["a", "file"],
        ["b", "file"],
      ],
      [["open_file"], ["open_folder"]],
      [["one"], ["other"]],
    ] as const)
      assert.notDeepEqual(familyKey(one), familyKey(other));
  });

  it("are bounded by what is answered and by count, and leave nothing out", () => {
    assert.deepEqual(
      batchesOf(many(90)).map(({ length }) => length),
      [40, 40, 10],
    );
    const long = segmentsOf(
      Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`k${index}x`, `${index} ${"word ".repeat(300)}`])),
    );
    assert.deepEqual(
      batchesOf(long).map(({ length }) => length),
      [2, 2, 2, 2, 1],
    );
    const families = segmentsOf(
      Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`step_${index}`, `Step ${index} is done`])),
    );
    assert.deepEqual(
      batchesOf(families).map(({ length }) => length),
      [40, 10],
    );
  });
});
