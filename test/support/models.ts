import { OpenAiCompatible } from "#large-model/openai-compatible.js";
import { spawnModelHost } from "#node/spawn-model-host.js";
import { SmallModelClient } from "#small-model/client/client.js";
import { BUNDLED, HOST_ENTRY } from "./bundled-model.js";
import { LargeModelServer } from "./large-model-server.js";

/**
 * The bundled model in its host, and a large model on a real socket.
 *
 * @param price US dollars per million tokens
 */
export async function startModels(price: { readonly input: number; readonly output: number }) {
  const server = await LargeModelServer.start();
  const small = new SmallModelClient({
    start: () => spawnModelHost(HOST_ENTRY, () => undefined),
    folder: BUNDLED,
    threads: 1,
  });
  const large = new OpenAiCompatible({
    baseUrl: server.baseUrl,
    model: "recorded",
    key: "sk-test",
    price,
    pace: { firstDelay: 1 },
  });
  return { server, small, large };
}
