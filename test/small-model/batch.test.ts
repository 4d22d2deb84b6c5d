import assert from "node:assert/strict";
import fc from "fast-check";
import { Batch, type BatchRow } from "#small-model/batch.js";
import { KeyValueCache } from "#small-model/cache.js";

/** One number per position, so that a row's content is a list of numbers. */
const cacheOf = (positions: number): KeyValueCache => new KeyValueCache({ layers: 1, size: 1 }, positions);

function contentOf({ cache, size }: Batch, row: BatchRow): number[] {
  const tensor = cache.tensors(size)["past.0.value"];
  assert.ok(tensor);
  const { buffer, byteOffset, length } = tensor.data as Uint16Array;
  const start = row.index * cache.capacity;
  return [...new Uint16Array(buffer, byteOffset, length).subarray(start, start + row.length)];
}

/** Appends a position to every row, as a decoding step does. */
function step(batch: Batch, values: readonly number[]): void {
  const rows = batch.rows.length;
  batch.widen();
  for (const row of batch.rows) {
    batch.cache.write(row.index, row.length, Uint16Array.from([...values, ...values]), {
      row: row.index,
      rows,
      width: 1,
    });
    row.length++;
  }
}

const operation = fc.oneof(
  fc.record({ kind: fc.constant("add" as const), contents: fc.array(fc.array(fc.nat(999), { maxLength: 9 })) }),
  fc.record({ kind: fc.constant("fork" as const), pick: fc.nat() }),
  fc.record({ kind: fc.constant("remove" as const), pick: fc.nat() }),
  fc.record({ kind: fc.constant("step" as const), first: fc.nat(999) }),
);

describe("Batch", () => {
  it("keeps the content of every row while others come, go and are copied", () => {
    fc.assert(
      fc.property(fc.nat(300), fc.array(operation, { maxLength: 40 }), (room, operations) => {
        const batch = new Batch(cacheOf(room));
        const expected = new Map<BatchRow, number[]>();
        const picked = (pick: number): BatchRow => [...expected.keys()][pick % expected.size] as BatchRow;
        for (const one of operations) {
          if (one.kind === "add") {
            const added = batch.add(one.contents.length, Math.max(0, ...one.contents.map((row) => row.length)));
            for (const [index, row] of added.entries()) {
              const content = one.contents[index] as number[];
              const fresh = Uint16Array.from([...content, ...content]);
              batch.cache.write(row.index, 0, fresh, { row: 0, rows: 1, width: content.length });
              row.length = content.length;
              expected.set(row, content);
            }
          } else if (expected.size === 0) {
            continue;
          } else if (one.kind === "fork") {
            const row = picked(one.pick);
            const twin = batch.fork(row);
            assert.notEqual(twin.index, row.index);
            expected.set(twin, [...(expected.get(row) as number[])]);
          } else if (one.kind === "remove") {
            const row = picked(one.pick);
            batch.remove(row);
            expected.delete(row);
          } else {
            const values = batch.rows.map((_, index) => one.first + index);
            step(batch, values);
            for (const row of batch.rows)
              expected.set(row, [...(expected.get(row) ?? []), values[row.index] as number]);
          }
          assert.equal(batch.size, expected.size);
          batch.rows.forEach((row, index) => {
            assert.equal(row.index, index);
            assert.deepEqual(contentOf(batch, row), expected.get(row));
          });
        }
      }),
      { numRuns: 500 },
    );
  });

  it("forgets how long its rows were when the last one is gone", () => {
    const batch = new Batch(cacheOf(64));
    const [row] = batch.add(1, 50);
    assert.ok(row && batch.cache.capacity >= 50);
    batch.remove(row);
    batch.add(2, 3);
    assert.equal(batch.cache.capacity, 4);
  });
});
