import assert from "node:assert/strict";
import { once } from "node:events";
import { readFile, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { OUT } from "../../scripts/paths.mjs";
import { openFile, quickInput, quickPick, runCommand, screenshot, waitForText } from "../harness/workbench.mjs";
import { useWorkbench } from "./use-workbench.js";

/** Strings of which the large model is expected to improve the local translations. */
const LARGE = new Map([
  ["Freeze video on a chosen frame", "Video bei einem ausgewählten Einzelbild einfrieren"],
  ["Please select a deposit or withdrawal column.", "Bitte wählen Sie eine Einzahlungs- oder Auszahlungsspalte aus."],
  ["This is the balance after the split was reconciled", "Dies ist der Saldo nach dem Abgleich des Buchungsteils"],
]);
/** A string of which the large model's translation is refused. */
const HELD = "Choose the account that the deposit was reconciled with";
LARGE.set(HELD, "https://evil.example/pay");
const ENGLISH = Object.fromEntries([...LARGE.keys()].slice(0, 3).map((text, index) => [`text${index}`, text]));

/** A chat-completions API that knows three strings. */
function startLargeModel(): { server: Server; requests: string[][]; fail(status: number | undefined): void } {
  const requests: string[][] = [];
  let status: number | undefined;
  const server = createServer(async (request, response) => {
    let text = "";
    for await (const chunk of request) text += chunk;
    if (status !== undefined) {
      response.writeHead(status).end();
      return;
    }
    const { messages } = JSON.parse(text) as { messages: { content: string }[] };
    const { strings } = JSON.parse(messages.at(-1)?.content ?? "") as { strings: { id: string; text: string }[] };
    requests.push(strings.map((one) => one.text));
    const translations = strings.map((one) => ({ id: one.id, text: LARGE.get(one.text) ?? one.text }));
    const content = JSON.stringify({ translations });
    const usage = { prompt_tokens: 100, completion_tokens: 30 };
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify({ choices: [{ finish_reason: "stop", message: { content } }], usage }));
  });
  return {
    server,
    requests,
    fail: (next) => {
      status = next;
    },
  };
}

