import assert from "node:assert/strict";
import { TINY } from "../support/bundled-model.js";
import { LargeModelServer } from "../support/large-model-server.js";
import { useCli } from "./use-cli.js";

const ENGLISH = {
  invoice: "Duplicate Invoice",
  rate: "Exchange rate",
  date: "Today's date",
};

describe("Two command lines on one project at once", () => {
  const cli = useCli(TINY);
  let server: LargeModelServer;
  before(async () => {
    server = await LargeModelServer.start();
  });
  after(() => server.stop());

  it("buy each string once, and both are whole", async () => {
    cli.write("locales/en.json", JSON.stringify(ENGLISH));
    const args = ["translate", "locales/en.json", "--to", "de", "--base-url", server.baseUrl];
    const money = ["--budget", "1", "--share", "1", "--budget-period", "total", "--no-memory"];
    const env = { ROUTELMT_API_KEY: "sk-test" };
    const both = await Promise.all([0, 1].map(() => cli.routelmt([...args, ...money], env)));
    for (const { code, err, out } of both) assert.equal(code, 0, err + out);
    const sent = server.seen.flatMap(({ strings }) => strings.map(({ text }) => text));
    assert.deepEqual(sent.toSorted(), [...new Set(sent)].toSorted(), "nothing is bought twice");
    assert.deepEqual(Object.keys(JSON.parse(cli.read("locales/de.json"))), Object.keys(ENGLISH));
  });
});
