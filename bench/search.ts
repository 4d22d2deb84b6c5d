/**
 * The gain and cost of beam search: chrf2 of each folder's segments, and the total time as a multiple of greedy
 * decoding. Uses the development applications, on which the thresholds of `src/small-model/doubt.ts` and `search.ts`
 * were chosen.
 *
 * usage: npx tsx bench/search.ts [--split dev|test] [--segments FOLDER]... [--model FOLDER]
 */
import { basename } from "node:path";
import { parseArgs } from "node:util";
import { BUNDLED_MODEL } from "#small-model/bundled-model.js";
import type { SearchMode } from "#small-model/search-mode.js";
import { Translator } from "#small-model/translator.js";
import { observe } from "../models/training/features.js";
import { mean } from "../models/training/probe/metrics.js";
import { readRecorded } from "../models/training/segments.js";
import { chrf2, meanDifference } from "./chrf2.js";
import { printTable, say } from "./table.js";

const { values } = parseArgs({
  options: {
    model: { type: "string", default: BUNDLED_MODEL },
    split: { type: "string", default: "dev" },
    segments: {
      type: "string",
      multiple: true,
      default: ["models/data/large-translations", "models/data/ten-languages"],
    },
  },
});

const translator = await Translator.load(values.model, 2);
const folders = values.segments.map((folder) => ({
  name: basename(folder),
  segments: readRecorded([folder]).filter(({ split }) => split === values.split),
}));
const all = folders.flatMap(({ segments }) => segments);

/** chrf2 of every segment, by folder, and the seconds of all together. */
async function measure(search: SearchMode): Promise<{ scores: number[][]; seconds: number }> {
  const began = performance.now();
  const observed = await observe(translator, all, { search });
  const seconds = (performance.now() - began) / 1000;
  const scores = folders.map(({ segments }) =>
    segments.map((segment) => chrf2(observed.get(segment.id)?.text ?? "", segment)),
  );
  return { scores, seconds };
}

// The first run includes what is computed once.
await measure("greedy");
const greedy = await measure("greedy");
const searches = [["auto", await measure("auto")] as const, ["beam", await measure("beam")] as const];
say(`${all.length} segments, ${values.split} part; chrf2`);
say();
printTable(
  ["search", ...folders.map(({ name }) => name), "time"],
  [
    ["greedy", ...greedy.scores.map((scores) => mean(scores).toFixed(2)), "1"],
    ...searches.map(([name, { scores, seconds }]) => [
      name,
      ...scores.map((own, index) => {
        const differences = own.map((score, at) => score - (greedy.scores[index]?.[at] ?? 0));
        return `${mean(own).toFixed(2)} (${meanDifference(differences)})`;
      }),
      (seconds / greedy.seconds).toFixed(2),
    ]),
  ],
);
