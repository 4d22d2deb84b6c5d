import assert from "node:assert/strict";
import { useCli } from "../use-cli.js";

describe("routelmt pseudo", () => {
  const { routelmt, write, read, list, exists } = useCli();

  it("makes a file beside the source, and nothing the second time", async () => {
    write("locales/en.json", '{\n  "save": "Save {name}"\n}\n');
    const { code, out } = await routelmt(["pseudo", "locales/en.json"]);
    assert.deepEqual([code, out], [0, "locales/qps-ploc.json: 1 value written\n"]);
    assert.equal(read("locales/qps-ploc.json"), '{\n  "save": "[Šåṽé {name}]"\n}\n');
    assert.equal((await routelmt(["pseudo", "locales/en.json"])).out, "locales/qps-ploc.json: up to date\n");
    assert.deepEqual(list("."), ["locales"], "nothing is recorded");
    const status = await routelmt(["status", "--fail-on", "missing,stale,unused"]);
    assert.equal(status.code, 0);
    assert.doesNotMatch(status.out, /qps/);
  });

  it("knows the places of platforms", async () => {
    write("res/values/strings.xml", '<resources>\n    <string name="a">Don\\\'t &amp; go</string>\n</resources>\n');
    write("po/app.pot", 'msgid ""\nmsgstr ""\n\nmsgid "Save"\nmsgstr ""\n');
    write("i18n/app.csv", "key,en,de\nsave,Save,Sichern\n");
    await routelmt(["pseudo", "res/values/strings.xml", "--to", "en-XA"]);
    assert.match(read("res/values-en-rXA/strings.xml"), /<string name="a">\[Ðöñ\\'ţ &amp; ĝööö\]<\/string>/);
    await routelmt(["pseudo", "po/app.pot", "i18n/app.csv"]);
    assert.match(read("po/qps_ploc.po"), /Language: qps_ploc.*nplurals=2.*msgstr "\[Šåṽé\]"/s);
    assert.equal(read("i18n/app.csv"), "key,en,de,qps-ploc\nsave,Save,Sichern,[Šåṽé]\n");
  });

  it("ends with 2 on bad input, and writes nothing", async () => {
    write("locales/en.json", '{ "save": "Save" }');
    write("locales/de.json", '{ "save": "Sichern" }');
    write("bad/en.json", "{");
    const cases: [string[], RegExp][] = [
      [["locales/en.json", "--to", "de"], /de is not a pseudo-locale/],
      [["locales/en.json", "--to", "qps-ploc,en-XA"], /several pseudo-locales/],
      [["locales/en.json", "bad/en.json"], /bad\/en\.json: .* at line 1/],
      [[], /No file was named/],
    ];
    for (const [args, message] of cases) {
      const { code, err } = await routelmt(["pseudo", ...args]);
      assert.match(err, message);
      assert.equal(code, 2, args.join(" "));
    }
    assert.equal(read("locales/de.json"), '{ "save": "Sichern" }');
    assert.equal(exists("locales/qps-ploc.json"), false);
  });
});