/** Waits until a condition is true; if it throws, as for a file that is being written, it is not yet true. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 60_000; !(await holds().catch(() => false)); ) {
    if (Date.now() > end) throw new Error("Waited in vain.");
    await pause(100);
  }
}

const isBought = (values: Record<string, string> | undefined): boolean =>
  Object.values(values ?? {}).some((text) => [...LARGE.values()].includes(text));

describe("a person who spends money", () => {
  const large = startLargeModel();
  const settings: Record<string, unknown> = {
    "routelmt.budget.limit": 1,
    "routelmt.budget.period": "month",
    "routelmt.budget.share": 1,
    "routelmt.memory.enabled": false,
    "routelmt.local.minimumQuality": 0,
  };
  before(async () => {
    large.server.listen(0, "127.0.0.1");
    await once(large.server, "listening");
    settings["routelmt.large.baseUrl"] = `http://127.0.0.1:${(large.server.address() as AddressInfo).port}/v1`;
  });
  afterEach(() => large.fail(undefined));
  after(() => large.server.close());
  const workbench = useWorkbench({ settings });
  const path = (name: string): string => join(workbench().folder, "locales", name);
  const german = async (): Promise<Record<string, string> | undefined> =>
    readFile(path("de.json"), "utf8").then(
      (text) => JSON.parse(text) as Record<string, string>,
      () => undefined,
    );
  const notification = (text: string | RegExp) =>
    workbench().page.locator(".notification-list-item", { hasText: text }).first();
  const dialog = () => workbench().page.locator(".monaco-dialog-box");
  const translate = async (): Promise<void> => {
    await openFile(workbench(), "locales/en.json");
    await runCommand(workbench(), "RouteLMT: Translate File…");
    await quickPick(workbench().page, "German").waitFor();
    await workbench().page.keyboard.press("Enter");
  };
  const sent = (): number => large.requests.flat().length;

  it("cancels at the plan, and nothing is written or sent", async () => {
    await writeFile(path("en.json"), JSON.stringify(ENGLISH, null, 2));
    await writeFile(path("de.json"), "{}\n");
    await translate();
    await dialog().waitFor({ timeout: 100_000 });
    await screenshot(workbench(), join(OUT, "screenshots", "plan-dialog.png"));
    await workbench().page.keyboard.press("Escape");
    await dialog().waitFor({ state: "detached" });
    await pause(500);
    assert.deepEqual(await german(), {});
    assert.equal(sent(), 0);
  });

  it("sees with a slider what other budgets would buy, before anything is bought", async () => {
    const { page } = workbench();
    await translate();
    await dialog().waitFor({ timeout: 100_000 });
    await dialog().getByRole("button", { name: "Adjust Budget…" }).click();
    await page.locator(".tab.active", { hasText: "RouteLMT Budget" }).waitFor();
    const panel = page.frameLocator("iframe.webview.ready").frameLocator("iframe#active-frame");
    await panel.locator("#slider:enabled").press("End");
    await panel.getByRole("button", { name: /^Allow \$.+ More…$/ }).click();
    await page.locator(".quick-input-title", { hasText: "Set Budget…" }).waitFor();
    const suggested = Number(await quickInput(page).inputValue());
    assert.ok(suggested > 0 && suggested < 1, `${suggested}`);
    await page.keyboard.press("Escape");
    assert.deepEqual([Object.keys((await german()) ?? {}), sent()], [Object.keys(ENGLISH), 0]);
    await runCommand(workbench(), "Notifications: Clear All Notifications");
    await writeFile(path("de.json"), "{}\n");
  });

  it("sees that the provider refused the key, and keeps the local translations", async () => {
    large.fail(401);
    await translate();
    await dialog().waitFor({ timeout: 100_000 });
    await dialog()
      .getByRole("button", { name: /^Buy \d/ })
      .click();
    await notification(/not bought/).waitFor();
    await screenshot(workbench(), join(OUT, "screenshots", "refused-key.png"));
    await notification(/not bought/)
      .getByRole("button", { name: "Set API Key…" })
      .waitFor();
    assert.deepEqual(Object.keys((await german()) ?? {}), Object.keys(ENGLISH));
  });

  it("buys later what was translated locally, and sees it beside the values", async () => {
    await openFile(workbench(), "locales/de.json");
    await runCommand(workbench(), "RouteLMT: Buy Flagged Translations…");
    await dialog().waitFor({ timeout: 100_000 });
    assert.match((await dialog().textContent()) ?? "", /3 flagged/, "what is for sale adds up");
    // By keys alone: the first answer has the focus.
    await workbench()
      .page.locator(".monaco-dialog-box .monaco-button:focus", { hasText: /^Buy 3/ })
      .waitFor();
    await workbench().page.keyboard.press("Enter");
    await notification(/\d large/).waitFor();
    assert.ok(sent() > 0);
    // An open file is changed as if by typing; saving it is up to the user.
    await runCommand(workbench(), "File: Save");
    await until(async () => isBought(await german()));
    await waitForText(workbench(), "▲ large");
    await screenshot(workbench(), join(OUT, "screenshots", "bought.png"));
  });

  it("is warned by the colour of the status bar as long as the cap is nearly used up", async () => {
    const { page } = workbench();
    const warned = page.locator(".statusbar-item.warning-kind", { hasText: "RouteLMT" });
    const allow = async (dollars: string): Promise<void> => {
      await runCommand(workbench(), "RouteLMT: Set Budget…");
      await quickInput(page).fill(dollars);
      await page.keyboard.press("Enter");
    };
    assert.equal(await warned.count(), 0);
    // Three strings cost $0.000088.
    await allow("0.00009");
    await warned.waitFor();
    await screenshot(workbench(), join(OUT, "screenshots", "near-the-cap.png"));
    await allow("1");
    await warned.waitFor({ state: "detached" });
  });

  it("finds the decisions again after the window was reloaded", async () => {
    await workbench().page.reload({ waitUntil: "load" });
    await workbench()
      .page.locator(".statusbar-item", { hasText: /<\$0\.01 \/ \$1\.00 · \d+ days? left/ })
      .waitFor({ timeout: 200_000 });
    await openFile(workbench(), "locales/de.json");
    await waitForText(workbench(), "▲ large");
  });

  it("undoes the last run after the reload", async () => {
    const before = await german();
    await runCommand(workbench(), "RouteLMT: Undo Last Run");
    await notification(/is undone/).waitFor();
    await runCommand(workbench(), "File: Save");
    await until(async () => !isBought(await german()));
    assert.notDeepEqual(await german(), before);
  });

  const panel = () => workbench().page.frameLocator("iframe.webview.ready").frameLocator("iframe#active-frame");
  const saleInPanel = async (): Promise<string> => {
    await runCommand(workbench(), "RouteLMT: Show Budget");
    await panel().locator("#what-if:not(:empty)").waitFor();
    return (await panel().locator("#what-if").textContent()) ?? "";
  };

  it("is offered for nothing what was bought and taken back, in the panel and in the plan", async () => {
    await runCommand(workbench(), "Notifications: Clear All Notifications");
    assert.match(await saleInPanel(), /^\$0 more buys 3 strings/);
    // Of the whole project: no file is asked for.
    await panel().getByRole("button", { name: "Buy Flagged…" }).click();
    await dialog().waitFor({ timeout: 100_000 });
    assert.match((await dialog().textContent()) ?? "", /3 worth the large model.*estimated \$0, of/);
    await workbench().page.keyboard.press("Escape");
    await dialog().waitFor({ state: "detached" });
  });

  it("gets the ledger as CSV from the panel", async () => {
    await panel().getByRole("button", { name: "Export as CSV" }).click();
    await workbench().page.locator(".tab.active", { hasText: "Untitled" }).waitFor();
    await waitForText(workbench(), "time,");
  });

  it("is not offered again what was bought, and refused by the checks", async () => {
    await writeFile(path("en.json"), JSON.stringify({ held: HELD }, null, 2));
    await writeFile(path("de.json"), "{}\n");
    await translate();
    await dialog().waitFor({ timeout: 100_000 });
    await workbench().page.keyboard.press("Enter");
    await notification(/the checks refused every answer/).waitFor();
    await runCommand(workbench(), "Notifications: Clear All Notifications");
    await openFile(workbench(), "locales/de.json");
    await runCommand(workbench(), "RouteLMT: Buy Flagged Translations…");
    await notification(/nothing is for sale.*1 held, not offered again/).waitFor();
    assert.match(await saleInPanel(), /^Nothing is for sale/);
  });
});
