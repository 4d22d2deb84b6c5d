import assert from "node:assert/strict";
import { useCli } from "./use-cli.js";

const SOURCE = {
  a: "Your name",
  b: "Your files",
  c: "You are offline",
  d: "You left",
  e: "Your key",
  f: "Your session has expired.",
};
const INFORMAL = {
  a: "Dein Name",
  b: "Deine Dateien",
  c: "Du bist offline",
  d: "Du bist gegangen",
  e: "Dein Schlüssel",
};

describe("routelmt, on languages and forms of address", () => {
  const { routelmt, write, read, exists } = useCli();
  beforeEach(() => write("locales/en.json", JSON.stringify(SOURCE)));

  it("shows what the small model takes, refuses and promises", async () => {
    const { code, out } = await routelmt(["models"]);
    assert.equal(code, 0);
    assert.match(out, /^en→de +formal, informal +.*de-AT.*de-CH\*/m);
    assert.match(out, /^en→pt-BR +– +pt\*$/m);
    assert.match(out, /^pt +translated as Brazilian Portuguese \(pt-BR\)$/m);
    assert.match(out, /^zh-TW +zh-TW is Traditional Chinese \(Taiwan\), zh-CN is Simplified Chinese$/m);
    const { languages } = JSON.parse((await routelmt(["models", "--json"])).out);
    const chinese = languages.find((row: { direction: { target: string } }) => row.direction.target === "zh-CN");
    assert.deepEqual(chinese.accepts, ["zh-Hans"]);
  });

  it("follows the existing translations, and says so in the plan and the result", async () => {
    write("locales/de.json", JSON.stringify(INFORMAL));
    const plan = await routelmt(["plan", "locales/en.json", "--to", "de"]);
    assert.match(plan.out, /^de: informal, from 5 of your strings$/m);
    const { code, out } = await routelmt(["translate", "locales/en.json", "--to", "de", "--json"]);
    assert.equal(code, 0);
    const { languages, decisions } = JSON.parse(out);
    assert.deepEqual(languages, [
      {
        target: "de",
        direction: "de",
        formality: { mode: "auto", form: "informal", evidence: { formal: 0, informal: 5 }, isPromised: true },
        lines: ["de: informal, from 5 of your strings"],
      },
    ]);
    assert.equal(decisions[0].segment.formality, "informal");
    assert.match(JSON.parse(read("locales/de.json")).f, /^Deine /);
  });

  it("does as the option says, for some languages or for all", async () => {
    write("locales/de.json", JSON.stringify(INFORMAL));
    const translate = (formality: string, to = "de") =>
      routelmt(["translate", "locales/en.json", "--to", to, "--formality", formality]);
    const { out } = await translate("informal,de=formal", "de,pt");
    assert.match(out, /^de: formal, as set$/m);
    assert.match(out, /^pt: translated as Brazilian Portuguese \(pt-BR\)$/m);
    assert.match(out, /^pt: informal wanted, but the small model does not guarantee it$/m);
    assert.match(JSON.parse(read("locales/de.json")).f, /^Ihre /);
    assert.equal(Object.keys(JSON.parse(read("locales/pt.json"))).length, 6);
    const { code, err } = await translate("de=polite");
    assert.deepEqual([code, /"polite" is not a form of address/.test(err)], [2, true]);
  });

  it("refuses another written standard, and writes nothing", async () => {
    const { code, err } = await routelmt(["translate", "locales/en.json", "--to", "de,zh-TW"]);
    assert.equal(code, 2);
    assert.match(err, /zh-TW is Traditional Chinese \(Taiwan\), zh-CN is Simplified Chinese\.\n.*OpenCC/);
    assert.ok(!exists("locales/de.json") && !exists("locales/zh-TW.json"));
  });

  it("are those that the files of a folder have, without those that no model may translate", async () => {
    for (const language of ["de", "ga", "zh-TW"]) write(`locales/${language}.json`, "{}");
    write("app/po/fr.po", 'msgid ""\nmsgstr "Language: fr\\n"\n\nmsgid "Your name"\nmsgstr ""\n');
    const left = /^Warning: ga, zh-TW left out, because the small model does not have them\./;
    const plan = await routelmt(["plan", ".", "--budget", "0", "--json"]);
    assert.deepEqual([plan.code, left.test(plan.err)], [0, true]);
    assert.deepEqual(JSON.parse(plan.out).plan.segments, 7);
    const { code, out, err } = await routelmt(["translate", ".", "--json"]);
    assert.deepEqual([code, left.test(err)], [3, true]);
    const { files, leftOut } = JSON.parse(out);
    assert.deepEqual(
      files.map(({ path, values }: { path: string; values: number }) => [path, values]),
      [
        ["app/po/fr.po", 1],
        ["locales/de.json", 6],
      ],
    );
    assert.deepEqual(leftOut, ["ga", "zh-TW"]);
    assert.deepEqual([read("locales/ga.json"), read("locales/zh-TW.json")], ["{}", "{}"]);
    const named = await routelmt(["translate", ".", "--to", "de,ga"]);
    assert.deepEqual([named.code, /does not translate en→ga/.test(named.err)], [2, true]);
    assert.equal((await routelmt(["translate", ".", "--to", "fr"])).code, 0);
    assert.equal(Object.keys(JSON.parse(read("locales/fr.json"))).length, 6);
  });
});
