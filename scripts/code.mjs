import { spawn } from "node:child_process";
import { startServer } from "../test/harness/server.mjs";
import { setup } from "../test/harness/setup.mjs";
import { build } from "./build.mjs";
import { ROOT, WEBSHOP } from "./paths.mjs";
import { exitCode, findOnPath, runMain, say, spawnArguments } from "./process.mjs";

await runMain(async () => {
  await build();
  const { VSCODE_PATH } = process.env;
  const desktop = VSCODE_PATH ?? findOnPath("code");
  await (desktop ? openDesktop(desktop) : openInBrowser());
});

/**
 * Opens the sample project in the user's VS Code, with the extension.
 * @param {string} executable
 */
async function openDesktop(executable) {
  const [command, args, options] = spawnArguments(executable, [`--extensionDevelopmentPath=${ROOT}`, WEBSHOP]);
  const child = spawn(command, args, { ...options, stdio: "inherit" });
  process.exitCode = await exitCode(child);
}

/** Serves VS Code with the extension and the sample project until Ctrl+C. */
async function openInBrowser() {
  const server = await startServer({ build: await setup(), extensions: [ROOT] });
  const url = server.url(WEBSHOP);
  say(`VS Code with RouteLMT: ${url}\nCtrl+C ends it.`);
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  const opener = DISPLAY || WAYLAND_DISPLAY ? findOnPath("xdg-open") : undefined;
  if (opener) spawn(opener, [url], { stdio: "ignore" });
  await server.died;
}
