import assert from "node:assert/strict";
import type { ServerResponse } from "node:http";
import type { RequestState } from "#store/ledger-book.js";
import { assertTold, CANARY, type Ended, FaultProject } from "../support/fault-project.js";
import { completion, json, type Script } from "../support/scripted-server.js";
import { TranslatingServer, translationsOf, usageOf } from "../support/translating-server.js";

/** A fault, and how the command line ends. */
interface Case {
  readonly name: string;
  readonly fault: Script;
  readonly code: number;
  /** Must be part of the output. */
  readonly says: RegExp;
  /** The distinct states of requests in the ledger. */
  readonly states: readonly RequestState[];
  /** Requests that were sent. */
  readonly requests: number;
  readonly env?: Readonly<Record<string, string>>;
}

const status =
  (code: number, headers: Readonly<Record<string, string>> = {}): Script =>
  (_seen, response) =>
    json(response, { error: { message: "no" } }, code, headers);

/** Answers with modified translations. */
const answers =
  (spoil: (translations: { id: string; text: string }[]) => unknown, ending = "stop"): Script =>
  (seen, response) =>
    json(response, completion(spoil(translationsOf(seen)), { usage: usageOf(seen), ending }));

/** Keeps writing. */
function pour(response: ServerResponse, text: string, interval: number): void {
  response.writeHead(200, { "content-type": "application/json" });
  const timer = setInterval(() => response.write(text), interval);
  response.once("close", () => clearInterval(timer));
}

const TIMEOUT = { FAULT_TIMEOUT: "4000" };

const CASES: readonly Case[] = [
  { name: "401", fault: status(401), code: 5, says: /key/i, states: ["released"], requests: 1 },
  { name: "402", fault: status(402), code: 7, says: /credit|quota/i, states: ["released"], requests: 1 },
  { name: "403", fault: status(403), code: 5, says: /key|not allowed/i, states: ["released"], requests: 1 },
  { name: "408", fault: status(408), code: 11, says: /408/, states: ["doubtful"], requests: 3 },
  { name: "413", fault: status(413), code: 9, says: /413/, states: ["released"], requests: 3 },
  {
    name: "429 with Retry-After",
    fault: status(429, { "retry-after": "0" }),
    code: 8,
    says: /too many|429/i,
    states: ["released"],
    requests: 3,
  },
  {
    name: "429 without Retry-After",
    fault: status(429),
    code: 8,
    says: /too many|429/i,
    states: ["released"],
    requests: 3,
  },
  { name: "500", fault: status(500), code: 11, says: /500/, states: ["doubtful"], requests: 3 },
  { name: "503", fault: status(503), code: 11, says: /503/, states: ["doubtful"], requests: 3 },
  {
    name: "a reset",
    fault: (_seen, response) => void response.socket?.resetAndDestroy(),
    code: 11,
    says: /connection|reach/i,
    states: ["doubtful"],
    requests: 3,
  },
  {
    name: "a time-out",
    fault: () => undefined,
    code: 10,
    says: /did not finish its answer within/,
    states: ["doubtful"],
    requests: 1,
    env: TIMEOUT,
  },
  {
    name: "a slow drip",
    fault: (_seen, response) => pour(response, " ", 50),
    code: 10,
    says: /did not finish its answer within/,
    states: ["doubtful"],
    requests: 1,
    env: TIMEOUT,
  },
  {
    name: "half of the JSON",
    fault: (_seen, response) => void response.end('{"choices":[{"mess'),
    code: 12,
    says: /JSON/,
    states: ["doubtful"],
    requests: 1,
  },
  {
    name: "an answer that breaks off",
    fault: (_seen, response) => {
      response.writeHead(200, { "content-length": "900" });
      response.write("{");
      setTimeout(() => response.socket?.destroy(), 20);
    },
    code: 12,
    says: /broke off/,
    states: ["doubtful"],
    requests: 1,
  },
  {
    name: "wrong ids",
    fault: answers((all) => all.map(({ text }, index) => ({ id: `x${index}`, text }))),
    code: 3,
    says: /left|answer/i,
    states: ["settled"],
    requests: 2,
  },
  {
    name: "missing ids",
    fault: answers((all) => all.map(({ text }) => ({ text }))),
    code: 3,
    says: /answer/i,
    states: ["settled"],
    requests: 2,
  },
  {
    name: "duplicate ids",
    fault: answers((all) => all.map(({ text }) => ({ id: all[0]?.id, text }))),
    code: 3,
    says: /left|answer/i,
    states: ["settled"],
    requests: 2,
  },
  {
    name: "empty strings",
    fault: answers((all) => all.map(({ id }) => ({ id, text: " " }))),
    code: 3,
    says: /left|answer/i,
    states: ["settled"],
    requests: 2,
  },
  {
    name: "the source returned",
    fault: (seen, response) =>
      json(
        response,
        completion(JSON.parse((seen.body.messages as { content: string }[]).at(-1)?.content ?? "{}").strings, {
          usage: usageOf(seen),
        }),
      ),
    code: 3,
    says: /held|checks/i,
    states: ["settled"],
    requests: 2,
  },
  {
    name: "an answer that is cut",
    fault: answers((all) => JSON.stringify({ translations: all }).slice(0, 30), "length"),
    code: 3,
    says: /cut|long/i,
    states: ["settled"],
    requests: 5,
  },
  {
    name: "a refusal in words",
    fault: answers(() => "I cannot help with that."),
    code: 12,
    says: /answer/i,
    states: ["settled"],
    requests: 2,
  },
  {
    name: "a body of 100 MB",
    fault: (_seen, response) => pour(response, " ".repeat(4_000_000), 5),
    code: 12,
    says: /more text than any translation/,
    states: ["doubtful"],
    requests: 1,
  },
];

