import * as vscode from "vscode";
import { testConnection } from "#large-model/test-connection.js";
import { askProject, withProject } from "../editor/ask-project.js";
import { allowsBuying } from "../editor/caps.js";
import { readSettings } from "../editor/settings.js";
import { localized, shownDollars, shownNumber } from "../editor/shown-text.js";
import { type Context, withProgress } from "../state/context.js";
import { largeModelFor } from "../state/large-model.js";

/** The most that a test may cost if there is no budget yet, in US dollars: a few hundred tokens. */
const MAX_COST = 0.01;

/** *Test Connection*: sends one word to the large model of a project, and says what came back and what it cost. */
export async function testLargeModel(context: Context): Promise<void> {
  const project = await askProject();
  if (!project) return;
  const settings = readSettings(project.resource);
  const large = await largeModelFor(context, settings);
  if (!large) return;
  const store = context.stores.for(project.resource);
  const run = await store.history.beginRun("test connection");
  const budget = allowsBuying(settings.caps) ? settings.caps : [];
  const ledger = store.ledgerOf(run, [{ unit: "usd", period: "run", limit: MAX_COST }, ...budget]);
  const brief = { source: settings.source, target: settings.targets[0] ?? "de" };
  const title = withProject(localized("RouteLMT: testing {0} at {1}", large.name, large.provider), project);
  try {
    const {
      text: translation,
      milliseconds,
      cost,
    } = await withProgress(title, (_, signal) => testConnection(large, ledger, brief, signal));
    const seconds = shownNumber(milliseconds / 1000, 1);
    const said =
      translation === undefined
        ? localized("{0} answered in {1} s, but with no translation.", large.name, seconds)
        : localized("{0} translated “Cancel” as “{1}” in {2} s.", large.name, translation, seconds);
    const text = `RouteLMT: ${said} ${localized("Paid: {0}", shownDollars(cost))}`;
    void vscode.window.showInformationMessage(withProject(text, project));
  } finally {
    await store.history.endRun(run, "done");
    context.budget.changed();
  }
}
