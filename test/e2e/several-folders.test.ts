import assert from "node:assert/strict";
import { mkdir, mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openWorkbench, quickInput, quickPick, runCommand, type Workbench } from "../harness/workbench.mjs";
import { AGENT, askAgent, type ToolAnswer } from "../support/agent.js";
import { type ChatServer, startChatServer } from "../support/chat-server.js";

describe("A window with two folders", () => {
  let server: ChatServer;
  let bench: Workbench;
  let parent: string;

  before(async () => {
    server = await startChatServer();
    parent = await mkdtemp(join(tmpdir(), "routelmt-two-"));
    for (const name of ["shop", "admin"]) {
      await mkdir(join(parent, name, "locales"), { recursive: true });
      await mkdir(join(parent, name, ".vscode"));
      await writeFile(
        join(parent, name, "locales", "en.json"),
        '{\n  "open": "Open the file",\n  "save": "Save the file"\n}\n',
      );
      await writeFile(join(parent, name, "locales", "de.json"), '{\n  "save": "Datei sichern"\n}\n');
      const settings = { "routelmt.large.model": `model-of-${name}`, "routelmt.large.baseUrl": server.baseUrl };
      const price = { "routelmt.large.price.input": 1, "routelmt.large.price.output": 1 };
      const cap = { limit: 7, unit: "segments", period: "month" };
      const own = name === "shop" ? Object.entries(cap).map(([key, value]) => [`routelmt.budget.${key}`, value]) : [];
      const all = { ...settings, ...price, ...Object.fromEntries(own) };
      await writeFile(join(parent, name, ".vscode", "settings.json"), JSON.stringify(all));
    }
    const file = join(parent, "two.code-workspace");
    await writeFile(file, JSON.stringify({ folders: [{ path: "shop" }, { path: "admin" }] }));
    bench = await openWorkbench({
      folder: file,
      others: [AGENT],
      env: { ROUTELMT_TEST_AGENT: join(parent, "agent") },
      settings: { "routelmt.large.price.input": 1, "routelmt.large.price.output": 1 },
    });
    // Until the extension shows something, the window is still starting and may close what a test opens.
    await bench.page.locator(".statusbar-item", { hasText: "RouteLMT" }).waitFor();
  });
  after(async () => {
    await bench?.close();
    server?.close();
  });

  const ask = (tool: string, input: object): Promise<ToolAnswer> =>
    askAgent(join(parent, "agent"), `routelmt_${tool}`, input);
  const german = (name: string): Promise<string> => readFile(join(parent, name, "locales", "de.json"), "utf8");
  const openEnglish = async (name: string): Promise<void> => {
    await bench.page.keyboard.press("F1");
    await quickInput(bench.page).fill("en.json");
    await bench.page.locator(".quick-input-list .monaco-list-row", { hasText: name }).first().click();
    await bench.page.locator('.tab.active[data-resource-name="en.json"]').waitFor();
  };
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
    await openEnglish("shop");
    await runCommand(bench, "RouteLMT: Set Budget…");
    await bench.page.locator(".quick-input-title", { hasText: "RouteLMT: Set Budget… · shop" }).waitFor();
    await bench.page.keyboard.press("Escape");
  });

  const missingIn = async (input: object): Promise<readonly string[]> => {
    const answer = await ask("status", input);
    assert.ok("result" in answer, JSON.stringify(answer));
    return JSON.parse(answer.result).files[0].missing;
  };

  it("makes an agent say which folder its calls are about if no file is active", async () => {
    await runCommand(bench, "View: Close All Editors");
    const answer = await ask("status", {});
    assert.ok("error" in answer);
    assert.match(
      answer.error,
      /Several folders could be meant: shop \(.+\), admin \(.+\)\. Call the tool again with folder/,
    );
  });

  it("answers an agent for the folder that it names, by name or path, whatever file is active", async () => {
    await openEnglish("shop");
    await writeFile(
      join(parent, "admin", "locales", "en.json"),
      '{\n  "open": "Open the file",\n  "save": "Save the file",\n  "quit": "Quit"\n}\n',
    );
    for (const folder of ["admin", join(parent, "admin")])
      assert.deepEqual(await missingIn({ folder }), ["open", "quit"]);
    for (const input of [{ folder: "shop" }, {}]) assert.deepEqual(await missingIn(input), ["open"]);
    const planned = await ask("plan", { folder: "admin" });
    assert.equal("result" in planned && JSON.parse(planned.result).summary.strings, 2);
  });

  it("has the caps of each folder besides the user's own, and what was spent in that folder", async () => {
    const capsOf = async (folder: string): Promise<readonly { readonly used: number }[]> => {
      const answer = await ask("plan", { folder });
      assert.ok("result" in answer, JSON.stringify(answer));
      return JSON.parse(answer.result).caps;
    };
    const own = { limit: 0, unit: "usd", period: "total", used: 0 };
    assert.deepEqual(await capsOf("shop"), [own, { limit: 7, unit: "segments", period: "month", used: 0 }]);
    const [admin, ...more] = await capsOf("admin");
    assert.ok(admin && admin.used > 0, "for testing the connection");
    assert.deepEqual([{ ...admin, used: 0 }, ...more], [own]);
  });

  it("asks before an agent translates, and writes only in the folder that it named", async () => {
    const before = await german("shop");
    const translated = ask("translate", { folder: "admin" });
    const dialog = bench.page.locator(".monaco-dialog-box", { hasText: "Translate 2 missing strings" });
    await dialog.getByText("locales/de.json: 2").waitFor();
    await bench.page.keyboard.press("Enter");
    const answer = await translated;
    assert.ok("result" in answer, JSON.stringify(answer));
    assert.equal(JSON.parse(answer.result).files[0].path, "locales/de.json");
    assert.deepEqual(Object.keys(JSON.parse(await german("admin"))), ["open", "save", "quit"]);
    assert.equal(await german("shop"), before);
    assert.deepEqual(server.asked, ["model-of-admin"]);
  });
});
