import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { type CallToolResult, ElicitRequestSchema } from "@modelcontextprotocol/sdk/types.js";
import { TINY } from "../../support/bundled-model.js";
import { LargeModelServer } from "../../support/large-model-server.js";
import { CLI } from "../../support/program.js";

const ENGLISH = {
  region: "Regionalize",
  invoice: "Duplicate Invoice",
  rate: "Exchange rate",
  date: "Today's date",
};
type Answer = "buy" | "local" | "cancel";

/** The parts of the tools' answers that are tested here. */
interface Answers {
  readonly counts: Readonly<Record<string, number>>;
  readonly summary: Readonly<Record<string, number>>;
  readonly files: readonly { readonly path: string; readonly language: string; readonly values: number }[];
  readonly failed: readonly object[];
  readonly caps: readonly object[];
  readonly spending: { readonly today: number };
  readonly decisions: readonly object[];
  readonly leftOut: number;
  readonly paid: number;
  readonly answer: Answer;
  readonly notBought: string;
  readonly run: { readonly state: string };
}

describe("routelmt mcp, with the SDK's client over stdio and a real large-model server", () => {
  let large: LargeModelServer;
  let folder: string;
  let root: string;
  let client: Client | undefined;
  before(async () => {
    large = await LargeModelServer.start();
  });
  after(() => large.stop());
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "routelmt-mcp-"));
    folder = join(root, "project");
    large.seen.length = 0;
    large.fault = "none";
    write("locales/en.json", ENGLISH);
    write("locales/de.json", {});
  });
  afterEach(async () => {
    await client?.close();
    client = undefined;
    rmSync(root, { recursive: true, force: true });
  });

  const write = (path: string, content: object): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), `${JSON.stringify(content, null, 2)}\n`);
  };
  const german = (): Record<string, string> =>
    JSON.parse(readFileSync(join(folder, "locales/de.json"), "utf8")) as Record<string, string>;

  /** Starts a server as a client's settings would. `answer` is how the client's user answers questions. */
  async function connect(args: string[], { answer, env = {} }: { answer?: Answer; env?: Record<string, string> } = {}) {
    const capabilities = answer ? { elicitation: {} } : {};
    const started = new Client({ name: "test", version: "1" }, { capabilities });
    if (answer) {
      started.setRequestHandler(ElicitRequestSchema, ({ params }) => {
        questions.push(params.message);
        return { action: "accept", content: { answer } };
      });
    }
    const models = ["--model", TINY, "--threads", "1", "--base-url", large.baseUrl];
    const options = [...models, "--share", "1", "--minimum-quality", "0", ...args];
    const data = { ROUTELMT_DATA: join(root, "data"), ROUTELMT_API_KEY: "sk-canary-1234567890", ...env };
    const command = { command: process.execPath, args: [CLI, "mcp", folder, ...options] };
    await started.connect(new StdioClientTransport({ ...command, env: { PATH: process.env["PATH"] ?? "", ...data } }));
    client = started;
    // The client validates structured results with the schemas of the tools.
    await started.listTools();
    return started;
  }
  const questions: string[] = [];

  const call = async (name: string, input: object = {}): Promise<CallToolResult> =>
    (await client?.callTool({ name, arguments: { ...input } })) as CallToolResult;
  const resultOf = async (name: string, input: object = {}): Promise<Answers> => {
    const { structuredContent, isError, content } = await call(name, input);
    assert.ok(!isError, JSON.stringify(content));
    return structuredContent as unknown as Answers;
  };
  const errorOf = async (name: string, input: object): Promise<string> => {
    const { isError, content } = await call(name, input);
    assert.equal(isError, true, JSON.stringify(content));
    const [first] = content;
    return first?.type === "text" ? first.text : "";
  };

  it("offers tools of which one writes, and says so", async () => {
    const { tools } = await (await connect([])).listTools();
    assert.deepEqual(
      tools.map(({ name, annotations }) => [name, annotations?.readOnlyHint, annotations?.openWorldHint]),
      [
        ["status", true, false],
        ["plan", true, false],
        ["translate", false, true],
        ["check", true, false],
        ["report", true, false],
        ["ledger", true, false],
      ],
    );
  });

  it("says what is missing, fills it locally, and sends nothing", async () => {
    await connect(["--budget", "1"]);
    const { counts } = await resultOf("status");
    assert.deepEqual([counts["missing"], counts["translated"]], [4, 0]);
    const done = await resultOf("translate");
    assert.deepEqual(
      done.files.map(({ path, language, values }) => [path, language, values]),
      [["locales/de.json", "de", 4]],
    );
    assert.equal(Object.keys(german()).length, 4);
    assert.equal((await resultOf("status")).counts["missing"], 0);
    assert.equal((await resultOf("check")).counts["errors"], 0);
    assert.deepEqual(large.seen, []);
  });

  it("leaves out languages that nobody named and no model may translate, and refuses them if they are named", async () => {
    write("locales/ga.json", {});
    await connect([]);
    const done = await resultOf("translate");
    assert.deepEqual(
      done.files.map(({ path, values }) => [path, values]),
      [["locales/de.json", 4]],
    );
    const [left, ...others] = done.failed as { readonly path: string; readonly code: string }[];
    assert.deepEqual([left?.path, left?.code, others], ["locales/ga.json", "direction-unsupported", []]);
    assert.match(await errorOf("translate", { languages: ["ga"] }), /does not translate en→ga/);
  });

  it("works in the folder that the agent names, and says which it is where that is another one", async () => {
    await connect([]);
    for (const named of ["project", folder])
      assert.equal((await resultOf("status", { folder: named })).counts["missing"], 4);
    const wrong = /^option-invalid: There is no project folder "elsewhere", only project \(.+\)\. Call the tool again/;
    assert.match(await errorOf("translate", { folder: "elsewhere" }), wrong);
    assert.deepEqual(german(), {});
  });

  it("plans without writing or sending, within what the user allows", async () => {
    await connect(["--budget", "1", "--budget-period", "day"]);
    const plan = await resultOf("plan", { languages: ["de", "fr"] });
    assert.equal(plan.summary["strings"], 8);
    assert.ok((plan.summary["worthLargeModel"] ?? 0) > 0);
    assert.ok((plan.summary["estimatedCost"] ?? 0) > 0);
    assert.deepEqual(plan.caps, [{ unit: "usd", period: "day", limit: 1, used: 0 }]);
    assert.deepEqual([german(), large.seen], [{}, []]);
  });

  it("buys with a budget in the call, and reports what was paid", async () => {
    await connect(["--budget", "1", "--budget-period", "day"]);
    const done = await resultOf("translate", { budget: 0.5 });
    assert.ok(large.seen.length > 0);
    assert.ok(done.paid > 0 && done.paid <= 0.5);
    assert.ok(Number(done.counts["large"]) > 0);
    const spent = await resultOf("ledger");
    assert.equal(spent.spending.today, done.paid);
    const report = await resultOf("report", { limit: 1 });
    assert.deepEqual([report.decisions.length, report.leftOut], [1, 3]);
  });

  it("buys nothing where the user allowed nothing", async () => {
    await connect([]);
    assert.match(await errorOf("translate", { budget: 1 }), /^option-invalid: .*lets agents buy nothing.*--budget 1/);
    assert.deepEqual([german(), large.seen], [{}, []]);
  });

  it("never spends more than the user's cap, whatever budget is called for", async () => {
    await connect([], {
      env: { ROUTELMT_BUDGET: "1", ROUTELMT_BUDGET_UNIT: "segments", ROUTELMT_BUDGET_PERIOD: "total" },
    });
    await resultOf("translate", { budget: 100 });
    write("locales/fr.json", {});
    await resultOf("translate", { budget: 100 });
    assert.equal(
      large.seen.reduce((sum, { strings }) => sum + strings.length, 0),
      1,
    );
  });

  it("never spends more than the budget of the call, whatever the user's cap", async () => {
    await connect(["--budget", "100", "--budget-unit", "segments", "--budget-period", "total"]);
    await resultOf("translate", { budget: 2 });
    assert.equal(
      large.seen.reduce((sum, { strings }) => sum + strings.length, 0),
      2,
    );
  });

  for (const [answer, values, isSent] of [
    ["buy", 4, true],
    ["local", 4, false],
    ["cancel", 0, false],
  ] as const) {
    it(`asks the person where the client can, and does what ${answer} means`, async () => {
      questions.length = 0;
      await connect(["--budget", "1"], { answer });
      const done = await resultOf("translate", { budget: 1 });
      assert.equal(done.answer, answer);
      assert.match(questions.join(), /buy \d translations from .+ for about \$.*locales\/de\.json/);
      assert.deepEqual([Object.keys(german()).length, large.seen.length > 0], [values, isSent]);
    });
  }

  it("reads and writes nothing outside of its project", async () => {
    const outside = join(root, "outside");
    mkdirSync(outside);
    writeFileSync(join(outside, "en.json"), '{ "secret": "The secret text" }\n');
    await connect([]);
    for (const path of ["../outside/en.json", join(outside, "en.json")])
      assert.match(await errorOf("translate", { files: [path], languages: ["de"] }), /outside the project/);
    symlinkSync(outside, join(folder, "locales/linked"));
    symlinkSync(join(outside, "en.json"), join(folder, "locales/it.json"));
    assert.match(
      await errorOf("translate", { files: ["locales/linked/en.json"], languages: ["de"] }),
      /outside the project/,
    );
    const { failed } = await resultOf("translate", { languages: ["it"] });
    assert.match(JSON.stringify(failed), /outside the project/);
    assert.doesNotMatch(JSON.stringify(await resultOf("status", { languages: ["it"] })), /secret/);
    assert.equal(readFileSync(join(outside, "en.json"), "utf8"), '{ "secret": "The secret text" }\n');
  });

  it("keeps targets that another tool's settings place elsewhere out, too", async () => {
    const config = { files: [{ source: "/locales/en.json", translation: "/../outside/%two_letters_code%.json" }] };
    write("crowdin.yml", config);
    await connect([]);
    const { content } = await call("translate", { languages: ["fr"] });
    assert.doesNotMatch(JSON.stringify(content), /"path":"[^"]*outside/);
    assert.throws(() => readFileSync(join(root, "outside/fr.json")), { code: "ENOENT" });
  });

  it("says what is wrong with arguments", async () => {
    await connect([]);
    assert.match(await errorOf("status", { file: "x" }), /no argument "file".*files, languages/);
    assert.match(await errorOf("translate", { budget: "1" }), /budget must be a number/);
    assert.match(await errorOf("translate", { languages: [] }), /languages must be a list/);
    assert.match(await errorOf("translate", { languages: ["english please"] }), /^language-unknown/);
    assert.match(await errorOf("status", { files: ["locales/no.json"] }), /^file-missing: locales\/no\.json/);
    assert.match(await errorOf("report", {}), /no such run/);
    await assert.rejects(call("delete"), /no tool "delete"/);
  });

  it("reports progress, is cancelled by the client, and goes on serving", async () => {
    // Enough of them that the run is not over when the server hears of it.
    const numbers = Array.from({ length: 500 }, (_, number) => [`open${number}`, `Open page ${number}`]);
    write("locales/en.json", Object.fromEntries(numbers));
    const started = await connect([]);
    const controller = new AbortController();
    const seen: string[] = [];
    const onprogress = ({ message }: { message?: string | undefined }): void => {
      seen.push(message ?? "");
      controller.abort();
    };
    const request = { name: "translate", arguments: { languages: ["de", "fr", "es", "it", "nl"] } };
    await assert.rejects(started.callTool(request, undefined, { signal: controller.signal, onprogress }), /abort/i);
    assert.equal(seen[0], "1 of 2500 strings");
    assert.equal((await resultOf("status")).failed.length, 0);
    let state = "running";
    while (state === "running") ({ state } = (await resultOf("report")).run);
    assert.equal(state, "cancelled");
  });

  it("keeps the local translations when the provider fails, and says why", async () => {
    large.fault = "unauthorised";
    await connect(["--budget", "1"]);
    const done = await resultOf("translate", { budget: 1 });
    assert.equal(Object.keys(german()).length, 4);
    assert.match(String(done.notBought), /key/i);
    assert.doesNotMatch(JSON.stringify(done), /canary/);
  });

  it("is loaded by its own command alone", () => {
    const loaded = new Set<string>();
    const load = (name: string): void => {
      if (loaded.has(name)) return;
      loaded.add(name);
      const text = readFileSync(join(dirname(CLI), name), "utf8");
      for (const [, other] of text.matchAll(/^(?:import|export)\b[^;"]*?"\.\/([^"]+\.mjs)";/gm)) load(other ?? "");
    };
    load("cli.mjs");
    const all = [...loaded].map((name) => readFileSync(join(dirname(CLI), name), "utf8")).join("\n");
    assert.ok(all.includes("Translating "), "the rest of the program is there");
    assert.ok(!all.includes("notifications/initialized"));
  });
});
