import { NodeWorkspace } from "#node/node-workspace.js";

/** A program of its own: replaces a file by a text of a length. Exit code 3 and the error's code when it is refused. */
const [path = "", length = ""] = process.argv.slice(2);
const workspace = new NodeWorkspace();
try {
  await workspace.replace(path, await workspace.read(path), { text: "x".repeat(Number(length)), encoding: "utf-8" });
} catch (error) {
  const { code, message } = error as { readonly code: string; readonly message: string };
  process.stdout.write(`${code}: ${message}\n`);
  process.exitCode = 3;
}