/** The outcome of a case. */
interface Outcome {
  readonly ended: Ended;
  readonly states: readonly string[];
  readonly counted: number;
  readonly billed: number;
  readonly requests: number;
  readonly values: ReadonlyMap<string, string>;
}

describe("A provider that fails, over the whole command line:", () => {
  const outcomes = new Map<string, Outcome>();
  let local: ReadonlyMap<string, string>;
  before(async () => {
    const project = new FaultProject({ sources: 1 });
    await project.buy({ baseUrl: "http://127.0.0.1:9" }, ["--budget", "0"]);
    local = project.allValues();
    project.remove();
    const queue = CASES.values();
    await Promise.all(
      [1, 2, 3].map(async () => {
        for (const one of queue) outcomes.set(one.name, await play(one));
      }),
    );
  });

  for (const { name, code, says, states, requests } of CASES) {
    it(`${name} is reported, counted and never taken for success`, () => {
      const { ended, states: seen, requests: sent, values, counted, billed } = outcomes.get(name) as Outcome;
      const about = `${ended.code}\n${ended.out}\n${ended.err}`;
      assertTold(ended, about);
      assert.equal(ended.code, code, about);
      assert.match(ended.out + ended.err, says);
      assert.ok(!(ended.out + ended.err).includes(CANARY));
      assert.deepEqual(seen, states, about);
      assert.equal(sent, requests, about);
      assert.ok(counted >= billed - 1e-9);
      assert.deepEqual(values, local, "local translations are kept");
    });
  }

  it("a refused connection costs nothing", async () => {
    const project = new FaultProject({ sources: 1 });
    const ended = await project.buy({ baseUrl: "http://127.0.0.1:9/v1" });
    assert.equal(ended.code, 11, ended.err);
    assert.match(ended.err, /127\.0\.0\.1:9/);
    assert.equal((await project.ledger()).counted, 0);
    project.remove();
  });

  it("more ids than were asked for do no harm", async () => {
    const [server, project] = [await TranslatingServer.start(), new FaultProject({ sources: 1 })];
    server.fault = (seen, response, index) => {
      answers((all) => [...all, { id: "more", text: "Mehr" }])(seen, response, index);
      return true;
    };
    const ended = await project.buy(server);
    await server.stop();
    assert.equal(ended.code, 0, ended.err);
    assert.deepEqual(
      [...project.allValues().values()],
      ["Öffne Seite 0 des Berichts", "Schließe Seite 1 des Berichts"],
    );
    project.remove();
  });
});

/** Runs a case with a purchase in a new project, and returns how it ended. */
async function play({ fault, env = {} }: Case): Promise<Outcome> {
  const [server, project] = [await TranslatingServer.start(), new FaultProject({ sources: 1 })];
  server.fault = (...args) => {
    fault(...args);
    return true;
  };
  const ended = await project.buy(server, [], env);
  const { entries, counted } = await project.ledger();
  const states = [...new Set(entries.map(({ state }) => state))];
  const outcome = {
    ended,
    states,
    counted,
    billed: server.billed,
    requests: server.seen.length,
    values: project.allValues(),
  };
  await server.stop();
  project.remove();
  return outcome;
}
