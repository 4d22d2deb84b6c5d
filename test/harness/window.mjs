import { chromium } from "playwright-core";

/** The window's size on screen; screenshots have this size too, unless scaled. */
const SIZE = { width: 1280, height: 800 };

/**
 * ms; long, because the machine may be busy, but shorter than a test's time-out, so that the error names the missing
 * element.
 */
const TIMEOUT = 120_000;
const NAVIGATION_TIMEOUT = 300_000;

/**
 * Opens the browser that is VS Code's window.
 * @param {string} executablePath
 * @param {{ scale?: number, size?: { width: number, height: number } }} [options] scale: pixels per point, for sharp screenshots
 * @returns {Promise<{ page: import("playwright-core").Page, close: () => Promise<void> }>}
 */
export async function openWindow(executablePath, { scale = 1, size = SIZE } = {}) {
  const browser = await chromium.launch({ executablePath, args: ["--disable-gpu", "--disable-quic"] });
  const context = await browser.newContext({ viewport: size, deviceScaleFactor: scale });
  context.setDefaultTimeout(TIMEOUT);
  context.setDefaultNavigationTimeout(NAVIGATION_TIMEOUT);
  return { page: await context.newPage(), close: () => browser.close() };
}
