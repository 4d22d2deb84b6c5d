import { request } from "node:http";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";

/** The folder of the extension that calls tools for {@link askAgent}. */
export const AGENT = fileURLToPath(new URL("../fixtures/agent", import.meta.url));

/** A tool's answer as text, or why it failed. */
export type ToolAnswer = { readonly result: string } | { readonly error: string };

/**
 * Calls a tool in the editor that runs the extension {@link AGENT} with `ROUTELMT_TEST_AGENT` as its environment.
 *
 * @param socketPath the value of that variable
 */
export async function askAgent(socketPath: string, name: string, input: object): Promise<ToolAnswer> {
  const answer = await new Promise<string>((resolve, reject) => {
    const call = request({ socketPath, method: "POST" }, (response) => text(response).then(resolve, reject));
    call.on("error", reject).end(JSON.stringify({ name, input }));
  });
  return JSON.parse(answer) as ToolAnswer;
}
