import assert from "node:assert/strict";
import { literals } from "#core/checks/rules/literals.js";
import { findings, fixed } from "../checked.js";

describe("check: literals", () => {
  it("finds a flag or a path that is lost, or another one", () => {
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

  it("lets a text name one twice or once, and words with hyphens pass", () => {
    assert.deepEqual(findings(literals, "Use -f, or -f twice", "Nutze -f, auch zweimal"), []);
    assert.deepEqual(findings(literals, "Width and height", "Breite und -höhe"), []);
    assert.deepEqual(findings(literals, "a/b and c", "a/b und c"), []);
    assert.deepEqual(findings(literals, "Use 'x --all <file>'", "Nutze `x --all <Datei>`"), []);
    assert.deepEqual(findings(literals, "On 31.12.2024", "Le 31/12/2024"), []);
  });
});
