/**
 * How long a lookup in a translation memory and in a termbase of 100,000 entries takes: texts in the memory, texts with
 * some words replaced, and unknown texts. For comparison, the time for comparing with every entry, which finds the same
 * matches. Fails when the 95th percentile is above 5 ms.
 *
 * usage: tsx bench/memory.ts
 */
import { readFile } from "node:fs/promises";
import { TranslationMemory } from "#core/memory/memory.js";
import { Termbase } from "#core/memory/termbase.js";
import { WordTable, wordDistance, wordsOf } from "#core/memory/words.js";
import { readTable } from "../models/training/probe/tsv.js";
import { printTable, say } from "./table.js";

const ENTRIES = 100_000;
const LOOKUPS = 1000;
const BAR = 5;
const direction = { source: "en", target: "de" };

/** Real user-interface texts, and generated ones with the same words and lengths up to the required number. */
const texts = await realTexts();
const words = texts.flatMap((text) => wordsOf(text));
let seed = 1;
const random = (below: number): number => {
  seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
  return seed % below;
};
const anyWord = (): string => words[random(words.length)] ?? "";
while (texts.length < ENTRIES)
  texts.push(
    wordsOf(texts[random(texts.length)] ?? "")
      .map(anyWord)
      .join(" "),
  );

const memory = new TranslationMemory();
let start = performance.now();
for (const [index, source] of texts.entries())
  memory.add({ source, target: `T ${index}`, direction, context: `k${index}` });
const filled = performance.now() - start;

const pick = (): string => texts[random(texts.length)] ?? "";
const QUERIES: Record<string, () => string> = {
  "same text": pick,
  "one word in five exchanged": () =>
    wordsOf(pick())
      .map((word) => (random(5) === 0 ? anyWord() : word))
      .join(" "),
  "new text of known words": () => wordsOf(pick()).map(anyWord).join(" "),
};

const failures: string[] = [];
const rows = Object.entries(QUERIES).map(([name, query]) => {
  const times: number[] = [];
  let found = 0;
  for (let index = 0; index < LOOKUPS; index++) {
    const text = query();
    start = performance.now();
    found += memory.lookup(text, direction).length > 0 ? 1 : 0;
    times.push(performance.now() - start);
  }
  return [`memory: ${name}`, ...percentiles(`memory: ${name}`, times), `${Math.round((100 * found) / LOOKUPS)} %`];
});

const concepts = texts.slice(0, ENTRIES).map((text, index) => ({
  variants: [
    { language: "en", text: wordsOf(text).slice(0, 3).join(" ") },
    { language: "de", text: `T ${index}` },
  ],
}));
const termbase = new Termbase(concepts);
const termTimes = Array.from({ length: LOOKUPS }, () => {
  const text = pick();
  start = performance.now();
  termbase.find(text, direction);
  return performance.now() - start;
});
rows.push(["termbase", ...percentiles("termbase", termTimes), ""]);

const table = new WordTable();
const codes = texts.map((text) => table.encode(wordsOf(text)));
const everyTime = Array.from({ length: 5 }, () => {
  const query = table.encode(wordsOf(QUERIES["one word in five exchanged"]?.() ?? ""));
  start = performance.now();
  for (const other of codes) {
    wordDistance(query, other, Math.max(query.length, other.length) * 0.3);
  }
  return performance.now() - start;
});
rows.push([
  "comparing with every entry",
  ...everyTime
    .sort((a, b) => a - b)
    .slice(2, 3)
    .map(milliseconds),
  "",
  "",
  "",
]);

say(`${memory.entries.length} entries, filled in ${Math.round(filled)} ms`);
printTable(["lookup", "median", "95th percentile", "longest", "found"], rows);
for (const failure of failures) say(`FAILED ${failure}`);
process.exitCode = failures.length > 0 ? 1 : 0;

function percentiles(name: string, times: number[]): string[] {
  times.sort((a, b) => a - b);
  const at = (share: number): number => times[Math.min(times.length - 1, Math.floor(share * times.length))] ?? 0;
  if (!(at(0.95) <= BAR))
    failures.push(`${name}: the 95th percentile is ${milliseconds(at(0.95))}, more than ${BAR} ms`);
  return [at(0.5), at(0.95), at(1)].map(milliseconds);
}

function milliseconds(value: number): string {
  return `${value.toFixed(2)} ms`;
}

/** The distinct sources of the recorded segments. */
async function realTexts(): Promise<string[]> {
  const folder = new URL("../models/data/large-translations/", import.meta.url);
  const files = await Promise.all(
    ["de", "fr", "es"].map((target) => readFile(new URL(`en-${target}.tsv`, folder), "utf8")),
  );
  return [...new Set(files.flatMap((file) => readTable(file, ["source"]).map(({ source = "" }) => source)))];
}
