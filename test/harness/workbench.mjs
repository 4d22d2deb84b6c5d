import { basename } from "node:path";
import { ROOT } from "../../scripts/paths.mjs";
import { startServer } from "./server.mjs";
import { setup } from "./setup.mjs";
import { openWindow } from "./window.mjs";

/**
 * A real VS Code with the project's extension, in a window controlled by a test or screenshot.
 * @typedef {object} Workbench
 * @property {import("playwright-core").Page} page
 * @property {string} folder the open workspace
 * @property {() => Promise<void>} close
 *
 * @typedef {object} WorkbenchOptions
 * @property {string} folder the folder or .code-workspace file to open
 * @property {string[]} [others] folders of other extensions
 * @property {Record<string, unknown>} [settings] user settings
 * @property {NodeJS.ProcessEnv} [env] more environment for the extension host
 * @property {boolean} [trust] ask whether the folder is trusted
 * @property {number} [scale] pixels per point, for sharp screenshots
 * @property {{ width: number, height: number }} [size] of the window
 */

/** ms until the workbench shows the folder. */
const START_TIMEOUT = 120_000;
/** ms until layout, fonts and notifications have settled. */
const SETTLING_TIME = 600;

/** ms in which the palette has its rows, also on a busy machine, and how often it is opened. */
const PALETTE_TIMEOUT = 20_000;
const MAX_TRIES = 5;

/**
 * Opens a folder in VS Code with this project's extension installed.
 * @param {WorkbenchOptions} options
 * @returns {Promise<Workbench>}
 */
export async function openWorkbench({ folder, others = [], settings = {}, env = {}, trust = false, scale = 1, size }) {
  const build = await setup();
  /** @type {(() => Promise<void>)[]} */
  const opened = [];
  const close = async () => {
    for (const closeOne of opened.reverse()) await closeOne();
  };
  try {
    const server = await startServer({ build, extensions: [ROOT, ...others], settings, env, trust });
    opened.push(server.close);
    const window = await openWindow(build.browser, { scale, ...(size && { size }) });
    opened.push(window.close);
    await window.page.goto(server.url(folder));
    await window.page.locator(".explorer-folders-view .monaco-list-row").first().waitFor({ timeout: START_TIMEOUT });
    return { page: window.page, folder, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/**
 * Runs a command from the palette.
 * @param {Workbench} workbench
 * @param {string} title as the palette shows it, like "RouteLMT: Translate File…"
 */
export async function runCommand({ page }, title) {
  await chooseInPalette(page, `>${title}`, title);
  // Where the row was may be something now that opens a tooltip under the pointer.
  await page.mouse.move(0, 0);
}

/**
 * Opens the palette again if it closes: a webview that was left a moment ago may take the focus back.
 * @param {import("playwright-core").Page} page
 * @param {string} text
 * @param {string} row its title
 */
async function chooseInPalette(page, text, row) {
  for (let tries = 1; ; tries++) {
    try {
      // Over a row, the pointer would open a hover that covers the others.
      await page.mouse.move(0, 0);
      await page.keyboard.press("F1");
      await quickInput(page).fill(text, { timeout: PALETTE_TIMEOUT });
      return await quickPick(page, row).click({ timeout: PALETTE_TIMEOUT });
    } catch (error) {
      if (tries === MAX_TRIES) throw error;
    }
  }
}

/**
 * Opens a file of the workspace in an editor.
 * @param {Workbench} workbench
 * @param {string} path relative to the workspace
 */
export async function openFile({ page }, path) {
  const name = basename(path);
  await chooseInPalette(page, path, name);
  await page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor();
  await page.locator(".editor-group-container.active .monaco-editor .view-line").first().waitFor();
}

/**
 * Presses a button: of a notification, a dialog, an input.
 * @param {Workbench} workbench
 * @param {string} name
 */
export async function clickButton({ page }, name) {
  await page.getByRole("button", { name }).click();
}

/**
 * Waits until the editor shows a text: of the file, or an inlay hint.
 * @param {Workbench} workbench
 * @param {string} text
 */
export async function waitForText({ page }, text) {
  await editorText(page, text).waitFor();
}

/**
 * Clicks a row of a view in the side bar, which expands, collapses or runs it.
 * @param {Workbench} workbench
 * @param {string} label the whole label
 */
export async function chooseRow({ page }, label) {
  const name = page.locator(".label-name").getByText(label, { exact: true });
  await page.locator(".sidebar .monaco-list-row").filter({ has: name }).first().click();
}

/** ms in which a hover appears, also on a busy machine; then the pointer comes again, so many times in all. */
const HOVER_TIME = 15_000;
const MAX_HOVERS = 8;

/**
 * Hovers over a text in the editor.
 * @param {Workbench} workbench
 * @param {string} text
 * @returns {Promise<string>} what the hover says
 */
export async function hoverText({ page }, text) {
  const hover = page.locator(".monaco-resizable-hover .monaco-hover:not(.hidden)");
  for (let tries = 1; ; tries++) {
    await editorText(page, text).hover();
    try {
      await hover.waitFor({ timeout: HOVER_TIME });
      break;
    } catch (error) {
      if (tries === MAX_HOVERS) throw error;
      // The line moved away from below the pointer before the editor asked for its hover.
      await page.mouse.move(0, 0);
    }
  }
  await hover.getByText("Loading...", { exact: true }).waitFor({ state: "detached" });
  return (await hover.allInnerTexts()).join("\n");
}

/**
 * Saves what the window shows, once it has settled.
 * @param {Workbench} workbench
 * @param {string} file
 */
export async function screenshot({ page }, file) {
  await page.waitForTimeout(SETTLING_TIME);
  await page.screenshot({ path: file, animations: "disabled" });
}

/**
 * The palette's input box; quick picks and input boxes of commands look the same.
 * @param {import("playwright-core").Page} page
 */
export function quickInput(page) {
  return page.locator(".quick-input-widget:visible .quick-input-box input");
}

/**
 * A row of the palette, by its whole label.
 * @param {import("playwright-core").Page} page
 * @param {string} label
 */
export function quickPick(page, label) {
  const name = page.locator(".label-name").getByText(label, { exact: true });
  return page.locator(".quick-input-list .monaco-list-row").filter({ has: name }).first();
}

/**
 * @param {import("playwright-core").Page} page
 * @param {string} text
 */
function editorText(page, text) {
  return page.locator(".monaco-editor .view-line").getByText(text).first();
}
