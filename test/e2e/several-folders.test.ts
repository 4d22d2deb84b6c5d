import assert from "node:assert/strict";
import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openWorkbench, quickInput, quickPick, runCommand, type Workbench } from "../harness/workbench.mjs";
import { type ChatServer, startChatServer } from "../support/chat-server.js";

describe("A window with two folders", function () {
  this.timeout(300_000);
  let server: ChatServer;
  let bench: Workbench;

  before(async () => {
    server = await startChatServer();
    const parent = await mkdtemp(join(tmpdir(), "routelmt-two-"));
    for (const name of ["shop", "admin"]) {
      await mkdir(join(parent, name, "locales"), { recursive: true });
      await mkdir(join(parent, name, ".vscode"));
      await writeFile(join(parent, name, "locales", `en.json`), '{\n  "save": "Save the file"\n}\n');
      await writeFile(join(parent, name, "locales", `de.json`), '{\n  "save": "Datei sichern"\n}\n');
      const settings = { "routelmt.large.model": `model-of-${name}`, "routelmt.large.baseUrl": server.baseUrl };
      const price = { "routelmt.large.price.input": 1, "routelmt.large.price.output": 1 };
      await writeFile(join(parent, name, ".vscode", "settings.json"), JSON.stringify({ ...settings, ...price }));
    }
    const file = join(parent, "two.code-workspace");
    await writeFile(file, JSON.stringify({ folders: [{ path: "shop" }, { path: "admin" }] }));
    bench = await openWorkbench({
      folder: file,
      settings: { "routelmt.large.price.input": 1, "routelmt.large.price.output": 1 },
    });
    // Until the extension has said something, the window is busy with itself and may close what a test opens.
    await bench.page.locator(".statusbar-item", { hasText: "RouteLMT" }).waitFor();
  });
  after(async () => {
    await bench?.close();
    server?.close();
  });

  const pick = async (name: string): Promise<void> => quickPick(bench.page, name).click();

  it("is asked which project a command is about, and Set Budget names it", async () => {
    await runCommand(bench, "RouteLMT: Set Budget…");
    await pick("admin");
    await bench.page.locator(".quick-input-title", { hasText: "RouteLMT: Set Budget… · admin" }).waitFor();
    await quickInput(bench.page).waitFor();
    await bench.page.keyboard.press("Escape");
  });

  it("tests the large model of the project that was picked", async () => {
    await runCommand(bench, "RouteLMT: Test Connection");
    await pick("admin");
    await bench.page
      .locator(".notification-list-item", { hasText: /model-of-admin.* · admin/ })
      .last()
      .waitFor();
    assert.deepEqual(server.asked, ["model-of-admin"]);
    await runCommand(bench, "Notifications: Clear All Notifications");
  });

  it("shows the ledger and the budget of that project, and says which it is", async () => {
    await runCommand(bench, "RouteLMT: Show Budget");
    await pick("admin");
    await bench.page.locator(".tab.active", { hasText: "RouteLMT Budget · admin" }).waitFor();
    const panel = bench.page.frameLocator("iframe.webview.ready").frameLocator("iframe#active-frame");
    await panel.locator("#project", { hasText: /[\\/]admin$/ }).waitFor();
    await panel.locator("#ledger td", { hasText: "model-of-admin" }).waitFor();

    await runCommand(bench, "RouteLMT: Show Budget");
    await pick("shop");
    await bench.page.locator(".tab.active", { hasText: "RouteLMT Budget · shop" }).waitFor();
    await panel.locator("#project", { hasText: /[\\/]shop$/ }).waitFor();
    await panel
      .getByText("Nothing was bought in this project yet.")
      .or(panel.locator("#ledger-empty"))
      .first()
      .waitFor();
    assert.equal(await panel.locator("#ledger td").count(), 0);
    await runCommand(bench, "View: Close All Editors");
  });

  it("is not asked if the active file decides", async () => {
    await bench.page.keyboard.press("F1");
    await quickInput(bench.page).fill("en.json");
    await bench.page.locator(".quick-input-list .monaco-list-row", { hasText: "shop" }).first().click();
    await bench.page.locator('.tab.active[data-resource-name="en.json"]').waitFor();
    await runCommand(bench, "RouteLMT: Set Budget…");
    await bench.page.locator(".quick-input-title", { hasText: "RouteLMT: Set Budget… · shop" }).waitFor();
    await bench.page.keyboard.press("Escape");
  });
});
