import assert from "node:assert/strict";
import { setTimeout as pause } from "node:timers/promises";
import type { LedgerEntry } from "#store/ledger-book.js";
import { FaultProject } from "../support/fault-project.js";
import { completion, json, type Script, stringsOf } from "../support/scripted-server.js";
import {
  englishOf,
  type TranslatingServer,
  usageOf,
  useTranslatingServer,
  VERBS,
} from "../support/translating-server.js";

/** What the other surfaces must agree with: the JSON of `translate`, `plan`, `report` and `ledger`. */
interface RunJson {
  readonly files: readonly { readonly values: number; readonly copied: number }[];
  readonly balance: { readonly settled: number; readonly reserved: number };
  readonly decisions: readonly { readonly outcome: string; readonly cost: number }[];
}
interface PlanJson {
  readonly plan: { readonly segments: number; readonly existing: number; readonly copied: number };
}
interface ReportJson {
  readonly counts: Readonly<Record<string, number>>;
  readonly paid: number;
  readonly inDoubt: number;
  readonly requests: readonly unknown[];
  readonly decisions: readonly { readonly cost: number }[];
}
interface StatusJson {
  readonly counts: { readonly total: number; readonly translated: number; readonly drafts: number };
}

const plural = "{n, plural, one {Open page 1 of the report} other {Open page 2 of the report}}";
const choice = "{who, select, male {Close page 3 of the report} other {Close page 4 of the report}}";
/** Ten strings with words, of which two are messages of several texts, and one is there twice; two values without words. */
const ENGLISH = {
  ...Object.fromEntries(VERBS.map((verb, index) => [verb, englishOf(verb, index)])),
  ...Object.fromEntries(
    ["Open", "Print", "Print again"].map((key) => [`${key} 9`, englishOf(key.split(" ")[0] ?? "", 9)]),
  ),
  plural,
  choice,
  number: "42",
  link: "https://example.org",
};
const STRINGS = 10;
const WORDLESS = 2;
/** Of two languages, one of which has a translation. */
const EXISTING = 1;
const TO_DO = 2 * STRINGS - EXISTING;
const COPIED = 2 * WORDLESS;

const sum = (values: readonly number[]): number => values.reduce((all, one) => all + one, 0);
const near = (a: number, b: number, what: string): void => assert.ok(Math.abs(a - b) < 1e-9, `${what}: ${a} and ${b}`);
const numbersIn = (text: string): number[] => [...text.matchAll(/(\d+)/g)].map(([number]) => Number(number));

/** Answers that the checks refuse, for every other string or for all. */
const refusedAnswers =
  (every: number): Script =>
  (seen, response) => {
    const translations = stringsOf(seen).map(({ id, text }, index) => ({
      id,
      text: index % every === 0 ? "Siehe http://evil.example" : text.replace("page", "Seite"),
    }));
    json(response, completion(translations, { usage: usageOf(seen) }));
  };

const RUNS: Readonly<
  Record<string, { readonly options: readonly string[]; readonly fault?: Script; readonly isCancelled?: boolean }>
> = {
  "a share": { options: ["--share", "0.4"] },
  "a cap that is used up": { options: ["--budget", "0.004"] },
  "a cap in strings": { options: ["--budget", "7", "--budget-unit", "segments", "--budget-period", "month"] },
  "answers that are held": { options: [], fault: refusedAnswers(1) },
  "some answers that are held": { options: [], fault: refusedAnswers(2) },
  "drafts that are written": { options: ["--share", "0.2", "--minimum-quality", "60", "--write-drafts"] },
  "drafts that are left out": { options: ["--share", "0.2", "--minimum-quality", "60"] },
  "a key that is refused": { options: [], fault: (_seen, response) => void response.writeHead(401).end() },
  "a provider that is down": { options: [], fault: (_seen, response) => void response.writeHead(503).end() },
  cancellation: { options: [], isCancelled: true },
};

