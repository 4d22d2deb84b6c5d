import assert from "node:assert/strict";
import { BUNDLED, TINY } from "../support/bundled-model.js";
import { LargeModelServer } from "../support/large-model-server.js";
import { useCli } from "./use-cli.js";

/** A quality that no translation reaches, so that every local translation is a draft. */
const EVERYTHING = ["--minimum-quality", "100"];

describe("routelmt and drafts", () => {
  const { routelmt, write, read, exists } = useCli(TINY);
  beforeEach(() => write("locales/en.json", '{ "save": "Additional Comments", "open": "Password" }\n'));
  const translate = (...more: readonly string[]) =>
    routelmt(["translate", "locales/en.json", "--to", "de", "--no-memory", ...more]);
  const statusOf = async (folder = ".") => JSON.parse((await routelmt(["status", folder, "--to", "de", "--json"])).out);

  it("leaves them missing in a format without a mark, and shows them", async () => {
    write("locales/en.json", '{ "save": "Additional Comments", "open": "Could not open {name}" }\n');
    const { code, out } = await translate(...EVERYTHING, "--model", BUNDLED);
    assert.equal(code, 0);
    assert.match(out, /^◌ draft, not written +de .*Could not open \{name\} .*\{name\}/m);
    assert.match(out, /^locales\/de\.json: nothing written; 2 drafts left out \(--write-drafts\)$/m);
    assert.match(out, /^2 drafts, not written\.$/m);
    assert.ok(!exists("locales/de.json") && !exists(".routelmt"));
  });

  it("lists them in JSON, with counts that add up", async () => {
    const { files, decisions } = JSON.parse((await translate(...EVERYTHING, "--json")).out);
    assert.deepEqual(files, [
      { path: "locales/de.json", values: 0, drafts: 0, draftsLeftOut: 2, copied: 0, overtaken: [] },
    ]);
    for (const { outcome, reason, chosen, candidates } of decisions) {
      assert.deepEqual([outcome, chosen], ["draft", undefined]);
      assert.match(reason, /^Not counted as done: its predicted quality is \d+, but 100 is required\.$/);
      assert.equal(candidates[0].origin, "small");
      assert.ok(candidates[0].quality >= 0 && candidates[0].quality < 100);
    }
  });

  it("writes them with --write-drafts; they count as missing until something better replaces them", async () => {
    const written = await translate(...EVERYTHING, "--write-drafts");
    assert.match(written.out, /^locales\/de\.json: 2 values written, 2 of them drafts$/m);
    const drafts = JSON.parse(read("locales/de.json"));
    assert.deepEqual(Object.keys(drafts), ["save", "open"]);
    const { counts, files } = await statusOf();
    assert.deepEqual([counts.missing, counts.drafts, counts.translated], [2, 2, 0]);
    assert.equal(files[0].missing[0].draft, drafts.save);
    const list = (await routelmt(["status", "--to", "de", "--list"])).out;
    assert.match(
      list,
      /missing save \(has a draft\)\n.*missing open \(has a draft\)\n0 of 2 strings done; 2 missing \(2 with a draft\), 0 stale, 0 unused\n/,
    );
    assert.equal((await routelmt(["status", "--to", "de", "--fail-on", "missing"])).code, 6);
    assert.match((await routelmt(["check", "locales/en.json", "--to", "de"])).out, /warning draft: .* \[save\]/);
    assert.match(
      (await routelmt(["memory", "locales/en.json", "--to", "de", "--out", "m.tmx"])).err,
      /^0 translations/,
    );
    assert.match(
      (await routelmt(["plan", "locales/en.json", "--to", "de"])).out,
      /^2 strings, 2 of them drafts · 0 translated/m,
    );
    const again = await translate(...EVERYTHING, "--write-drafts");
    assert.match(again.out, /nothing to fill in/, "they are there already");
    assert.match((await translate()).out, /2 values written$/m);
    const after = await statusOf();
    assert.deepEqual([after.counts.missing, after.counts.translated], [0, 2]);
    assert.doesNotMatch(read(".routelmt/sources.jsonl"), /draft/);
  });

  it("marks them in a catalog, which programs then do not use", async () => {
    const header = 'msgid ""\nmsgstr "Language: de\\n"\n\n';
    write(
      "po/de.po",
      `${header}msgid "Cancel"\nmsgstr "Abbrechen"\n\n#: a.c:1\nmsgid "Additional Comments"\nmsgstr ""\n`,
    );
    const { out } = await routelmt(["translate", "po/de.po", "--to", "de", ...EVERYTHING]);
    assert.match(out, /^po\/de\.po: 1 value written, 1 of them a draft$/m);
    assert.match(read("po/de.po"), /"Abbrechen"\n\n#: a\.c:1\n#, fuzzy\nmsgid "Additional Comments"\nmsgstr ".+"\n$/);
    const { counts } = await statusOf("po");
    assert.deepEqual([counts.translated, counts.missing, counts.drafts, counts.stale], [1, 1, 1, 0]);
    await routelmt(["translate", "po/de.po", "--to", "de"]);
    assert.doesNotMatch(read("po/de.po"), /fuzzy/);
    assert.equal((await statusOf("po")).counts.percent, 100);
    assert.equal(read(".routelmt/sources.jsonl"), "");
  });

  describe("with a budget", () => {
    let server: LargeModelServer;
    before(async () => {
      server = await LargeModelServer.start();
    });
    after(() => server.stop());

    it("buys them as all others; what is bought is done", async () => {
      const money = ["--share", "1", "--budget", "0.05", "--base-url", server.baseUrl];
      const { code, out, err } = await routelmt(
        ["translate", "locales/en.json", "--to", "de", ...EVERYTHING, ...money],
        { ROUTELMT_API_KEY: "sk-test" },
      );
      assert.equal(code, 3, "the server knows one of the two");
      assert.deepEqual(JSON.parse(read("locales/de.json")), { save: "Zusätzliche Kommentare" });
      assert.match(out, /^1 large, 1 draft, not written\./m);
      assert.match(err, /^Warning: Worth the large model, but not bought: the answer left it out\./m);
    });
  });

  it("refuses a quality that is none", async () => {
    for (const quality of ["101", "good", ""]) {
      const { code, err } = await translate("--minimum-quality", quality);
      assert.equal(code, 2);
      assert.match(err, /--minimum-quality must be a number from 0 to 100/);
    }
  });
});
