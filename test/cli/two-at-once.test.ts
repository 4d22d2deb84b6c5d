import assert from "node:assert/strict";
import { LargeModelServer } from "../support/large-model-server.js";
import { useCli } from "./use-cli.js";

const ENGLISH = {
  freeze: "Freeze video on a chosen frame",
  date: "Please select a date column.",
  column: "Please select a deposit or withdrawal column.",
};

describe("Two command lines on one project at once", function () {
  this.timeout(90_000);
  const cli = useCli();
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
