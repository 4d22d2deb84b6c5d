import * as vscode from "vscode";
import { keyId } from "#core/formats/format.js";
import type { LanguageTag } from "#core/language/tag.js";
import { FormalityChooser } from "#core/memory/formality-chooser.js";
import { costOf } from "#core/routing/cost.js";
import { isOffered } from "#core/routing/decision.js";
import { segmentUsage } from "#core/translate/large-items.js";
import { instructionsFor } from "#large-model/instructions.js";
import type { KeptDecision } from "#store/placed-decision.js";
import type { ProjectStore } from "#store/project-store.js";
import { instructionsOf, type OpenJob, openJobs } from "#workspace/open-jobs.js";
import { forSaleIn, saleOf } from "#workspace/runs/for-sale.js";
import { jobSettings, vscodeWorkspace } from "../editor/files.js";
import { readSettings, type Settings } from "../editor/settings.js";
import type { Context } from "../state/context.js";
import { largeModelName } from "../state/large-model.js";

/**
 * The prices in US dollars of the strings that *Buy Flagged Translations…* would offer, by their decisions. Found as the command finds
 * them: in the files as they are now, with today's settings, and free where the answer was paid for.
 *
 * @throws {RouteLmtError} what the project database throws
 */
export async function pricesOf(
  context: Pick<Context, "knowledge" | "records">,
  store: ProjectStore,
  kept: readonly KeptDecision[],
): Promise<Map<KeptDecision, number>> {
  const [first] = kept;
  if (!first) return new Map();
  const settings = readSettings(vscode.Uri.file(first.sourcePath));
  const { price } = settings;
  const jobs = await jobsOf(context, store, settings, kept);
  const sale = await saleOf(store, jobs, { model: await largeModelName(settings) });
  const pins = await store.pins.among(sale.jobs);
  const instructions = instructionsOf(sale.jobs, instructionsFor);
  const prices = new Map<string, number>();
  for (const { job } of sale.jobs) {
    for (const prepared of job.preparation.segments) {
      const { id } = prepared.segment;
      if (pins.get(id) === "local") continue;
      const usage = segmentUsage(prepared, instructions, price.unit);
      prices.set(
        nameOf(job.targetPath, job.direction.target, keyId(prepared.key)),
        sale.paid.has(id) ? 0 : costOf(usage, price),
      );
    }
  }
  return new Map(
    kept.flatMap((one) => {
      const found = prices.get(nameOf(one.targetPath, one.decision.segment.direction.target, keyId(one.key)));
      return found === undefined ? [] : [[one, found] as const];
    }),
  );
}

/** The files that may have something for sale. Those that cannot be read have nothing, as long as that is so. */
async function jobsOf(
  context: Pick<Context, "knowledge" | "records">,
  store: ProjectStore,
  settings: Settings,
  kept: readonly KeptDecision[],
): Promise<OpenJob[]> {
  const sales = salesIn(kept.filter(({ decision }) => isOffered(decision)));
  if (sales.length === 0) return [];
  const targets = [...new Set(sales.flatMap(({ languages }) => languages))];
  // Matches do not change the price, and take most of the time to find.
  const { memory, ...known } = await context.knowledge.open(
    sales.map(({ source }) => source.fsPath),
    settings,
    targets,
  );
  const knowledge = { ...known, formality: new FormalityChooser(settings.formality, memory) };
  const jobs: OpenJob[] = [];
  for (const { source, languages } of sales) {
    for (const target of languages) {
      const choice = {
        ...jobSettings(settings),
        files: [source.fsPath],
        targets: [target],
        isStaleToo: false,
        forSaleIn: (path: string, language: LanguageTag) => forSaleIn(store, context.records, path, language),
      };
      const opened = await openJobs(vscodeWorkspace, context.records, knowledge, choice).catch(() => []);
      jobs.push(...opened);
    }
  }
  return jobs;
}

/** The source files and languages of some decisions, as *Buy Flagged Translations…* takes them. */
export function salesIn(
  kept: readonly KeptDecision[],
): { readonly source: vscode.Uri; readonly languages: readonly LanguageTag[] }[] {
  const files = new Map<string, Set<LanguageTag>>();
  for (const { sourcePath, decision } of kept) {
    const languages = files.get(sourcePath) ?? new Set();
    files.set(sourcePath, languages.add(decision.segment.direction.target));
  }
  return [...files].map(([path, languages]) => ({ source: vscode.Uri.file(path), languages: [...languages] }));
}

function nameOf(targetPath: string, language: LanguageTag, key: string): string {
  return JSON.stringify([targetPath, language, key]);
}
