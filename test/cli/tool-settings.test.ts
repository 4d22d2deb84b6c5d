import assert from "node:assert/strict";
import { BUNDLED, TINY } from "../support/bundled-model.js";
import { useCli } from "./use-cli.js";

describe("routelmt in a project with another tool's settings", () => {
  const { routelmt, write, read, exists } = useCli(TINY);
  beforeEach(() => {
    write("app/.git/HEAD", "ref: refs/heads/main\n");
    write(
      "app/crowdin.yml",
      "files:\n  - source: /texts/base.json\n    translation: /texts/%two_letters_code%/shop.json\n",
    );
    write("app/texts/base.json", '{\n  "save": "Save",\n  "open": "Open {name}"\n}\n');
    write("app/texts/de/shop.json", '{\n  "save": "Sichern"\n}\n');
  });

  it("fills the file that they name, and reuses and checks it", async () => {
    const { code, err } = await routelmt(["translate", "app/texts/base.json", "--to", "de,fr", "--model", BUNDLED]);
    assert.deepEqual([code, err.includes("Warning")], [0, false], err);
    assert.equal(JSON.parse(read("app/texts/de/shop.json")).save, "Sichern");
    assert.match(JSON.parse(read("app/texts/de/shop.json")).open, /\{name\}/);
    assert.deepEqual(Object.keys(JSON.parse(read("app/texts/fr/shop.json"))), ["save", "open"]);
    const checked = await routelmt(["check", "app/texts/base.json", "--to", "de,fr"]);
    assert.equal(checked.code, 0, checked.out);
  });

  it("writes no file that they make of placeholders outside the project, and reads no pattern as a program", async () => {
    write("app/i18n/en.properties", "LD_PRELOAD=/tmp/evil.so\n");
    const up = "/.{z}./.config/%two_letters_code%.conf";
    write("app/crowdin.yml", `files:\n  - source: /i18n/en.properties\n    translation: ${up}\n`);
    await routelmt(["translate", "app/i18n/en.properties", "--to", "de"]);
    assert.ok(exists("app/i18n/de.properties") && !exists(".config"));
    write("app/crowdin.yml", "");
    for (const pattern of ["./locales/({locale}.json", "./app/[z-a]/{locale}.json", "./x/((a+)+)+!{locale}.zzz"]) {
      write("app/project.inlang/settings.json", JSON.stringify({ p: { pathPattern: pattern } }));
      write(`app/x/${"a".repeat(60)}`, "");
      for (const command of ["status", "accept"]) {
        const { code, err } = await routelmt([command, "app"]);
        assert.deepEqual([code, err], [0, ""], pattern);
      }
    }
  });

  it("takes their source language, but for a file that names another", async () => {
    write("ally/.git/HEAD", "ref: refs/heads/main\n");
    write("ally/.vscode/settings.json", '{ "i18n-ally.localesPaths": "texts", "i18n-ally.sourceLanguage": "fr" }');
    write("ally/texts/fr.json", '{ "save": "Sauver", "open": "Ouvrir" }');
    write("ally/texts/de.json", '{ "save": "Sichern" }');
    const { out } = await routelmt(["status", "ally"]);
    assert.match(out, /^ally\/texts\/de\.json +de +1 +1 /m);
    const { out: checked } = await routelmt(["check", "ally/texts/fr.json", "--to", "de"]);
    assert.match(checked, /missing-key.*\[open\]/);
    write("ally/texts/en.json", '{ "save": "Save" }');
    const { code } = await routelmt(["check", "ally/texts/en.json", "--to", "de"]);
    assert.equal(code, 0, "English as its name says");
  });

  it("finds the project's files by them", async () => {
    const { out } = await routelmt(["status", "app"]);
    assert.match(out, /^app\/texts\/de\/shop\.json +de +1 +1 +0 +0 +50 %$/m);
    const { out: wanted } = await routelmt(["status", "app", "--to", "es"]);
    assert.match(wanted, /^app\/texts\/es\/shop\.json +es +0 +2/m);
  });

  it("goes by --out where that is given, and by the paths where no settings are about a file", async () => {
    write("app/texts/base.json", '{ "copy": "Duplicate Invoice" }\n');
    await routelmt(["translate", "app/texts/base.json", "--to", "de", "--out", "app/own-{lang}.json"]);
    assert.ok(exists("app/own-de.json"));
    write("app/other/en.json", '{ "rate": "Exchange rate" }\n');
    await routelmt(["translate", "app/other/en.json", "--to", "de"]);
    assert.ok(exists("app/other/de.json"));
  });

  it("stays below the settings' folder, and looks no higher than the repository", async () => {
    write("app/crowdin.yml", "files:\n  - source: /texts/base.json\n    translation: /../%two_letters_code%.json\n");
    const outside = await routelmt(["translate", "app/texts/base.json", "--to", "de"]);
    assert.equal(outside.code, 2);
    assert.ok(!exists("de.json"));
    write("app/crowdin.yml", "");
    write("crowdin.yml", "files:\n  - source: /app/texts/base.json\n    translation: /app/%two_letters_code%.json\n");
    const above = await routelmt(["translate", "app/texts/base.json", "--to", "de"]);
    assert.equal(above.code, 2);
  });
});
