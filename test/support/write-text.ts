import { NodeWorkspace } from "#node/node-workspace.js";

/**
 * A separate program: replaces a file with a text of a given length. If that fails, prints the error's code and exits with
 * 3.
 */
const [path = "", length = ""] = process.argv.slice(2);
const workspace = new NodeWorkspace();
try {
  await workspace.replace(path, await workspace.read(path), { text: "x".repeat(Number(length)), encoding: "utf-8" });
} catch (error) {
  const { code, message } = error as { readonly code: string; readonly message: string };
  process.stdout.write(`${code}: ${message}\n`);
  process.exitCode = 3;
}
