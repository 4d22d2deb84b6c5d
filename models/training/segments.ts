import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import type { Direction } from "#core/language/tag.js";
import { readTable } from "./probe/tsv.js";

/** A segment of the router data, with its human reference. */
export interface RouterSegment {
  readonly id: string;
  readonly split: "train" | "dev" | "test";
  readonly application: string;
  readonly direction: Direction;
  readonly source: string;
  readonly reference: string;
  /** The recorded large model's translation, where there is one. */
  readonly large?: string;
}

/** A labelled score of a segment: one row of a label table. */
export interface Label {
  readonly small: number;
  readonly large: number;
}

/** `en-pt-BR.tsv`, `en-de.web.tsv`. */
const RECORDED = /^en-([a-z]{2}(?:-[A-Z]{2})?)(?:\..*)?\.tsv$/;

/** Reads every `en-XX*.tsv` of the folders with recorded large-model translations. */
export function readRecorded(folders: readonly string[]): RouterSegment[] {
  return folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => RECORDED.test(name))
      .sort()
      .flatMap((name) => {
        const target = RECORDED.exec(name)?.[1] ?? "";
        const rows = readTable(readFileSync(join(folder, name), "utf8"), [
          "id",
          "split",
          "application",
          "source",
          "reference",
          "large",
        ]);
        const direction = { source: "en", target };
        return rows.map((row) => ({
          id: row["id"] ?? "",
          split: row["split"] as RouterSegment["split"],
          application: row["application"] ?? "",
          direction,
          source: row["source"] ?? "",
          reference: row["reference"] ?? "",
          large: row["large"] ?? "",
        }));
      }),
  );
}

/** Reads `en-XX.router.tsv.gz` of a corpus folder: split, application, context, source, target. */
export function readReferenced(folder: string): RouterSegment[] {
  const header = "split\tapplication\tcontext\tsource\treference\n";
  return readdirSync(folder)
    .filter((name) => /^en-[a-z]{2}\.router\.tsv\.gz$/.test(name))
    .sort()
    .flatMap((name) => {
      const rows = readTable(header + gunzipSync(readFileSync(join(folder, name))).toString("utf8"), []);
      const target = name.slice(3, 5);
      return rows.map((row, index) => ({
        id: `${target}R${index}`,
        split: row["split"] as RouterSegment["split"],
        application: row["application"]?.split("/")[0] ?? "",
        direction: { source: "en", target },
        source: row["source"] ?? "",
        reference: row["reference"] ?? "",
      }));
    });
}

/**
 * Reads label tables (`id, metric, q_small, q_large, judge, date`); a later table wins.
 *
 * @returns the labels by segment id, and the metric they all are of
 * @throws {RangeError} when tables of several metrics are mixed
 */
export function readLabels(paths: readonly string[]): { labels: Map<string, Label>; metric: string } {
  const labels = new Map<string, Label>();
  const metrics = new Set<string>();
  for (const path of paths) {
    for (const row of readTable(readFileSync(path, "utf8"), ["id", "metric", "q_small", "q_large", "judge", "date"])) {
      metrics.add(row["metric"] ?? "");
      labels.set(row["id"] ?? "", { small: Number(row["q_small"]), large: Number(row["q_large"]) });
    }
  }
  if (metrics.size !== 1)
    throw new RangeError(`the label tables are of ${[...metrics].join(" and ") || "no"} metrics; one is needed`);
  return { labels, metric: [...metrics][0] ?? "" };
}

/** Every n-th item, so that at most `count` are left, spread over all. */
export function thin<Item>(items: readonly Item[], count: number): Item[] {
  if (items.length <= count) return [...items];
  return Array.from({ length: count }, (_, index) => items[Math.floor((index * items.length) / count)] as Item);
}
