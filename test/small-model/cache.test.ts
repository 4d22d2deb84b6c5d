import assert from "node:assert/strict";
import fc from "fast-check";
import { KeyValueCache } from "#small-model/cache.js";

const [LAYERS, SIZE] = [2, 3];

/** A row of the naive model: one number per position, which determines its keys and values. */
type Row = number[];

/** The 16 bits at an index of a position's key or value. */
const bitOf = (position: number, buffer: number, place: number): number =>
  (position * 31 + buffer * 7 + place) & 0xffff;

/** New positions as the graph returns them: buffers × rows × width × size. */
function freshOf(rows: readonly Row[], width: number): Uint16Array {
  const fresh = new Uint16Array(2 * LAYERS * rows.length * width * SIZE);
  let at = 0;
  for (let buffer = 0; buffer < 2 * LAYERS; buffer++)
    for (const row of rows)
      for (let position = 0; position < width; position++)
        for (let place = 0; place < SIZE; place++) fresh[at++] = bitOf(row[position] ?? 0xdead, buffer, place);
  return fresh;
}

/** The numbers of a buffer, as the graph gets them. */
function bitsOf(cache: KeyValueCache, rows: number, buffer: number): Uint16Array {
  const tensor = cache.tensors(rows)[`past.${buffer >> 1}.${buffer % 2 === 0 ? "key" : "value"}`];
  assert.ok(tensor);
  assert.deepEqual(tensor.dims, [rows, cache.capacity, SIZE]);
  const { buffer: memory, byteOffset, length } = tensor.data as Uint16Array;
  return new Uint16Array(memory, byteOffset, length);
}

function assertHolds(cache: KeyValueCache, rows: readonly Row[]): void {
  for (let buffer = 0; buffer < 2 * LAYERS; buffer++) {
    const bits = bitsOf(cache, rows.length, buffer);
    for (const [index, row] of rows.entries()) {
      const start = index * cache.capacity * SIZE;
      const expected = row.flatMap((position) =>
        Array.from({ length: SIZE }, (_, place) => bitOf(position, buffer, place)),
      );
      assert.deepEqual([...bits.subarray(start, start + expected.length)], expected, `row ${index}`);
    }
  }
}

const number = fc.nat(0xfff);
const operation = fc.oneof(
  fc.record({ kind: fc.constant("add" as const), positions: fc.nat(12) }),
  fc.record({ kind: fc.constant("write" as const), pick: fc.nat(), fresh: fc.array(number, { maxLength: 9 }) }),
  fc.record({ kind: fc.constant("copy" as const), pick: fc.nat(), onto: fc.nat() }),
  fc.record({ kind: fc.constant("drop" as const) }),
);

describe("KeyValueCache", () => {
  it("holds what was written and copied, however rows and positions grow", () => {
    fc.assert(
      // With room for few positions, rows move to new memory; with room for many, they move apart in place.
      fc.property(fc.nat(200), fc.array(operation, { maxLength: 40 }), (room, operations) => {
        const cache = new KeyValueCache({ layers: LAYERS, size: SIZE }, room);
        const rows: Row[] = [];
        for (const one of operations) {
          if (one.kind === "add") {
            cache.reserve(rows.length + 1, one.positions, rows.length);
            assert.ok(cache.capacity >= one.positions);
            rows.push([]);
          } else if (rows.length === 0) {
            continue;
          } else if (one.kind === "write") {
            const index = one.pick % rows.length;
            const row = rows[index] as Row;
            cache.reserve(rows.length, row.length + one.fresh.length, rows.length);
            // The graph returns several rows, and this one is not the widest.
            const [others, width] = [[[1], one.fresh, [2]], one.fresh.length + 1];
            const from = { row: 1, rows: others.length, width };
            cache.write(index, row.length, freshOf(others, width), from, one.fresh.length);
            row.push(...one.fresh);
          } else if (one.kind === "copy") {
            const [from, to] = [one.pick % rows.length, one.onto % rows.length];
            cache.copy(from, to, (rows[from] as Row).length);
            rows[to] = [...(rows[from] as Row)];
          } else {
            rows.pop();
          }
          assertHolds(cache, rows);
        }
      }),
      { numRuns: 500 },
    );
  });

  it("grows in the memory that it has, as long as there is room", () => {
    const cache = new KeyValueCache({ layers: LAYERS, size: SIZE }, 32);
    const memory = (): ArrayBufferLike[] => [0, 1, 2, 3].map((buffer) => bitsOf(cache, 1, buffer).buffer);
    cache.reserve(4, 4, 0);
    const before = memory();
    cache.reserve(4, 8, 4);
    assert.deepEqual(
      memory().map((one, index) => one === before[index]),
      [true, true, true, true],
    );
    cache.reserve(4, 9, 4);
    assert.ok(memory().every((one, index) => one !== before[index]));
  });

  it("gives rows no further apart than they must be once it was emptied", () => {
    const cache = new KeyValueCache({ layers: LAYERS, size: SIZE }, 32);
    cache.reserve(1, 30, 0);
    cache.clear();
    cache.reserve(2, 3, 0);
    assert.equal(cache.capacity, 4);
  });
});
