import { RouteLmtError, said } from "#core/errors.js";
import { ProjectStore } from "#store/project-store.js";
import { inEnglish } from "#workspace/localize.js";
import { markdownOf, reportOf } from "#workspace/reports/run-report.js";
import { number, readArguments } from "../arguments.js";
import { EXIT } from "../exit-code.js";
import { projectFolder } from "../project-folder.js";
import type { Terminal } from "../terminal.js";

/**
 * `routelmt report`: every decision of a run with reason, cost and checks, as Markdown or JSON.
 *
 * @throws {RouteLmtError} `option-invalid`, `file-missing`, and what the project database throws
 */
export async function reportCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = readArguments(args, { run: { type: "string" }, json: { type: "boolean" } }, 1);
  const folder = await projectFolder(positionals[0]);
  const store = ProjectStore.for(folder, folder);
  try {
    const report = await reportOf(store, number(values.run, "--run", { min: 1, isWhole: true, example: "3" }));
    if (!report) {
      const advice = said`routelmt ledger --json lists the runs that bought something.`;
      throw new RouteLmtError("option-invalid", said`There is no such run in this project`, advice);
    }
    if (values.json) terminal.json(report);
    else for (const line of markdownOf(report, inEnglish).split("\n")) terminal.out(line);
    return EXIT.done;
  } finally {
    await store.close();
  }
}
