import assert from "node:assert/strict";
import type { SmallModelRequest } from "#core/translate/models.js";
import { type SpawnedHost, spawnModelHost } from "#node/spawn-model-host.js";
import { SmallModelClient } from "#small-model/client/client.js";
import { BUNDLED, HOST_ENTRY, TINY } from "../../support/bundled-model.js";

const requests = (count: number): SmallModelRequest[] =>
  Array.from({ length: count }, (_, index) => ({
    id: String(index),
    text: `Could not open file number ${index} for writing`,
    direction: { source: "en", target: "de" },
    doNotTranslate: [],
  }));

describe("SmallModelClient", () => {
  const hosts: SpawnedHost[] = [];
  const logged: string[] = [];
  const open = (entry = HOST_ENTRY, folder = TINY): SmallModelClient => {
    const log = (line: string): void => void logged.push(line);
    const start = (): SpawnedHost => {
      const host = spawnModelHost(entry, log);
      hosts.push(host);
      return host;
    };
    return new SmallModelClient({ start, folder, threads: 2, log });
  };
  beforeEach(() => {
    hosts.length = 0;
    logged.length = 0;
  });

  it("describes the model", async () => {
    const client = open();
    const { name, directions } = await client.describe();
    assert.equal(name, "tiny-model");
    assert.equal(directions.length, 10);
    client.dispose();
  });

  it("has nothing to log: the graph fits the texts of any script", async () => {
    for (const client of [open(), open(HOST_ENTRY, BUNDLED)]) {
      for (const target of ["de", "ja"]) {
        const some = requests(9).map((one) => ({ ...one, direction: { source: "en", target } }));
        await client.translate(some, { translated: () => undefined }, { search: "beam" });
      }
      assert.deepEqual(logged, []);
      client.dispose();
    }
  });

  it("takes ids of any length, which have keys of files in them, and refuses texts of any length by themselves", async () => {
    const client = open();
    const [one] = requests(1) as [SmallModelRequest];
    const long = "k".repeat(5_000_000);
    const translated: string[] = [];
    const refused: string[] = [];
    await client.translate(
      [
        { ...one, id: long },
        { ...one, id: "b", text: "Save it. ".repeat(500_000) },
      ],
      {
        translated: ({ id }) => void translated.push(id),
        refused: ({ id, reason }) => void refused.push(`${id}: ${reason}`),
      },
    );
    assert.ok(translated.length === 1 && translated[0] === long);
    assert.deepEqual(refused, ["b: the text has 4500000 characters; the model takes 100000"]);
    client.dispose();
  });

  it("completes a run although the host is killed in its middle, every result once", async () => {
    const client = open();
    const counts = new Map<string, number>();
    let killed = false;
    await client.translate(
      requests(200),
      {
        translated: ({ id }) => {
          counts.set(id, (counts.get(id) ?? 0) + 1);
          if (counts.size === 10 && !killed) {
            killed = true;
            process.kill(hosts[0]?.pid ?? 0, "SIGKILL");
          }
        },
      },
      { batchSize: 8 },
    );
    assert.ok(killed);
    assert.equal(hosts.length, 2);
    assert.equal(counts.size, 200);
    assert.ok([...counts.values()].every((count) => count === 1));
    assert.ok(logged.some((line) => line.includes("starting it again")));
    client.dispose();
  });

  it("starts another host when an idle one has died", async () => {
    const client = open();
    await client.translate(requests(1), {});
    process.kill(hosts[0]?.pid ?? 0, "SIGKILL");
    let count = 0;
    await client.translate(requests(2), { translated: () => void count++ });
    assert.equal(count, 2);
    client.dispose();
  });

  it("gives up a host that dies repeatedly", async () => {
    const client = open("/nowhere/model-host.cjs");
    await assert.rejects(client.translate(requests(1), {}), { code: "model-crashed" });
    assert.equal(hosts.length, 4);
    client.dispose();
  });

  it("passes typed errors through", async () => {
    const client = open(HOST_ENTRY, "/nowhere");
    await assert.rejects(client.describe(), { code: "model-incomplete" });
    client.dispose();
  });

  it("cancels in the host", async () => {
    const client = open();
    const controller = new AbortController();
    const run = client.translate(
      requests(500),
      { translated: () => controller.abort() },
      { batchSize: 4 },
      controller.signal,
    );
    await assert.rejects(run, { code: "cancelled" });
    client.dispose();
  });
});
