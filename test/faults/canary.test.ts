import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { CANARY, FaultProject } from "../support/fault-project.js";
import { completion, json, type Script, stringsOf } from "../support/scripted-server.js";
import { useTranslatingServer } from "../support/translating-server.js";

/** The key in plain text and in several encodings. */
const FORMS = [CANARY, Buffer.from(CANARY).toString("base64").slice(0, 20), Buffer.from(CANARY).toString("hex")];

/** Providers that repeat the key in messages, as some do. */
const echo =
  (status: number, headers: Readonly<Record<string, string>> = {}): Script =>
  ({ headers: { authorization = "" } }, response) =>
    json(response, { error: { message: `Incorrect API key provided: ${authorization}` } }, status, headers);

interface Way {
  readonly name: string;
  readonly fault?: Script;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Runs before `routelmt`. */
  readonly prepare?: (project: FaultProject) => void;
  readonly isKilled?: boolean;
}

const WAYS: readonly Way[] = [
  { name: "it succeeds" },
  { name: "it reports in JSON", args: ["--json", "--all"] },
  { name: "the key is refused", fault: echo(401) },
  { name: "the request is refused", fault: echo(400) },
  { name: "no credit is left", fault: echo(402) },
  { name: "the provider is overloaded", fault: echo(500) },
  { name: "it is sent elsewhere", fault: echo(302, { location: "http://127.0.0.1:9/" }) },
  {
    name: "it is sent to an address with the key",
    fault: echo(307, { location: `http://127.0.0.1:9/?key=${CANARY}` }),
  },
  {
    name: "translations repeat the key",
    fault: (seen, response) => {
      const translations = stringsOf(seen).map(({ id, text }) => ({
        id,
        text: `${text} ${seen.headers.authorization}`,
      }));
      json(response, completion(translations));
    },
  },
  { name: "the answer is not JSON", fault: ({ headers }, response) => void response.end(headers.authorization) },
  { name: "the connection is reset", fault: (_seen, response) => void response.socket?.destroy() },
  { name: "the disk is full", env: { FAULT_AT: "150", FAULT_CODE: "ENOSPC", FAULT_STICKY: "1" } },
  { name: "the host of the small model ends", env: { FAULT_HOST_FLAGS: "--max-old-space-size=4" } },
  {
    name: "the database is damaged",
    prepare: ({ database }) => {
      mkdirSync(dirname(database), { recursive: true });
      writeFileSync(database, "x".repeat(9000));
    },
  },
  { name: "a file is malformed", prepare: (project) => project.write("locales/en/part0.json", '{ "a": ') },
  { name: "an option is wrong", args: ["--share", "7"] },
  { name: "it is killed", isKilled: true },
];

describe("An API key is nowhere but in the requests, when", () => {
  const server = useTranslatingServer();
  /** The headers and bodies of all requests. */
  const sent = new Set<string | undefined>();
  afterEach(() => {
    for (const { headers } of server.seen) sent.add(headers.authorization);
  });

  for (const { name, fault, args = [], env = {}, prepare, isKilled = false } of WAYS) {
    it(name, async () => {
      const project = new FaultProject({ sources: 1 });
      server.delay = isKilled ? 5_000 : 0;
      prepare?.(project);
      if (fault) {
        server.fault = (...request) => {
          fault(...request);
          return true;
        };
      }
      const roots = env["FAULT_AT"] === undefined ? {} : { FAULT_ROOTS: project.data };
      const { child, end } = project.start(project.buyingArgs(server, args), { ...env, ...roots });
      if (isKilled) server.onRequest = () => void child.kill("SIGKILL");
      const { out, err } = await end;
      const files = project.allFiles().map((path) => [path, readFileSync(path, "latin1")] as const);
      const places = [["output", out + err] as const, ...files];
      assert.ok(places.length >= 2);
      for (const [place, text] of places) for (const form of FORMS) assert.ok(!text.includes(form), place);
      project.remove();
    });
  }

  it("it was sent, so that there was one to look for", () => {
    assert.deepEqual([...sent], [`Bearer ${CANARY}`]);
  });
});
