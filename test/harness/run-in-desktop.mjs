import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { downloadAndUnzipVSCode, resolveCliPathFromVSCodeExecutablePath, runTests } from "@vscode/test-electron";
import { run, spawnArguments } from "../../scripts/process.mjs";
import { readResult } from "./result.mjs";

/**
 * Runs a suite in desktop VS Code: the one at VSCODE_PATH, or a download of the latest.
 * @param {import("./run-in-server.mjs").SuiteRun} options
 * @returns {Promise<import("./mocha.mjs").MochaResult>}
 */
export async function runSuiteInDesktop({ suite, extension, others = [], packages = [], folder }) {
  const { VSCODE_PATH } = process.env;
  const executable = VSCODE_PATH ?? (await downloadAndUnzipVSCode());
  const home = await mkdtemp(join(tmpdir(), "routelmt-vscode-"));
  const isolation = [`--user-data-dir=${join(home, "user")}`, `--extensions-dir=${join(home, "extensions")}`];
  try {
    const cli = resolveCliPathFromVSCodeExecutablePath(executable);
    for (const file of packages) {
      await run(...spawnArguments(cli, ["--install-extension", file, "--force", ...isolation]));
    }
    const exit = await runTests({
      vscodeExecutablePath: executable,
      extensionDevelopmentPath: [extension, ...others],
      extensionTestsPath: suite.entry,
      extensionTestsEnv: suite.env,
      launchArgs: [folder, ...isolation],
    }).catch(() => 1);
    return await readResult(suite.resultFile, exit);
  } finally {
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
  }
}
