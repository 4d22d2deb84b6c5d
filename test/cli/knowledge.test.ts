import assert from "node:assert/strict";
import { readTmx } from "#core/memory/tmx.js";
import { BUNDLED, TINY } from "../support/bundled-model.js";
import { useCli } from "./use-cli.js";

describe("routelmt with memory and termbase", () => {
  const { routelmt, read, write } = useCli(TINY);

  beforeEach(() => {
    write("locales/en.json", '{\n  "cart.add": "Add to cart",\n  "cart.also": "Add to cart"\n}\n');
    write("locales/de.json", '{\n  "cart.add": "In den Korb"\n}\n');
  });

  it("reuses the project's own translations", async () => {
    const { code, out } = await routelmt(["translate", "locales/en.json", "--to", "de"]);
    assert.equal(code, 0);
    assert.match(out, /↺ memory/);
    assert.equal(JSON.parse(read("locales/de.json"))["cart.also"], "In den Korb");
  });

  it("reuses nothing with --no-memory", async () => {
    await routelmt(["translate", "locales/en.json", "--to", "de", "--no-memory"]);
    assert.notEqual(JSON.parse(read("locales/de.json"))["cart.also"], "In den Korb");
  });

  it("exports the project's translations as TMX, and reuses them elsewhere", async () => {
    const { code, err } = await routelmt(["memory", "locales/en.json", "--to", "de", "--out", "shop.tmx"]);
    assert.equal(code, 0);
    assert.match(err, /1 translation in shop\.tmx/);
    assert.deepEqual(
      readTmx(read("shop.tmx")).map(({ source, target, context }) => [source, target, context]),
      [["Add to cart", "In den Korb", "cart.add"]],
    );
    write("other.en.json", '{"x": "Add to cart"}');
    await routelmt(["translate", "other.en.json", "--to", "de", "--memory", "shop.tmx"]);
    assert.deepEqual(JSON.parse(read("other.de.json")), { x: "In den Korb" });
  });

  it("exports what XML can hold, and says how much it cannot", async () => {
    write("locales/en.json", '{"a": "Save", "b": "Ring \\u0007", "c": "Half"}');
    write("locales/de.json", '{"a": "Sichern", "b": "Läuten \\u0007", "c": "Halb \\ud83d"}');
    const { code, err } = await routelmt(["memory", "locales/en.json", "--to", "de", "--out", "shop.tmx"]);
    assert.equal(code, 0);
    assert.match(err, /1 translation in shop\.tmx\n2 left out/);
    assert.deepEqual(
      readTmx(read("shop.tmx")).map(({ source }) => source),
      ["Save"],
    );
  });

  it("enforces a termbase, and checks it in files", async () => {
    write("terms.csv", "en,de\ncomment,Bemerkung\n");
    write("a.en.json", '{"x": "Write a comment for this file"}');
    await routelmt(["translate", "a.en.json", "--to", "de", "--terms", "terms.csv", "--model", BUNDLED]);
    assert.match(read("a.de.json"), /Bemerkung/);
    write("a.de.json", '{"x": "Schreibe einen Kommentar zu dieser Datei"}');
    const { code, out } = await routelmt(["check", "a.en.json", "--to", "de", "--terms", "terms.csv"]);
    assert.equal(code, 6);
    assert.match(out, /a\.de\.json:1:7: error terminology: "comment" must be translated as "Bemerkung" \[x\]/);
  });

  it("says which memory or termbase cannot be read, and writes nothing", async () => {
    write("bad.tmx", "<tmx>\n<body>");
    for (const [option, file, code] of [
      ["--memory", "bad.tmx", "line 2"],
      ["--terms", "missing.csv", "no file missing.csv"],
    ] as const) {
      const ended = await routelmt(["translate", "locales/en.json", "--to", "fr", option, file]);
      assert.equal(ended.code, 2);
      assert.match(ended.err, new RegExp(code));
      assert.throws(() => read("locales/fr.json"));
    }
  });
});
