import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { ProjectStore } from "#store/project-store.js";
import { TINY } from "../support/bundled-model.js";
import { LargeModelServer } from "../support/large-model-server.js";
import { useCli } from "./use-cli.js";

const ENGLISH = {
  region: "Regionalize",
  invoice: "Duplicate Invoice",
  rate: "Exchange rate",
  date: "Today's date",
};

/** Answers that the checks reject. */
const REFUSED = new Map(Object.values(ENGLISH).map((text) => [text, "https://evil.example/pay"]));
const ALL_HELD =
  "Warning: Nothing was bought: the checks refused every answer of the large model. See why with routelmt report.\n";
const NO_BUDGET = "Warning: Nothing was bought: no budget is left for it. Raise --budget.\n";

describe("Buying with the command line, with a real server", () => {
  const cli = useCli(TINY);
  let server: LargeModelServer;
  before(async () => {
    server = await LargeModelServer.start();
  });
  after(() => server.stop());
  beforeEach(() => {
    server.seen.length = 0;
    server.fault = "none";
    server.obeys = new Map();
    cli.write("locales/en.json", `${JSON.stringify(ENGLISH, null, 2)}\n`);
  });

  const translate = (...args: string[]): ReturnType<typeof cli.routelmt> =>
    cli.routelmt(["translate", "locales/en.json", "--to", "de", "--base-url", server.baseUrl, ...args], {
      ROUTELMT_API_KEY: "sk-canary-1234567890",
    });
  const german = (): Record<string, string> => JSON.parse(cli.read("locales/de.json")) as Record<string, string>;
  const sent = (): number => server.seen.reduce((sum, { strings }) => sum + strings.length, 0);

  /** As if the small model had been sure of it. */
  const makeGoodEnough = async (name: string): Promise<void> => {
    const { database } = JSON.parse((await cli.routelmt(["ledger", "--json"])).out) as { database: string };
    const store = new ProjectStore(cli.at("."), database);
    const kept = (await store.history.decisionsOn(cli.at("locales/de.json"))).filter(({ key }) => key[0] === name);
    await store.history.amend(
      kept.map((one) => ({ ...one, decision: { ...one.decision, predicted: { ...one.decision.predicted, gain: 5 } } })),
    );
    await store.close();
    assert.equal(kept.length, 1);
  };

  it("buys later what was translated locally", async () => {
    assert.equal((await translate()).code, 0);
    assert.equal(server.seen.length, 0);
    const local = german();
    const bought = await translate("--buy", "--budget", "1", "--share", "1");
    assert.equal(bought.code, 0, bought.err);
    assert.ok(sent() > 0);
    assert.match(bought.out, /\d large\b/);
    assert.notDeepEqual(german(), local);
  });

  it("offers with --buy what is flagged, a draft or over the share, all of it, and plans the same", async () => {
    // Nothing is flagged with a share of 0: what would gain much is over the share.
    assert.equal((await translate("--share", "0")).code, 0);
    await makeGoodEnough("invoice");
    const plan = async (...args: string[]): Promise<{ segments: number; large: number }> => {
      const { out } = await cli.routelmt(["plan", "locales/en.json", "--to", "de", "--json", ...args]);
      return (JSON.parse(out) as { plan: { segments: number; large: number } }).plan;
    };
    const { segments, large } = await plan("--buy");
    assert.deepEqual({ segments, large }, { segments: 3, large: 3 });
    assert.equal((await plan("--buy", "--share", "0.4")).large, 1);
    const before = german()["invoice"];
    const bought = await translate("--buy", "--budget", "1");
    assert.equal(bought.code, 0, bought.err);
    assert.equal(sent(), 3);
    assert.equal(german()["invoice"], before);
  });

  it("buys of what is missing no more than the share, and of what is for sale all of it", async () => {
    await translate("--share", "0");
    const more = Object.fromEntries(Array.from({ length: 10 }, (_, index) => [`more${index}`, `Text ${index} to buy`]));
    cli.write("locales/en.json", `${JSON.stringify({ ...ENGLISH, ...more }, null, 2)}\n`);
    await translate("--buy", "--budget", "1");
    // What the checks refuse is asked for again.
    const asked = new Set(server.seen.flatMap(({ strings }) => strings.map(({ text }) => text)));
    assert.equal(asked.size, 4 + 3);
  });

  it("never pays twice for one text", async () => {
    await translate("--budget", "1", "--share", "1");
    assert.ok(sent() > 0);
    const after = german();
    server.seen.length = 0;
    // The file is translated anew, as on another branch: paid answers are still stored.
    cli.write("locales/de.json", "{}\n");
    const anew = await translate("--budget", "1", "--share", "1", "--no-memory");
    assert.equal(anew.code, 0, anew.err);
    assert.equal(sent(), 0);
    assert.deepEqual(german(), after);
  });

  it("replaces only what is still as we wrote it", async () => {
    await translate();
    const edited = { ...german(), invoice: "Rechnung kopieren" };
    cli.write("locales/de.json", `${JSON.stringify(edited, null, 2)}\n`);
    await translate("--buy", "--budget", "1", "--share", "1");
    assert.equal(german()["invoice"], "Rechnung kopieren");
    assert.ok(!server.seen.some(({ strings }) => strings.some(({ text }) => text === ENGLISH.invoice)));
  });

  it("is no success where the checks refuse every answer, with --buy or without", async () => {
    server.obeys = REFUSED;
    const run = await translate("--budget", "1", "--share", "1");
    assert.deepEqual([run.code, run.err], [3, ALL_HELD]);
    assert.equal(Object.keys(german()).length, 4, "the local translations are there");
  });

  it("offers no string again whose paid answer the checks refused, unless the model is another", async () => {
    server.obeys = REFUSED;
    await translate("--budget", "1", "--share", "1");
    server.seen.length = 0;
    const plan = async (...args: string[]): Promise<unknown> => {
      const { out } = await cli.routelmt(["plan", "locales/en.json", "--to", "de", "--json", "--buy", ...args]);
      const { segments, large, estimatedCost } = (
        JSON.parse(out) as { plan: { segments: number; large: number; estimatedCost: number } }
      ).plan;
      return { segments, large, isFree: estimatedCost === 0 };
    };
    assert.deepEqual(await plan(), { segments: 0, large: 0, isFree: true });
    const { code, err } = await translate("--budget", "1", "--share", "1", "--buy");
    assert.equal(code, 0);
    assert.match(err, /^4 held, not offered again: .* Another --large-model may do better\.\n$/);
    assert.equal(sent(), 0);
    const other = ["--large-model", "other", "--price-input", "1", "--price-output", "1"];
    assert.deepEqual(await plan(...other), { segments: 4, large: 4, isFree: false });
    server.obeys = new Map();
    assert.equal((await translate("--budget", "1", "--buy", ...other)).code, 0);
    assert.ok(sent() >= 4);
  });

  it("prices what was taken back, and is paid for, at nothing", async () => {
    await translate("--share", "1");
    const local = german();
    await translate("--budget", "1", "--buy");
    const bought = german();
    await cli.routelmt(["undo"]);
    assert.deepEqual(german(), local);
    server.seen.length = 0;
    const { out } = await cli.routelmt(["plan", "locales/en.json", "--to", "de", "--json", "--buy"]);
    const { large, estimatedCost } = (JSON.parse(out) as { plan: { large: number; estimatedCost: number } }).plan;
    assert.deepEqual({ large, estimatedCost }, { large: 4, estimatedCost: 0 });
    // The cap has no room for a request, and none is made.
    assert.equal((await translate("--budget", "0.0000001", "--buy")).code, 0);
    assert.equal(sent(), 0);
    assert.deepEqual(german(), bought);
  });

  it("is no success where a language for the large model alone gets nothing", async () => {
    server.obeys = REFUSED;
    const args = ["translate", "locales/en.json", "--to", "cy", "--base-url", server.baseUrl, "--budget", "1"];
    const { code, out, err } = await cli.routelmt([...args, "--share", "1"], { ROUTELMT_API_KEY: "sk-test" });
    assert.deepEqual([code, err], [3, ALL_HELD]);
    assert.match(out, /^Not done: likely wrong, or refused by the checks \(4\):$/m);
    assert.match((await cli.routelmt(["report"])).out, /The large model's translation was bought, but held back: .*\./);
    assert.ok(!cli.exists("locales/cy.json"));
  });

  it("is no success with --buy where no budget is left for anything; translating what is missing is", async () => {
    const money = ["--budget", "0.0000001", "--share", "1"];
    const run = await translate(...money);
    assert.deepEqual([run.code, run.err], [0, NO_BUDGET]);
    const later = await translate(...money, "--buy");
    assert.deepEqual([later.code, later.err], [3, NO_BUDGET]);
    assert.equal(server.seen.length, 0);
  });

  it("is a success with --buy where nothing is for sale", async () => {
    await translate();
    cli.write("locales/de.json", JSON.stringify(Object.fromEntries(Object.keys(ENGLISH).map((key) => [key, "Meins"]))));
    const { code, err } = await translate("--buy", "--budget", "1", "--share", "1");
    assert.deepEqual([code, err], [0, ""]);
  });

  it("keeps a ledger over runs, and a cap over a day", async () => {
    await translate("--budget", "1", "--share", "1", "--budget-period", "day");
    const ledger = JSON.parse((await cli.routelmt(["ledger", "--json"])).out) as {
      database: string;
      entries: { state: string; paid: { usd: number } }[];
    };
    assert.ok(ledger.entries.length > 0 && ledger.entries.every(({ state }) => state === "settled"));
    const spent = ledger.entries.reduce((sum, { paid }) => sum + paid.usd, 0);
    cli.write("locales/en.json", JSON.stringify({ more: "View Invoices" }));
    server.seen.length = 0;
    const args = ["--budget", String(spent), "--share", "1", "--budget-period", "day", "--no-memory"];
    const second = await translate(...args);
    assert.equal(server.seen.length, 0, "the cap of the day is used up");
    assert.match(second.out, /1 worth the large model, not bought/);
    assert.match(second.err, /no budget is left for it\. Raise --budget, or wait for the next day\./);
    const text = (await cli.routelmt(["ledger"])).out;
    assert.match(text, /Spent or set aside: \$0\.\d+ today/);
    assert.match((await cli.routelmt(["ledger", "--csv"])).out, /^id,time,run,provider,model,language,state,/);
  });

  it("says that a folder is missing, which would look like one where nothing was spent or done", async () => {
    for (const command of ["ledger", "report", "undo"]) {
      const { code, err } = await cli.routelmt([command, "nosuch"]);
      assert.equal(code, 2, command);
      assert.match(err, /There is no folder .*nosuch\./);
    }
  });

  it("undoes the last run in all of its files, but for what was edited since", async () => {
    const before = '{\n  "rate": "Wechselkurs"\n}\n';
    cli.write("locales/de.json", before);
    await cli.routelmt(["translate", "locales/en.json", "--to", "de,fr"]);
    const edited = { ...german(), date: "Heute" };
    cli.write("locales/de.json", `${JSON.stringify(edited, null, 2)}\n`);
    const undone = await cli.routelmt(["undo"]);
    assert.equal(undone.code, 0, undone.err + undone.out);
    assert.deepEqual(german(), { rate: "Wechselkurs", date: "Heute" });
    assert.ok(!cli.exists("locales/fr.json"), "the run had made it");
    assert.match(undone.out, /edited since and kept: date/);
    assert.match((await cli.routelmt(["undo"])).out, /no run to undo/);
  });

  it("offers languages that the small model does not have to the large one alone", async () => {
    const args = ["translate", "locales/en.json", "--to", "cy", "--base-url", server.baseUrl];
    const local = await cli.routelmt(args);
    assert.equal(local.code, 2);
    assert.match(local.err, /does not translate/);
    const planned = await cli.routelmt(["plan", ...args.slice(1), "--budget", "1", "--share", "1"]);
    assert.match(planned.out, /cy: the small model does not have this language; large model only, est\. \$0\.\d+/);
  });

  it("leaves no key in what it writes anywhere", async () => {
    server.fault = "unauthorised";
    const { out, err } = await translate("--budget", "1", "--share", "1");
    assert.ok(!`${out}${err}`.includes("canary"));
    const { database } = JSON.parse((await cli.routelmt(["ledger", "--json"])).out) as { database: string };
    assert.ok(readdirSync(database.slice(0, database.lastIndexOf("/"))).length > 0);
    assert.ok(!cli.read("locales/de.json").includes("canary"));
  });
});
