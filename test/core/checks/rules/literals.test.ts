import assert from "node:assert/strict";
import { literals } from "#core/checks/rules/literals.js";
import { findings, fixed, to } from "../checked.js";

describe("check: literals", () => {
  it("finds a flag or a path that is missing or changed", () => {
    assert.deepEqual(findings(literals, "Use --force or -f", "Nutze --force"), ["error: -f is missing"]);
    assert.deepEqual(findings(literals, "Edit /etc/hosts", "Bearbeite /etc/wirte"), [
      "error: /etc/hosts is missing",
      "error: /etc/wirte is not in the source",
    ]);
    assert.equal(fixed(literals, "Use --force", "Nutze --zwang"), "Nutze --force");
    assert.equal(fixed(literals, "Use --force", "Nutze es"), undefined);
    assert.equal(fixed(literals, "Use -a or -b", "Nutze -x oder -y"), undefined);
  });

  it("finds code, dates and versions that were translated", () => {
    assert.deepEqual(findings(literals, "Run `npm run build`", "Führe `npm lauf bau` aus"), [
      "error: `npm run build` is missing",
    ]);
    assert.equal(fixed(literals, "Since 1.2.3", "Seit 1.3.2"), "Seit 1.2.3");
    assert.equal(fixed(literals, "Since 2024-01-31", "Seit 2024-31-01"), "Seit 2024-01-31");
    assert.equal(fixed(literals, "Run `a b` with --all", "Mit --alles"), undefined);
  });

  it("finds names of files, constants and calls that were translated", () => {
    for (const [source, target, lost] of [
      ["Edit settings.json and go on", "Bearbeite Einstellungen.json und weiter", "settings.json"],
      ["File readme.txt not found", "Datei-Leseme.txt nicht da", "readme.txt"],
      ["See src/main.ts", "Siehe quelle/main.ts", "src/main.ts"],
      ["Add it to .gitignore", "In .gitignorieren", ".gitignore"],
      ["ERROR_FILE_NOT_FOUND: open failed", "FEHLER_FILE: fehlgeschlagen", "ERROR_FILE_NOT_FOUND"],
      ["Set max_file_size", "Setze max_datei_grosse", "max_file_size"],
      ["Set user.open.file", "Setze benutzer.offne.datei", "user.open.file"],
      ["Set editor.fontSize", "Setze editor.schriftGrad", "editor.fontSize"],
      ["Call Object.keys() first", "Zuerst Objekt.keys() rufen", "Object.keys()"],
      ["Run npm install first", "Erst npm installieren", "npm install"],
      ["Write to mailto:a@b.org", "An a@c.org", "mailto:a@b.org"],
    ] as const)
      assert.ok(findings(literals, source, target).includes(`error: ${lost} is missing`), source);
    for (const [source, target] of [
      ["e.g. this one, i.e. that. End.Next", "z. B. dies, d. h. das. Ende.Weiter"],
      ["Re_load all, Save _as", "Neu _laden, Speichern _unter"],
      ["Pick file(s)", "Dateien wählen"],
      ["A/B tests and on/off", "A/B-Tests und an/aus"],
      ["Note: command: run it", "Hinweis: Befehl: ausführen"],
    ] as const)
      assert.deepEqual(findings(literals, source, target), [], source);
  });

  it("finds the target of a link that was translated", () => {
    assert.deepEqual(findings(literals, "[Run](command:ext.run)", "[Los](Befehl:ext.los)"), [
      "error: command:ext.run is missing",
      "error: Befehl:ext.los is not in the source",
    ]);
    assert.deepEqual(findings(literals, "See [usage](#usage)", "Siehe [Nutzung](#nutzung)").length, 2);
    assert.deepEqual(findings(literals, "See [a][ref] and [b](%s)", "Siehe [b](%s) und [a][ref]"), []);
    assert.deepEqual(
      findings(literals, "[Run](command:ext.run?%5B%22a%22%5D)", "[Los](command:ext.run?%5B%22a%22%5D)"),
      [],
    );
  });

  it("passes the page of the target's language", () => {
    for (const [source, target, tag] of [
      ["See the [docs](/en/docs)", "Siehe [Hilfe](/de/docs)", "de"],
      ["See the [docs](/en/docs)", "Siehe [Hilfe](/docs)", "de"],
      ["See [this](./en-us/help.html)", "Ver [isso](./pt-br/help.html)", "pt-BR"],
      ["Read docs/guide.en.html", "Lies docs/guide.de.html", "de"],
      ["Read docs/en/intro.md", "Lies docs/de/intro.md", "de"],
    ] as const)
      assert.deepEqual(findings(literals, source, target, to(tag)), [], target);
    assert.deepEqual(findings(literals, "[docs](/en/docs)", "[docs](/fr/docs)"), [
      "error: /en/docs is missing",
      "error: /fr/docs is not in the source",
    ]);
    assert.deepEqual(findings(literals, "Read docs/en/intro.md", "Lies doku/de/intro.md"), [
      "error: docs/en/intro.md is missing",
      "error: doku/de/intro.md is not in the source",
    ]);
  });

  it("passes an item named once or twice, and words with hyphens", () => {
    assert.deepEqual(findings(literals, "Use -f, or -f twice", "Nutze -f, auch zweimal"), []);
    assert.deepEqual(findings(literals, "Width and height", "Breite und -höhe"), []);
    assert.deepEqual(findings(literals, "a/b and c", "a/b und c"), []);
    assert.deepEqual(findings(literals, "Use 'x --all <file>'", "Nutze `x --all <Datei>`"), []);
    assert.deepEqual(findings(literals, "On 31.12.2024", "Le 31/12/2024"), []);
  });

  it("leaves accelerators, endings and compounds alone", () => {
    const gtk = { accelerators: ["_"] } as const;
    assert.deepEqual(findings(literals, "Sort by _Activity", "Razvrsti po dej_avnosti", { ...to("sl"), ...gtk }), []);
    assert.deepEqual(findings(literals, "Use PE_X to find peers", "_PEX verwenden", gtk), []);
    assert.deepEqual(findings(literals, "Set max_size", "Setze max_größe"), ["error: max_size is missing"]);
    assert.deepEqual(findings(literals, "Save names", "Zapisz nazwę(-y)", to("pl")), []);
    assert.deepEqual(findings(literals, "Run it with -v", "Mit -w starten"), [
      "error: -v is missing",
      "error: -w is not in the source",
    ]);
    assert.deepEqual(findings(literals, "Header SHA256 mismatch", "SHA256-kop komt niet overeen", to("nl")), []);
    assert.deepEqual(findings(literals, "ISO 8601 offset", "ISO-8601-Verschiebung"), []);
    assert.deepEqual(findings(literals, "such as /dev/dri/renderD128.", "/dev/dri/renderD128 など", to("ja")), []);
  });
});
