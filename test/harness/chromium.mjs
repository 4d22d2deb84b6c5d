import { findOnPath, run, say } from "../../scripts/process.mjs";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/**
 * Finds the browser that shows the workbench; on Debian and Ubuntu, as root, installs it.
 * @returns {Promise<string>} its executable
 */
export async function ensureChromium() {
  const { CHROMIUM_PATH } = process.env;
  const found = CHROMIUM_PATH ?? findOnPath(...NAMES);
  if (found) return found;
  if (process.getuid?.() === 0 && findOnPath("apt-get")) {
    say("Installing chromium with apt-get …");
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    await run("apt-get", ["update"], { env });
    await run("apt-get", ["install", "-y", "chromium"], { env });
  }
  const installed = findOnPath(...NAMES);
  if (installed) return installed;
  throw new Error(
    'The editor tests need Chromium: run "apt-get install chromium", or set CHROMIUM_PATH to an executable.',
  );
}
