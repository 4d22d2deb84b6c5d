import assert from "node:assert/strict";
import { TINY } from "../../support/bundled-model.js";
import { useCli } from "../use-cli.js";

describe("routelmt status", () => {
  const { routelmt, write, read, exists, list } = useCli(TINY);
  beforeEach(() => {
    write("app/locales/en.json", '{\n  "save": "Save",\n  "open": "Exchange rate",\n  "quit": "Password"\n}\n');
    write("app/locales/de.json", '{\n  "save": "Sichern",\n  "old": "Alt"\n}\n');
    write("app/res/values/strings.xml", '<resources><string name="a">Hello</string></resources>\n');
    write("app/res/values-fr/strings.xml", '<resources><string name="a">Bonjour</string></resources>\n');
    write("app/res/values/colors.xml", '<resources><color name="a">#fff</color></resources>\n');
    write("app/node_modules/x/locales/en.json", '{ "a": "A" }');
    write("app/node_modules/x/locales/de.json", "{}");
    write("app/package.json", '{ "name": "a" }');
  });
  const translate = (...more: readonly string[]) =>
    routelmt(["translate", "app/locales/en.json", "--to", "de", "--no-memory", ...more]);
  const stale = async (): Promise<string[]> => {
    const { out } = await routelmt(["status", "--to", "de", "--json"]);
    return JSON.parse(out).files[0].stale.map(({ key }: { key: string }) => key);
  };

  it("shows every file and language of a project, without colours in a pipe", async () => {
    const { code, out, err } = await routelmt(["status", "app"]);
    assert.deepEqual(out.split("\n"), [
      "file                          language     done  missing    stale   unused  percent",
      "app/locales/de.json           de              1        2        0        1     33 %",
      "app/res/values-fr/strings.xml fr              1        0        0        0    100 %",
      "2 of 4 strings done; 2 missing, 0 stale, 1 unused",
      "",
    ]);
    assert.deepEqual([code, err], [0, ""]);
    assert.deepEqual(list("."), ["app"], "nothing is written");
  });

  it("shows long language tags whole", async () => {
    write("app/locales/zh-Hans-SG.json", "{}");
    const { out } = await routelmt(["status", "app"]);
    assert.match(out, /^app\/locales\/zh-Hans-SG\.json +zh-Hans-SG +0 +3 /m);
  });

  it("says that the keys are the texts", async () => {
    write("shop/lang/de.json", '{ "Sign in": "Anmelden" }');
    write("shop/lang/fr.json", '{ "Sign out": "Déconnexion" }');
    const { out } = await routelmt(["status", "shop"]);
    assert.deepEqual(out.split("\n").slice(-4), [
      "shop/lang/fr.json    fr              1        1        0        0     50 %",
      "2 of 4 strings done; 2 missing, 0 stale, 0 unused",
      "The keys are the English text in shop/lang/de.json and 1 more.",
      "",
    ]);
    const { files } = JSON.parse((await routelmt(["status", "shop", "--json"])).out);
    assert.deepEqual([files[0].source, files[0].keysAreTexts], ["shop/lang/en.json", true]);
  });

  it("lists the keys with their places", async () => {
    const { out } = await routelmt(["status", "app", "--list", "--to", "de"]);
    assert.deepEqual(out.split("\n").slice(2, 5), [
      "  app/locales/de.json:2:20: missing open",
      "  app/locales/de.json:2:20: missing quit",
      "  app/locales/de.json:3:10: unused old",
    ]);
  });

  it("ends with 6 on what it is to fail on, and with 0 on the rest", async () => {
    const cases: [string[], number][] = [
      [["--fail-on", "missing"], 6],
      [["--fail-on", "stale"], 0],
      [["--fail-on", "stale,unused"], 6],
      [["--fail-on", "missing,unused", "--to", "fr"], 6],
    ];
    for (const [args, code] of cases)
      assert.equal((await routelmt(["status", "app", ...args])).code, code, args.join(" "));
  });

  it("shows languages that are asked for, whether they are there or not", async () => {
    const { out } = await routelmt(["status", "app", "--to", "es,fr"]);
    assert.match(out, /^app\/locales\/es\.json +es +0 +3 +0 +0 +0 %$/m);
    assert.match(out, /^app\/res\/values-es\/strings\.xml +es +0 +1 /m);
    assert.doesNotMatch(out, /de\.json/);
  });

  it("gives the same as JSON", async () => {
    const { out } = await routelmt(["status", "app", "--json", "--to", "de"]);
    const { counts, files, failed } = JSON.parse(out);
    assert.deepEqual(counts, { missing: 3, drafts: 0, stale: 0, unused: 1, translated: 1, total: 4, percent: 25 });
    assert.deepEqual(failed, []);
    const [{ target, language, missing }] = files;
    assert.deepEqual([target, language], ["app/locales/de.json", "de"]);
    assert.deepEqual(missing[0], { key: "open", path: "app/locales/de.json", line: 2, column: 20 });
  });

  it("goes on when a file cannot be read, and ends with 2", async () => {
    write("app/locales/fr.json", '{ "save": ');
    write("app/po/de.po", 'msgid "a\n');
    const { code, out, err } = await routelmt(["status", "app"]);
    assert.equal(code, 2);
    assert.match(out, /^app\/locales\/de\.json /m);
    assert.match(err, /^Error: app\/locales\/fr\.json: .* at line 1, column/m);
    assert.match(err, /^Error: app\/po\/de\.po: .* at line 1, column/m);
    assert.deepEqual(JSON.parse((await routelmt(["status", "app", "--json"])).out).failed.length, 2);
  });

  it("ends with 2 on bad input, and says what is wrong", async () => {
    write("empty/a.txt", "");
    const cases: [string[], RegExp][] = [
      [["none"], /There is no folder .*none/],
      [
        ["empty"],
        /No files with translations were found in .*empty\.\n.*source language with --from if it is not English/,
      ],
      [["app", "empty"], /2 folders were named/],
      [["app", "--fail-on", "bad"], /--fail-on cannot be "bad".*\n.*missing, stale, unused/],
      [["app", "--to", "xx"], /The language "xx" is not known/],
    ];
    for (const [args, message] of cases) {
      const { code, err, out } = await routelmt(["status", ...args]);
      assert.match(err, message);
      assert.deepEqual([code, out], [2, ""], args.join(" "));
    }
  });

  it("knows a translation as stale when its source text changed, until it is translated again", async () => {
    await translate();
    assert.equal(read(".routelmt/sources.jsonl").split("\n").length, 3, "a line for each text that was written");
    assert.deepEqual(await stale(), []);
    write("app/locales/en.json", `{\n  "save": "Save all",\n  "open": "Today's date",\n  "quit": "Password"\n}\n`);
    assert.deepEqual(await stale(), ["open"], "save is a person's text that nobody accepted");
    const check = await routelmt(["check", "app/locales/en.json", "--to", "de"]);
    assert.match(
      check.out,
      /de\.json:\d+:\d+: warning stale: the source text has changed since it was translated \[open\]/,
    );
    const before = read("app/locales/de.json");
    assert.match((await translate()).out, /nothing to fill in/);
    assert.equal(read("app/locales/de.json"), before, "without --stale nothing is made again");
    assert.match((await translate("--stale")).out, /1 value written/);
    assert.notEqual(read("app/locales/de.json"), before);
    assert.equal(JSON.parse(read("app/locales/de.json")).save, "Sichern");
    assert.deepEqual(await stale(), []);
  });

  it("never makes a person's text again: one that was edited, and one that was accepted", async () => {
    await translate();
    const edited = JSON.stringify({ ...JSON.parse(read("app/locales/de.json")), open: "Kurs" });
    write("app/locales/de.json", edited);
    assert.equal((await routelmt(["accept"])).code, 0);
    assert.equal(read("app/locales/de.json"), edited, "accepting writes no locale file");
    write("app/locales/en.json", '{ "save": "Save all", "open": "Rate of exchange", "quit": "Password" }');
    assert.deepEqual(await stale(), ["save", "open"]);
    const { out } = await routelmt(["status", "--to", "de", "--list"]);
    assert.match(out, /stale save \(the source text changed; a person's text, which --stale keeps\)/);
    await translate("--stale");
    assert.equal(read("app/locales/de.json"), edited);
    await routelmt(["accept", "app"]);
    assert.deepEqual(await stale(), []);
  });

  it("reuses no stale translation from the project's own files", async () => {
    await translate();
    const before = JSON.parse(read("app/locales/de.json")).quit;
    write("app/locales/en.json", '{ "quit": "Duplicate Invoice", "other": "Duplicate Invoice" }');
    await routelmt(["translate", "app/locales/en.json", "--to", "de", "--stale"]);
    const { quit, other } = JSON.parse(read("app/locales/de.json"));
    assert.notEqual(quit, before);
    assert.equal(other, quit);
  });

  it("has one record in the nearest folder that has one", async () => {
    write("app/.routelmt/sources.jsonl", "");
    await translate();
    assert.match(read("app/.routelmt/sources.jsonl"), /^\["locales\/de\.json","de",\["open"\]/);
    assert.equal(exists(".routelmt"), false);
  });

  it("refuses a record that is malformed, and writes nothing", async () => {
    write(".routelmt/sources.jsonl", "nonsense\n");
    const before = read("app/locales/de.json");
    for (const args of [["translate", "app/locales/en.json", "--to", "de"], ["status"], ["accept"]]) {
      const { code, err } = await routelmt(args);
      assert.equal(code, 2, args.join(" "));
      assert.match(err, /\.routelmt\/sources\.jsonl: .* at line 1, column 1/);
    }
    assert.equal(read("app/locales/de.json"), before);
    assert.equal(read(".routelmt/sources.jsonl"), "nonsense\n");
  });

  it("writes no record where it promises to write nothing", async () => {
    await routelmt(["plan", "app/locales/en.json", "--to", "de", "--stale"]);
    await routelmt(["check", "app/locales/en.json", "--to", "de"]);
    await routelmt(["status"]);
    assert.deepEqual(list("."), ["app"]);
    assert.deepEqual(list("app").sort(), ["locales", "node_modules", "package.json", "res"]);
  });
});
