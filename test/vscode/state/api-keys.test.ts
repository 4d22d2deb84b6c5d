import assert from "node:assert/strict";
import { ApiKeys } from "#vscode/state/api-keys.js";

/** Secret storage in memory. */
function newStorage() {
  const stored = new Map<string, string>();
  return {
    stored,
    keys: async () => [...stored.keys()],
    get: async (name: string) => stored.get(name),
    store: async (name: string, value: string) => void stored.set(name, value),
    delete: async (name: string) => void stored.delete(name),
    onDidChange: () => ({ dispose: () => undefined }),
  };
}

describe("API keys in the editor", () => {
  const https = { provider: "openai", baseUrl: "https://example.org/v1" } as const;

  it("are for the provider, scheme, host and port that they were stored for", async () => {
    const keys = new ApiKeys(newStorage());
    await keys.set(https, "sk-secret");
    assert.equal(await keys.get({ ...https, baseUrl: "https://EXAMPLE.org:443/v2" }), "sk-secret");
    for (const other of [
      { ...https, baseUrl: "http://example.org/v1" },
      { ...https, baseUrl: "https://example.org:8443/v1" },
      { ...https, baseUrl: "https://example.org.evil.org/v1" },
      { ...https, provider: "anthropic" } as const,
    ])
      assert.equal(await keys.get(other), undefined, JSON.stringify(other));
  });

  it("are stored without the white space around them, removed by an empty one, and refused where they cannot be sent", async () => {
    const storage = newStorage();
    const keys = new ApiKeys(storage);
    await keys.set(https, " sk-secret\n");
    assert.deepEqual([...storage.stored.values()], ["sk-secret"]);
    await assert.rejects(keys.set(https, "sk-secret\nsk-second"), { code: "key-missing" });
    assert.deepEqual([...storage.stored.values()], ["sk-secret"]);
    await keys.set(https, " ");
    assert.equal(storage.stored.size, 0);
  });
});
