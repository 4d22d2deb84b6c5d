import assert from "node:assert/strict";
import { intrusions } from "#core/checks/rules/intrusions.js";
import { findings, to } from "../checked.js";

describe("check: intrusions", () => {
  const REFUSED: Record<string, string> = {
    'Name" onmouseover="warn(1)': "attribute",
    "Titel' style='x": "attribute",
    "Sichern | sh": "command",
    "Führen Sie curl -s a aus": "command",
    "Weiter && reboot": "command",
    "Siehe evil.com": "address",
    "Siehe [hier](x)": "address",
    "Rufen Sie @everyone": "address",
    "javascript:alert": "code",
    "warn(1);": "code",
    "Sichern eval(atob('eA'))": "code",
    "Sichern os.system('id')": "code",
    '=HYPERLINK("x","Sichern")': "code",
    "=1+1 Sichern": "code",
    "@SUM(1) Sichern": "code",
    "+cmd|' /C calc'!A0 Sichern": "code",
    "Sichern &lt;script&gt;": "code",
    "Sichern &#x003C;img&#62;": "code",
    "Sichern -->": "code",
    "Sichern */ x /*": "code",
    "Sichern' OR '1'='1": "command",
    "Siehe ms-word:ofe|u|http://evil": "address",
    "Siehe http://intranet": "address",
    "Siehe //evil.example/x.js": "address",
    "Siehe evil[.]com": "address",
    "Schreiben Sie an hilfe (at) evil": "address",
  };
  for (const [target, kind] of Object.entries(REFUSED))
    it(`finds ${kind}: ${target}`, () => {
      const [found = "", ...others] = findings(intrusions, "Save the file", target);
      assert.match(found, new RegExp(`^error: the ${kind} "`));
      assert.deepEqual(others, []);
    });

  it("passes a translated example of an address", () => {
    assert.deepEqual(findings(intrusions, "Host, e.g. sub.example.com", "Host, z. B. unterdomain.beispiel.com"), []);
    assert.equal(findings(intrusions, "Host, e.g. sub.example.com", "Host, z. B. evil.com").length, 1);
    assert.equal(findings(intrusions, "Your host", "Ihr Host, z. B. beispiel.com").length, 1);
  });

  it("finds what looks like a key, a hash or an encoded text", () => {
    for (const target of [
      "U2F2ZSB0aGUgZmlsZQ==",
      "9f86d081884c7d659a2feaa0c55ad015",
      "Datei 1234-abcd-5678-cdef",
      "Nutzen Sie sk-abcdefghijklmnop1234",
    ])
      assert.match(findings(intrusions, "Save the file", target)[0] ?? "", /looks like a key|"sk-/, target);
  });

  it("leaves what the source has, and what texts are", () => {
    const RIGHT: readonly (readonly [string, string])[] = [
      ["Visit example.com", "Besuchen Sie example.com"],
      ["Run `curl x | sh`", "Führen Sie `curl x | sh` aus"],
      ["Use key=value", "Nutzen Sie key=value"],
      ["The file README.md, version 2.0", "Die Datei README.md, Version 2.0"],
      ["Delete file(s); then go on", "Datei(en) löschen; dann weiter"],
      ["{0} requests failed; try again", "{0} requête(s) ont échoué(s) ; réessayez"],
      ["Set the name = value", 'Setzen Sie "Name" = Wert'.replaceAll('"', "")],
      ["Energy supply company", "Energieversorgungsunternehmen-Zentrale-2"],
      ["Sentence. Another", "Satz.Noch einer"],
      ["Comments begin with /* and end with */", "Kommentare beginnen mit /* und enden mit */"],
      ["See http://location", "Siehe http://Ort"],
      ["Import and alerts", "Import(ieren) und Alert(s), alert(s)"],
      ["Equals 5", "= 5"],
      ["Bold & italic: &lt;b&gt;", "Fett & kursiv: &lt;b&gt;"],
      ["JavaScript is off", "JavaScript ist aus: bitte einschalten"],
    ];
    for (const [source, target] of RIGHT) assert.deepEqual(findings(intrusions, source, target), [], target);
  });

  it("leaves escaped accelerators and abbreviations alone", () => {
    assert.deepEqual(findings(intrusions, "Allow All && &Future", "Tillåt alla && framtida", to("sv")), []);
    assert.notDeepEqual(findings(intrusions, "Allow all", "Tillåt alla && framtida", to("sv")), []);
    assert.deepEqual(findings(intrusions, "formats (PGS, ASS, etc.)", "snið (PGS, ASS, o.s.fr.)", to("fo")), []);
  });
});
