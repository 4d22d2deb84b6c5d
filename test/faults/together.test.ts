import assert from "node:assert/strict";
import { FaultProject } from "../support/fault-project.js";
import { answerTo, useTranslatingServer } from "../support/translating-server.js";

const KEYS = Array.from({ length: 12 }, (_, index) => `page ${index}`);

describe("Command lines at once on one project", () => {
  const server = useTranslatingServer();
  let project: FaultProject;
  beforeEach(() => {
    project = new FaultProject({ sources: 4, languages: ["de", "fr"], strings: 3 });
    server.delay = 60;
  });
  afterEach(() => project.remove());

  for (const count of [2, 4]) {
    it(`${count} of them buy each string once, and write all of it`, async () => {
      const all = Array.from({ length: count }, () => project.buy(server, ["--budget-period", "total"]));
      for (const { code, err } of await Promise.all(all)) assert.equal(code, 0, err);
      assert.deepEqual(server.asked.toSorted(), [...new Set(server.asked)].toSorted(), "nothing is bought twice");
      const values = project.allValues();
      assert.equal(values.size, 24);
      for (const [what, value] of values) {
        const [language = "", ...words] = what.split(" ");
        assert.equal(value, answerTo(language, words.join(" ")));
      }
      assert.ok(Math.abs((await project.ledger()).counted - server.billed) < 1e-9);
    });

    it(`${count} of them stay under one cap together`, async () => {
      const limit = 0.003;
      const money = ["--budget", `${limit}`, "--budget-period", "total"];
      const ended = await Promise.all(Array.from({ length: count }, () => project.buy(server, money)));
      for (const { code, err } of ended) assert.ok(code === 0 || code === 3, err);
      const { counted } = await project.ledger();
      assert.ok(server.billed > 0 && server.billed <= counted + 1e-9 && counted <= limit, `${counted} of ${limit}`);
      assert.deepEqual(server.asked.toSorted(), [...new Set(server.asked)].toSorted());
    });
  }

  it("four of them write into one file with all languages, and no key is lost", async () => {
    const strings = Object.fromEntries(KEYS.map((key) => [`${key} of the report`, {}]));
    project.write("Localizable.xcstrings", JSON.stringify({ sourceLanguage: "en", strings, version: "1.0" }, null, 2));
    const small = project.buyingArgs(server, ["--budget", "0"]).slice(-100);
    const options = small.slice(small.indexOf("--model"));
    const languages = ["de", "fr", "es", "it"];
    const runs = languages.map(
      (language) => project.start(["translate", "Localizable.xcstrings", "--to", language, ...options]).end,
    );
    const ended = await Promise.all(runs);
    const written = ended.map(({ out, err, code }) => {
      assert.ok(code === 0 || code === 3, err);
      return Number(/(\d+) values? written/.exec(out)?.[1] ?? 0);
    });
    const file = JSON.parse(project.read("Localizable.xcstrings")) as {
      strings: Record<string, { localizations?: Record<string, unknown> }>;
    };
    assert.equal(Object.keys(file.strings).length, KEYS.length);
    const found = languages.map(
      (language) => Object.values(file.strings).filter(({ localizations }) => localizations?.[language]).length,
    );
    assert.deepEqual(found, written);
    assert.ok(
      written.every((values) => values > 0),
      `${written}`,
    );
  });
});
