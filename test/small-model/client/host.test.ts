import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import type { SmallModelRequest } from "#core/translate/models.js";
import { type SpawnedHost, spawnModelHost } from "#node/spawn-model-host.js";
import { SmallModelClient } from "#small-model/client/client.js";
import { HOST_ENTRY, TINY } from "../../support/bundled-model.js";

const HOSTS = fileURLToPath(new URL("../../fixtures/model-hosts/", import.meta.url));
/** ms; far more than a real host needs between two forward passes of the tiny model. */
const SILENCE = 2_000;

const requests = (count: number): SmallModelRequest[] =>
  Array.from({ length: count }, (_, index) => ({
    id: String(index),
    text: `Text ${index}`,
    direction: { source: "en", target: "de" },
    doNotTranslate: [],
  }));

/** Whether a process is running. */
function isAlive(pid: number | undefined): boolean {
  try {
    return process.kill(pid ?? 0, 0);
  } catch {
    return false;
  }
}

describe("A model host that fails", () => {
  const hosts: SpawnedHost[] = [];
  const clients: SmallModelClient[] = [];
  let client: SmallModelClient;
  const open = (name: string, silence = SILENCE): SmallModelClient => {
    const start = (): SpawnedHost => {
      const host = spawnModelHost(name.includes("/") ? name : `${HOSTS}${name}.cjs`, () => undefined);
      hosts.push(host);
      return host;
    };
    client = new SmallModelClient({ start, folder: TINY, threads: 1, silence });
    clients.push(client);
    return client;
  };
  beforeEach(() => void hosts.splice(0));
  afterEach(() => {
    for (const one of clients.splice(0)) one.dispose();
  });

  /** Translates; returns the results before the error, and the error. */
  async function run(count: number, signal?: AbortSignal, translated = (): void => undefined) {
    const texts = new Map<string, string>();
    const refused: string[] = [];
    const error = await client
      .translate(
        requests(count),
        {
          translated: ({ id, text }) => {
            assert.ok(!texts.has(id), `${id} was reported twice`);
            texts.set(id, text);
            translated();
          },
          refused: ({ id }) => void refused.push(id),
        },
        {},
        signal,
      )
      .then(
        () => undefined,
        (thrown: unknown) => thrown,
      );
    return { texts, refused, error: error as { code?: string; message?: string } | undefined };
  }

  /** Every way in which a host can fail, and how many hosts are then tried. */
  const USELESS: Record<string, { readonly says: RegExp; readonly hosts: number }> = {
    exits: { says: /exit code 3/, hosts: 4 },
    junk: { says: /no message/, hosts: 4 },
    "endless-junk": { says: /wrote without end/, hosts: 4 },
    "broken-json": { says: /no message/, hosts: 4 },
    "bad-answer": { says: /cannot be read/, hosts: 4 },
    "wrong-ids": { says: /left out 3 texts/, hosts: 4 },
    silent: { says: /no sign of life for 2 s/, hosts: 2 },
    "hangs-at-once": { says: /no sign of life for 2 s/, hosts: 2 },
    busy: { says: /no result for 10 s/, hosts: 2 },
  };
  for (const [name, expected] of Object.entries(USELESS))
    it(`ends the run with an error that says why: ${name}`, async () => {
      open(name, name === "busy" ? 1_000 : SILENCE);
      const { error, texts } = await run(3);
      assert.equal(error?.code, "model-crashed");
      assert.match(error?.message ?? "", expected.says);
      assert.equal(texts.size, 0);
      assert.equal(hosts.length, expected.hosts);
    });

  it("ends the question which model it has, too", async () => {
    open("silent", 300);
    await assert.rejects(client.describe(), { code: "model-crashed", name: "RouteLmtError" });
    open("exits");
    await assert.rejects(client.describe(), { code: "model-crashed", name: "RouteLmtError" });
  });

  for (const name of ["hangs", "out-of-memory"])
    it(`is started again, and nothing is lost or done twice: ${name}`, async () => {
      // One that takes memory is not silent for as long as this: it ends.
      open(name, name === "hangs" ? SILENCE : 10 * SILENCE);
      const { texts, error } = await run(3);
      assert.equal(error, undefined);
      assert.deepEqual([...texts.values()], ["[Text 0]", "[Text 1]", "[Text 2]"]);
      assert.equal(hosts.length, 3);
    });

  it("leaves nothing running that hangs", async () => {
    open("hangs-at-once", 300);
    await run(1);
    const ended = hosts.map(
      (host) => new Promise<void>((resolve) => (isAlive(host.pid) ? host.onExit(() => resolve()) : resolve())),
    );
    await Promise.all(ended);
  });

  it("loses the one text of which it says nonsense", async () => {
    open("unreadable");
    const { texts, refused, error } = await run(3);
    assert.equal(error, undefined);
    assert.deepEqual([...texts.keys()], ["0", "2"]);
    assert.deepEqual(refused, ["1"]);
  });

  it("is started again when the real one is stopped in its middle", async () => {
    open(HOST_ENTRY);
    await client.describe();
    const stopped = hosts[0]?.pid ?? 0;
    const counts: string[] = [];
    await client.translate(
      requests(200),
      { translated: ({ id }) => void (counts.push(id) === 10 && process.kill(stopped, "SIGSTOP")) },
      { batchSize: 8 },
    );
    assert.equal(new Set(counts).size, 200);
    assert.equal(counts.length, 200);
    assert.equal(hosts.length, 2);
  });

  it("is told apart from a slow host, which reports that it is working", async () => {
    open("slow", 1_000);
    const { texts, error } = await run(3);
    assert.equal(error, undefined);
    assert.equal(texts.size, 3);
    assert.equal(hosts.length, 1);
  });

  it("does not keep a person who cancels waiting", async () => {
    open("hangs-at-once", 600_000);
    await client.describe();
    const controller = new AbortController();
    const running = run(1, controller.signal);
    const waiting = run(1, controller.signal);
    controller.abort();
    assert.equal((await waiting).error?.code, "cancelled");
    assert.equal((await running).error?.code, "cancelled");
  });

  it("does not keep a person who cancels waiting while it loads, or when it hears nothing", async () => {
    const loading = new AbortController();
    open("silent", 600_000);
    const run1 = run(1, loading.signal);
    setTimeout(() => loading.abort(), 100);
    assert.equal((await run1).error?.code, "cancelled");
    const hanging = new AbortController();
    open("hangs", 600_000);
    const { error, texts } = await run(2, hanging.signal, () => hanging.abort());
    assert.equal(error?.code, "cancelled");
    assert.equal(texts.size, 1);
  });

  it("ends a run that waits when the client is closed", async () => {
    open("hangs-at-once", 600_000);
    await client.describe();
    const running = run(1);
    client.dispose();
    assert.equal((await running).error?.code, "cancelled");
  });
});