describe("Every surface has the same numbers after", () => {
  const server = useTranslatingServer();
  const projects: FaultProject[] = [];
  afterEach(() => {
    for (const one of projects.splice(0)) one.remove();
  });

  function open(): FaultProject {
    const project = new FaultProject({ sources: 1, languages: ["de", "fr"] });
    projects.push(project);
    project.write(project.sources[0] ?? "", JSON.stringify(ENGLISH, null, 2));
    project.write("locales/de/part0.json", '{ "Open": "Seite öffnen" }\n');
    return project;
  }
  /** With the last of several values of an option. */
  const argsOf = (project: FaultProject, of: TranslatingServer, options: readonly string[]): string[] => {
    const args = project.buyingArgs(of);
    for (let at = 0; at < options.length; at++) {
      const [name = "", value = ""] = [options[at], options[at + 1]];
      const own = args.indexOf(name);
      if (own < 0) args.push(name);
      else args[own + 1] = value;
      if (own >= 0) at++;
    }
    return args;
  };
  const read = async <Result>(project: FaultProject, ...args: string[]): Promise<Result> =>
    JSON.parse((await project.start(args).end).out) as Result;

  // A fault of the provider changes no plan.
  const plans = Object.entries(RUNS).filter(([, { options }]) => options.length > 0);
  for (const [name, { options }] of [["no option", { options: [] }] as const, ...plans])
    it(`a plan: ${name}`, async () => {
      const project = open();
      const [, ...args] = argsOf(project, server, options);
      const { plan } = await read<PlanJson>(project, "plan", ...args, "--json");
      assert.deepEqual([plan.segments, plan.existing, plan.copied], [TO_DO, EXISTING, COPIED]);
      const shown = (await project.start(["plan", ...args]).end).out;
      const line = `^${TO_DO} strings.* · ${EXISTING} translated already · ${COPIED} without words`;
      assert.match(shown, new RegExp(line, "m"));
    });

  for (const [name, { options, fault, isCancelled = false }] of Object.entries(RUNS))
    it(name, async () => {
      const [shown, counted] = [open(), open()];
      if (fault)
        server.fault = (...request) => {
          fault(...request);
          return true;
        };
      const run = async (project: FaultProject, ...more: string[]): Promise<string> => {
        const { child, end } = project.start([...argsOf(project, server, options), ...more]);
        server.delay = isCancelled ? 400 : 0;
        server.onRequest = () => void (isCancelled && pause(100).then(() => child.kill("SIGINT")));
        return (await end).out;
      };
      const text = await run(shown);
      const own = JSON.parse(await run(counted, "--json")) as RunJson;
      const all = own.decisions.length;

      assert.equal(all, TO_DO, "the strings of the plan");
      const [last = ""] = text.trim().split("\n").slice(-1);
      assert.equal(sum(numbersIn(last.replace(/\. (?:Spent|$).*$/, ""))), all, last);
      const rows = [...text.matchAll(/^(?:de|fr)((?: +\d+)+)$/gm)].map(([, cells = ""]) => numbersIn(cells));
      assert.equal(sum(rows.flatMap((cells) => cells.slice(0, -1))), all, "the table, without what was kept");
      assert.equal(sum(rows.map((cells) => cells.at(-1) ?? 0)), EXISTING);

      const report = await read<ReportJson>(shown, "report", "--json");
      const outcomes = own.decisions.map(({ outcome }) => outcome);
      for (const [outcome, count] of Object.entries(report.counts))
        assert.equal(count, outcomes.filter((one) => one === outcome).length, outcome);
      assert.equal(sum(Object.values(report.counts)), all);
      const markdown = (await shown.start(["report"]).end).out;
      const strings = /^- Strings: (.*?)(?: = (\d+))?$/m.exec(markdown);
      assert.equal(sum(numbersIn(strings?.[1] ?? "")), all);
      assert.equal(Number(strings?.[2] ?? all), all);
      assert.equal(markdown.match(/^\| `locales/gm)?.length, all);

      const { entries } = await read<{ readonly entries: readonly LedgerEntry[] }>(shown, "ledger", "--json");
      const paid = sum(entries.map((one) => one.paid.usd));
      for (const [what, amount] of Object.entries({
        report: report.paid,
        balance: own.balance.settled,
        "decisions of the run": sum(own.decisions.map(({ cost }) => cost)),
        "decisions of the report": sum(report.decisions.map(({ cost }) => cost)),
      }))
        near(amount, paid, what);
      const inDoubt = sum(entries.map(({ state, reserved }) => (state === "doubtful" ? reserved.usd : 0)));
      assert.equal(inDoubt > 0, isCancelled || name === "a provider that is down");
      near(report.inDoubt, inDoubt, "in doubt: report");
      near(own.balance.reserved, inDoubt, "in doubt: balance");
      const csv = (await shown.start(["ledger", "--csv"]).end).out.trim().split("\n").slice(1);
      near(sum(csv.map((row) => Number(row.split(",")[8]))), paid, "CSV");
      assert.equal(csv.filter((row) => row !== "").length, entries.length);
      assert.equal(report.requests.length, entries.length);

      const written = [...text.matchAll(/: (\d+) values? written/g)].map(([, count]) => Number(count));
      const copied = [...text.matchAll(/written.*?(\d+) of them without words/g)].map(([, count]) => Number(count));
      assert.deepEqual(
        [sum(written), sum(copied)],
        [sum(own.files.map(({ values }) => values)), sum(own.files.map((one) => one.copied))],
      );
      assert.equal(sum(copied), COPIED);
      const status = (await read<StatusJson>(shown, "status", "--json")).counts;
      assert.equal(status.total, TO_DO + EXISTING + COPIED);
      assert.equal(status.translated + status.drafts, EXISTING + sum(written));
    });
});
