import assert from "node:assert/strict";
import { addresses } from "#core/checks/rules/addresses.js";
import { findings, fixed, to } from "../checked.js";

describe("check: addresses", () => {
  it("finds one that is changed, and knows the right one", () => {
    const [source, target] = ["See https://a.example/x.", "Siehe https://b.example/x."];
    assert.deepEqual(findings(addresses, source, target), [
      "error: https://a.example/x is missing",
      "error: https://b.example/x is not in the source",
    ]);
    assert.equal(fixed(addresses, source, target), "Siehe https://a.example/x.");
    assert.deepEqual(findings(addresses, "Write to a@example.org", "An b@example.org"), [
      "error: a@example.org is missing",
      "error: b@example.org is not in the source",
    ]);
    assert.equal(fixed(addresses, "See www.example.org", "Siehe dort"), undefined);
  });

  it("passes one that is followed by letters of a script without spaces", () => {
    const source = "See https://x.example/a and https://x.example/b.";
    assert.deepEqual(findings(addresses, source, "（https://x.example/a）とhttps://x.example/bを参照。", to("ja")), []);
    assert.deepEqual(
      findings(addresses, "See https://x.example/a.php", "https://x.example/a.php를 보세요", to("ko")),
      [],
    );
    assert.deepEqual(
      findings(addresses, "Get it at https://x.example", "请从https://x.example获取", to("zh-Hans")),
      [],
    );
  });

  it("lets the page of the target language pass, and addresses that stand for any", () => {
    assert.deepEqual(findings(addresses, "https://x.example/en/help", "https://x.example/de/help"), []);
    const article = "https://de.wikipedia.org/wiki/Inhaltsverteilungsnetz";
    assert.deepEqual(findings(addresses, "https://en.wikipedia.org/wiki/CDN", article), []);
    assert.deepEqual(findings(addresses, "http://en.x.example/", "https://de.x.example"), []);
    const page = "https://x.example/pt-br/help";
    assert.deepEqual(findings(addresses, "https://x.example/en/help", page, to("pt-BR")), []);
    assert.deepEqual(findings(addresses, "Use http://location", "http://Ort verwenden"), []);
  });

  it("may translate those that are examples", () => {
    assert.deepEqual(findings(addresses, "jamie@example.com", "joao.silva@exemplo.com", to("pt-BR")), []);
    assert.deepEqual(findings(addresses, "As https://example.com/", "Wie https://beispiel.de/"), []);
    assert.notDeepEqual(findings(addresses, "As https://example.com/", "Wie https://boese.de/"), []);
    assert.notDeepEqual(findings(addresses, "As https://site.com/", "Wie https://beispiel.de/"), []);
  });
});
