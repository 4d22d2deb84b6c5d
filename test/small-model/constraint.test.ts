import assert from "node:assert/strict";
import fc from "fast-check";
import { findProtectedItems, itemsWithin, type ProtectedItem } from "#core/messages/mask.js";
import { Constraint } from "#small-model/constraint.js";

/** All items in a random order among those allowed; fails if no item is allowed. */
function drawn(items: readonly ProtectedItem[], draws: readonly number[]): string[] {
  const constraint = new Constraint(items);
  const order: string[] = [];
  while (constraint.left > 0) {
    const allowed = items.map((_, index) => index).filter((index) => constraint.allows(index));
    const next = allowed[(draws[order.length] ?? 0) % allowed.length];
    assert.notEqual(next, undefined, `nothing may follow ${order.join("")}`);
    constraint.emit(next ?? 0);
    order.push(items[next ?? 0]?.text ?? "");
  }
  return order;
}

const allowedIn = (text: string, emitted: readonly number[]): string[] => {
  const items = findProtectedItems(text);
  const constraint = new Constraint(items);
  for (const index of emitted) constraint.emit(index);
  return items.filter((_, index) => constraint.allows(index)).map((item) => item.text);
};

/** Each tag with its parent: everything but the order of siblings. */
function treeOf(tags: readonly string[]): string[] {
  const open: string[] = [];
  return tags
    .map((tag) => {
      if (tag.startsWith("</")) open.pop();
      const path = `${open.join("")} ${tag}`;
      if (/^<\w+>$/.test(tag)) open.push(tag);
      return path;
    })
    .sort();
}

describe("Constraint", () => {
  it("allows every item once, in any order where they have names", () => {
    assert.deepEqual(allowedIn("{a} {b} {a}", []), ["{a}", "{b}", "{a}"]);
    assert.deepEqual(allowedIn("{a} {b} {a}", [1]), ["{a}", "{a}"]);
    assert.deepEqual(allowedIn("{a}", [0]), []);
    assert.throws(() => allowedIn("{a}", [0, 0]), RangeError);
  });

  it("keeps the sequence of what is filled by place", () => {
    assert.deepEqual(allowedIn("%s of %d and {x}", []), ["%s", "{x}"]);
    assert.deepEqual(allowedIn("%s of %d and {x}", [0]), ["%d", "{x}"]);
  });

  it("keeps tags in their elements", () => {
    const text = "<a>x <b>y</b></a> <i>z</i>";
    assert.deepEqual(allowedIn(text, []), ["<a>", "<i>"]);
    assert.deepEqual(allowedIn(text, [0]), ["<b>"], "not closed without what is in it, and not overlapped");
    assert.deepEqual(allowedIn(text, [0, 1]), ["</b>"]);
    assert.deepEqual(allowedIn(text, [4, 5]), ["<a>"]);
  });

  it("never has nothing left to allow, and yields the source's elements, in parts of the text too", () => {
    const part = fc.constantFrom("<a>", "</a>", "<b>", "</b>", "<c/>", "{x}", "%s", "\n", "w ");
    fc.assert(
      fc.property(
        fc.array(part, { maxLength: 16 }),
        fc.array(fc.nat(), { maxLength: 16 }),
        fc.nat(),
        (parts, draws, cut) => {
          const text = parts.join("");
          const items = findProtectedItems(text);
          const at = parts.slice(0, cut % (parts.length + 1)).join("").length;
          const halves = [itemsWithin(items, 0, at), itemsWithin(items, at, text.length)];
          // Consecutive line breaks are one item, which is not cut.
          fc.pre(halves.flat().length === items.length);
          const order = halves.flatMap((half, index) => drawn(half, draws.slice(index * 8)));
          const filled = (all: readonly string[]): string[] => all.filter((one) => /^%|\n/.test(one)).sort();
          const own = items.map((item) => item.text);
          assert.deepEqual(order.toSorted(), own.toSorted());
          assert.deepEqual(filled(order), filled(own));
          const elements = (all: readonly string[]): string => all.filter((one) => one.startsWith("<")).join("");
          const paired = items.filter(({ tag }) => tag && tag.kind !== "single");
          // Tags without a partner are treated as names, outside of the tree.
          if (paired.length === items.filter(({ tag, text }) => tag && text !== "<c/>").length)
            assert.deepEqual(
              treeOf(elements(order).match(/<[^>]+>/g) ?? []),
              treeOf(elements(own).match(/<[^>]+>/g) ?? []),
            );
        },
      ),
      { numRuns: 3000 },
    );
  });
});
