import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../scripts/paths.mjs";
import { withSettings } from "../../scripts/settings-table.mjs";

const read = (name: string): string => readFileSync(join(ROOT, name), "utf8");

describe("The README", () => {
  it("has the settings of package.json; npm run settings-table writes them again", () => {
    assert.equal(read("README.md"), withSettings(read("README.md"), read("package.json"), read("package.nls.json")));
  });

  it("names every command that the palette has", () => {
    const { contributes } = JSON.parse(read("package.json")) as {
      contributes: {
        commands: { command: string; title: string }[];
        menus: { commandPalette: { command: string; when: string }[] };
      };
    };
    const texts = JSON.parse(read("package.nls.json")) as Record<string, string>;
    const hidden = new Set(
      contributes.menus.commandPalette.filter(({ when }) => when === "false").map(({ command }) => command),
    );
    const titles = contributes.commands
      .filter(({ command }) => !hidden.has(command))
      .map(({ title }) => texts[title.slice(1, -1)] ?? title);
    const readme = read("README.md");
    assert.deepEqual(
      titles.filter((title) => !readme.includes(title)),
      [],
    );
  });

  it("has the test command, and pictures that are there", () => {
    const readme = read("README.md");
    assert.match(readme, /^npm ci && npm test\b/m);
    const images = [...readme.matchAll(/!\[[^\]]+\]\(([^)]+)\)/g)].map(([, path]) => path ?? "");
    assert.ok(images.length >= 2);
    for (const path of images) assert.ok(readFileSync(join(ROOT, path)).length > 10_000, path);
  });

  it("links to nothing that is not there", () => {
    const links = [...read("README.md").matchAll(/\]\((?!https?:|#)([^)#]+)(?:#[^)]*)?\)/g)].map(
      ([, path]) => path ?? "",
    );
    assert.ok(links.length > 10);
    for (const path of links) assert.doesNotThrow(() => readFileSync(join(ROOT, path)), path);
  });
});
