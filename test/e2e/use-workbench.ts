import { join } from "node:path";
import { OUT, WEBSHOP } from "../../scripts/paths.mjs";
import { openWorkbench, screenshot, type Workbench, type WorkbenchOptions } from "../harness/workbench.mjs";
import { copyWorkspace } from "../harness/workspace.mjs";

/**
 * One VS Code with a copy of the sample project for the tests of the enclosing `describe`. A failed test leaves a
 * screenshot in out/failures/.
 *
 * @returns the workbench, for use inside tests
 */
export function useWorkbench(options: Partial<WorkbenchOptions> = {}): () => Workbench {
  let workbench: Workbench | undefined;

  const current = (): Workbench => {
    if (!workbench) throw new Error("The workbench is open only while tests run.");
    return workbench;
  };

  before(async () => {
    workbench = await openWorkbench({ folder: await copyWorkspace(WEBSHOP), ...options });
  });

  afterEach(async function () {
    const test = this.currentTest;
    if (test?.state !== "failed" || !workbench) return;
    const name = test.fullTitle().replace(/[^\p{L}\p{N}]+/gu, "-");
    await screenshot(workbench, join(OUT, "failures", `${name}.png`));
  });

  after(() => workbench?.close());

  return current;
}
