/**
 * How much processor time reading and writing large files takes, per format: a table for 1, 2, 5 and 10 MB, and
 * the exponent of the growth (1 is linear). Fails when 10 MB take longer than the bars below.
 *
 * usage: tsx bench/formats.ts [FORMAT]
 */
import type { KeyPath } from "#core/formats/format.js";
import { FIXTURES, type FormatUnderTest } from "../test/core/formats/fixtures.js";

const MEGABYTES = [1, 2, 5, 10];
const READ_BAR = 1000;
const WRITE_BAR = 500;
const RUNS = 5;
/** Values replaced in one write, and keys inserted if the format can. */
const EDITS = 1000;

function spread(keys: readonly KeyPath[]): KeyPath[] {
  const step = Math.max(1, Math.floor(keys.length / EDITS));
  return keys.filter((_, index) => index % step === 0).slice(0, EDITS);
}

/** Milliseconds of processor time of the median run, which depends little on the machine's load. */
function median(action: () => void): number {
  const times = Array.from({ length: RUNS }, () => {
    const start = process.cpuUsage();
    action();
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1000;
  });
  return times.sort((a, b) => a - b)[RUNS >> 1] ?? 0;
}

interface Timing {
  readonly megabytes: number;
  readonly read: number;
  readonly write: number;
}

function measure({ format, large, beside }: FormatUnderTest, megabytes: number): Timing {
  const text = large(megabytes * 1e6);
  const keys = format.read(text).units.map(({ key }) => key);
  const edits = spread(keys).map((key) => ({ key, value: "edited" }));
  if (beside) edits.push(...spread(keys).map((key) => ({ key: beside(key), value: "new" })));
  const sourceOrder = edits.map(({ key }) => key);
  return {
    megabytes,
    read: median(() => format.read(text)),
    write: median(() => format.write(text, edits, { sourceOrder })),
  };
}

/** Exponent of the growth between the smallest and the largest file. */
function exponent(timings: readonly Timing[], of: "read" | "write"): number {
  const [first, last] = [timings[0], timings.at(-1)];
  if (!first || !last) return Number.NaN;
  return Math.log(last[of] / first[of]) / Math.log(last.megabytes / first.megabytes);
}

const print = (...cells: (string | number)[]): void => {
  process.stdout.write(`${cells.map((cell) => String(cell).padStart(14)).join("")}\n`);
};

const failures: string[] = [];
print("format", "size", "read", "write");
const only = process.argv[2];
for (const fixture of FIXTURES) {
  const { format } = fixture;
  if (only !== undefined && format.name !== only) continue;
  const timings = MEGABYTES.map((megabytes) => measure(fixture, megabytes));
  for (const { megabytes, read, write } of timings)
    print(format.name, `${megabytes} MB`, `${Math.round(read)} ms`, `${Math.round(write)} ms`);
  print(
    format.name,
    "growth",
    `n^${exponent(timings, "read").toFixed(2)}`,
    `n^${exponent(timings, "write").toFixed(2)}`,
  );
  const { read = Number.NaN, write = Number.NaN } = timings.at(-1) ?? {};
  if (!(read <= READ_BAR))
    failures.push(`${format.name}: reading 10 MB takes ${Math.round(read)} ms, more than ${READ_BAR} ms`);
  if (!(write <= WRITE_BAR))
    failures.push(`${format.name}: writing 10 MB takes ${Math.round(write)} ms, more than ${WRITE_BAR} ms`);
}
for (const failure of failures) process.stdout.write(`FAILED ${failure}\n`);
process.exitCode = failures.length > 0 ? 1 : 0;
