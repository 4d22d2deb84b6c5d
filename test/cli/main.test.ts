import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { BUNDLED, TINY } from "../support/bundled-model.js";
import { LargeModelServer } from "../support/large-model-server.js";
import { useCli } from "./use-cli.js";

describe("routelmt, the command line", () => {
  const { routelmt, write, read, list, exists } = useCli(TINY);
  const translateWell = (...args: readonly string[]) => routelmt(["translate", ...args, "--model", BUNDLED]);
  let server: LargeModelServer;
  before(async () => {
    server = await LargeModelServer.start();
  });
  after(() => server.stop());
  beforeEach(() => {
    server.fault = "none";
    server.seen.length = 0;
    write("locales/en.json", '{\n  "save": "Additional Comments",\n  "open": "Password"\n}\n');
  });
  const buy = (baseUrl: string, budget: string, ...more: readonly string[]): ReturnType<typeof routelmt> => {
    const money = ["--share", "1", "--budget", budget, "--base-url", baseUrl];
    return routelmt(["translate", "locales/en.json", "--to", "de", ...money, ...more], {
      ROUTELMT_API_KEY: "sk-secret",
    });
  };

  it("translates a file into several languages", async () => {
    write("locales/en.json", '{ "save": "Additional Comments", "open": "Could not open {name}" }\n');
    const { code, out } = await translateWell("locales/en.json", "--to", "de,fr");
    assert.equal(code, 0);
    assert.match(out, /locales\/de\.json: 2 values written/);
    for (const language of ["de", "fr"]) assert.match(JSON.parse(read(`locales/${language}.json`)).open, /\{name\}/);
  });

  it("keeps files with the same keys apart", async () => {
    write("a/locales/en.json", '{ "text": "Cancel" }');
    write("b/locales/en.json", '{ "text": "Delete account" }');
    const { code } = await translateWell("a/locales/en.json", "b/locales/en.json", "--to", "de");
    assert.equal(code, 0);
    const [a, b] = ["a", "b"].map((folder) => JSON.parse(read(`${folder}/locales/de.json`)).text);
    assert.deepEqual([a, b], ["Abbrechen", "Konto löschen"]);
  });

  it("says once what is to be said of a file with all languages", async () => {
    write("t.csv", "key,en,de,fr\na,Cancel,,\na,Open,,\n");
    const { err } = await routelmt(["translate", "t.csv", "--to", "de,fr"]);
    assert.equal(err.match(/^Warning: t\.csv: /gm)?.length, 1, err);
  });

  it("does nothing the second time", async () => {
    await routelmt(["translate", "locales/en.json", "--to", "de"]);
    const before = read("locales/de.json");
    const { code, out } = await routelmt(["translate", "locales/en.json", "--to", "de"]);
    assert.equal(code, 0);
    assert.match(out, /nothing to fill in/);
    assert.equal(read("locales/de.json"), before);
  });

  it("buys within the budget, with the key from the environment", async () => {
    const { code, out } = await buy(server.baseUrl, "0.05", "--json");
    assert.equal(code, 3, "the server knows only one of the two strings");
    const result = JSON.parse(out);
    assert.equal(JSON.parse(read("locales/de.json")).save, "Zusätzliche Kommentare");
    assert.ok(result.balance.settled > 0 && result.balance.settled <= 0.05);
    assert.equal(server.seen[0]?.authorization, "Bearer sk-secret");
    assert.ok(!out.includes("sk-secret"));
  });

  it("makes the catalog of a template in another encoding in UTF-8, as its header says", async () => {
    const header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=ISO-8859-1\\n"\n';
    write("po/app.pot", Buffer.from(`# José\n${header}\nmsgid "Cancel"\nmsgstr ""\n`, "latin1"));
    assert.equal((await routelmt(["translate", "po/app.pot", "--to", "de"])).code, 0);
    assert.match(read("po/de.po"), /^# José\n.*charset=UTF-8/s);
  });

  it("plans without writing or calling", async () => {
    const { code, out } = await routelmt(["plan", "locales/en.json", "--to", "de,es", "--base-url", server.baseUrl]);
    assert.equal(code, 0);
    assert.match(out, /4 strings · 0 translated already/);
    assert.deepEqual(list("locales"), ["en.json"]);
    assert.equal(server.seen.length, 0);
  });

  it("keeps local results when the server is down", async () => {
    const { code, err } = await buy("http://127.0.0.1:9/v1", "1");
    assert.equal(code, 11);
    assert.match(err, /cannot be reached/);
    assert.equal(Object.keys(JSON.parse(read("locales/de.json"))).length, 2);
    assert.ok(!err.includes("sk-secret"));
  });

  it("says with its exit code how the provider failed, and what to do", async () => {
    server.fault = "unauthorised";
    const { code, err } = await buy(server.baseUrl, "1");
    assert.equal(code, 5);
    assert.match(
      err,
      /not bought: gpt-4\.1-mini at 127\.0\.0\.1:\d+ refused the API key \(HTTP 401\)\. Set a valid API key\. The local translations are kept\./,
    );
    assert.equal(Object.keys(JSON.parse(read("locales/de.json"))).length, 2, "the local translations are written");
  });

  it("takes no key and no address that would end up in a message", async () => {
    const args = ["translate", "locales/en.json", "--to", "de", "--budget", "1", "--json"];
    const broken = await routelmt([...args, "--base-url", server.baseUrl], {
      ROUTELMT_API_KEY: "sk-secret\nsk-second",
    });
    assert.equal(broken.code, 5);
    const address = await routelmt([...args, "--base-url", "http://user:sk-secret@127.0.0.1"], {
      ROUTELMT_API_KEY: "k",
    });
    assert.equal(address.code, 2);
    const elsewhere = await routelmt([...args, "--base-url", "https://elsewhere.invalid/v1"], {
      OPENAI_API_KEY: "sk-secret",
    });
    assert.equal(elsewhere.code, 5, "OpenAI's key is for OpenAI");
    for (const { out, err } of [broken, address, elsewhere]) assert.ok(!`${out}${err}`.includes("sk-secret"));
    assert.equal(server.seen.length, 0);
  });

  it("fills a PO file in place and leaves its translations alone", async () => {
    write(
      "de.po",
      'msgid ""\nmsgstr "Language: de\\n"\n\nmsgid "Save"\nmsgstr "Sichern"\n\nmsgid "Delete %s?"\nmsgstr ""\n',
    );
    assert.equal((await translateWell("de.po", "--to", "de")).code, 0);
    const text = read("de.po");
    assert.match(text, /msgstr "Sichern"/);
    assert.match(text, /msgid "Delete %s\?"\nmsgstr ".*%s.*"\n$/);
  });

  it("lists the model", async () => {
    const { code, out } = await routelmt(["models"]);
    assert.equal(code, 0);
    assert.match(out, /routelmt-ui \(bundled\).*en→de.*en→fr.*en→es/s);
  });

  it("says which version it is", async () => {
    const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };
    assert.deepEqual(await routelmt(["--version"]), { code: 0, out: `${version}\n`, err: "" });
  });

  it("shows help with examples", async () => {
    const { code, out } = await routelmt(["--help"]);
    assert.equal(code, 0);
    assert.match(out, /Examples\n {2}routelmt translate/);
  });

  describe("with bad input, says what is wrong and writes nothing", () => {
    const cases: [string, string[], number, RegExp][] = [
      ["missing file", ["translate", "locales/none.json", "--to", "de"], 2, /There is no file locales\/none\.json/],
      ["unknown language", ["translate", "locales/en.json", "--to", "xyzzy"], 2, /"xyzzy" is not known/],
      ["language that the model lacks", ["translate", "locales/en.json", "--to", "ko"], 2, /does not translate en→ko/],
      [
        "malformed JSON",
        ["translate", "locales/en.broken.json", "--to", "de"],
        2,
        /en\.broken\.json: .* at line 2, column 12/,
      ],
      ["unknown format", ["translate", "locales/en.txt", "--to", "de"], 2, /No format is known for locales\/en\.txt/],
      [
        "TOML that is no file of texts",
        ["translate", "Cargo.toml", "--to", "de"],
        2,
        /No format is known for Cargo\.toml/,
      ],
      [
        "incomplete model folder",
        ["translate", "locales/en.json", "--to", "de", "--model", "locales"],
        4,
        /config\.json is missing/,
      ],
      ["missing key", ["translate", "locales/en.json", "--to", "de", "--budget", "1"], 5, /no API key/],
      [
        "share that is none",
        ["translate", "locales/en.json", "--to", "de", "--share", "2"],
        2,
        /--share must be a number from 0 to 1/,
      ],
      ...["1e309", "0x10", "0,40", "Infinity", "１"].map((budget): [string, string[], number, RegExp] => [
        `budget ${budget}`,
        ["translate", "locales/en.json", "--to", "de", "--budget", budget],
        2,
        /--budget must be a number of at least 0/,
      ]),
      [
        "unknown search",
        ["plan", "locales/en.json", "--to", "de", "--search", "widely"],
        2,
        /--search cannot be "widely"/,
      ],
      ["unknown option", ["translate", "locales/en.json", "--frobnicate"], 2, /--frobnicate/],
      ["unknown command", ["frobnicate"], 2, /no command "frobnicate"/],
      [
        "model without a price",
        ["plan", "locales/en.json", "--to", "de", "--large-model", "own"],
        2,
        /No price is known for own/,
      ],
    ];
    for (const [name, args, expected, message] of cases) {
      it(name, async () => {
        write("locales/en.txt", "Save");
        write("Cargo.toml", '[package]\nname = "shop"');
        write("locales/en.broken.json", '{\n  "a": "b"\n  "c": "d"\n}'.replace('"b"\n', '"b" "x"\n'));
        const before = list("locales");
        const { code, err } = await routelmt(args);
        assert.match(err, message);
        assert.equal(code, expected);
        assert.deepEqual(list("locales"), before);
        assert.ok(!exists("locales/de.json"));
      });
    }
  });
});
