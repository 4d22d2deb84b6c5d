import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { WEBSHOP } from "../../scripts/paths.mjs";
import { openFile, openWorkbench, quickInput, quickPick, runCommand, type Workbench } from "../harness/workbench.mjs";
import { copyWorkspace } from "../harness/workspace.mjs";
import { type ChatServer, startChatServer } from "../support/chat-server.js";

describe("A window that nobody trusts", () => {
  let own: ChatServer;
  let theirs: ChatServer;
  let bench: Workbench;

  before(async () => {
    [own, theirs] = [await startChatServer(), await startChatServer()];
    const folder = await copyWorkspace(WEBSHOP);
    const workspace = {
      "routelmt.large.baseUrl": theirs.baseUrl,
      "routelmt.large.model": "theirs",
      "routelmt.budget.limit": 0.5,
    };
    await writeFile(join(folder, ".vscode", "settings.json"), JSON.stringify(workspace));
    bench = await openWorkbench({
      folder,
      trust: true,
      settings: {
        "security.workspace.trust.startupPrompt": "never",
        "routelmt.large.baseUrl": own.baseUrl,
        "routelmt.large.model": "own",
        "routelmt.large.price.input": 1,
        "routelmt.large.price.output": 1,
      },
    });
    // Until the extension shows something, the window is still starting and may close what a test opens.
    await bench.page.locator(".statusbar-item", { hasText: "RouteLMT" }).waitFor();
  });
  after(async () => {
    await bench?.close();
    own?.close();
    theirs?.close();
  });

  it("opens in Restricted Mode, where local translation still works", async () => {
    await bench.page.locator('[id="status.workspaceTrust"]').waitFor();
    await runCommand(bench, "View: Show RouteLMT");
    await bench.page.locator(".sidebar .monaco-list-row", { hasText: "German" }).waitFor();
  });

  it("sends nothing to an address from the workspace's settings", async () => {
    await runCommand(bench, "RouteLMT: Test Connection");
    await bench.page.locator(".notification-list-item", { hasText: "Paid: " }).waitFor();
    assert.deepEqual([own.asked, theirs.asked], [["own"], []]);
    await runCommand(bench, "Notifications: Clear All Notifications");
  });

  it("lets the workspace lower the budget, and not raise it", async () => {
    await runCommand(bench, "RouteLMT: Set Budget…");
    await bench.page.locator(".quick-input-message", { hasText: "$0.50" }).waitFor();
    assert.equal(await quickInput(bench.page).inputValue(), "0");
    await bench.page.keyboard.press("Escape");
  });

  it("translates on the machine, and says which settings of the workspace do not apply", async () => {
    await openFile(bench, "locales/en.json");
    await runCommand(bench, "RouteLMT: Translate File…");
    await quickPick(bench.page, "German").waitFor();
    await bench.page.keyboard.press("Enter");
    const toast = bench.page.locator(".notification-list-item", { hasText: "written" });
    await toast.waitFor({ timeout: 300_000 });
    const said = await toast.innerText();
    assert.match(said, /Restricted Mode: .*routelmt\.large\.baseUrl.*routelmt\.large\.model/);
    assert.doesNotMatch(said, /budget\.limit/);
    assert.match(await readFile(join(bench.folder, "locales", "de.json"), "utf8"), /"account": "\S/);
    assert.deepEqual(theirs.asked, []);
  });
});
