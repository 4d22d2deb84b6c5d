import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openWorkbench, type Workbench } from "../harness/workbench.mjs";

describe("A folder without translations", () => {
  let bench: Workbench;

  before(async () => {
    const folder = await mkdtemp(join(tmpdir(), "routelmt-empty-"));
    await writeFile(join(folder, "README.md"), "Nothing to translate.\n");
    bench = await openWorkbench({ folder });
  });
  after(() => bench?.close());

  it("has a view that says what is looked for, and what to do, until there is something", async () => {
    const { page, folder } = bench;
    // The palette does not list the commands of extensions that are not there yet.
    await page.locator(".activitybar .action-item", { has: page.getByLabel("RouteLMT") }).click();
    const welcome = page.locator(".sidebar .welcome-view-content");
    await welcome.getByText("No files with translations were found in this folder.").waitFor();
    for (const name of ["Set the Source Language", "Open Sample…"])
      await welcome.getByRole("button", { name }).waitFor();
    await mkdir(join(folder, "locales"));
    await writeFile(join(folder, "locales", "en.json"), '{\n  "save": "Save the file"\n}\n');
    const row = page.locator(".sidebar .monaco-list-row", { hasText: "locales/en.json" });
    // The editor's watcher may see the new folder or not; where it does, the button is gone before it is clicked.
    await Promise.any([row.waitFor(), welcome.getByRole("button", { name: "Look Again" }).click()]);
    await row.waitFor();
    await welcome.waitFor({ state: "hidden" });
  });
});
