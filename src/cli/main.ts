import { setFlagsFromString } from "node:v8";
import { version } from "../../package.json";
import { acceptCommand } from "./commands/accept.js";
import { checkCommand } from "./commands/check.js";
import { connectionCommand } from "./commands/connection.js";
import { ledgerCommand } from "./commands/ledger.js";
import { mcpCommand } from "./commands/mcp.js";
import { memoryCommand } from "./commands/memory.js";
import { modelsCommand } from "./commands/models.js";
import { planCommand } from "./commands/plan.js";
import { pseudoCommand } from "./commands/pseudo.js";
import { reportCommand } from "./commands/report.js";
import { statusCommand } from "./commands/status.js";
import { translateCommand } from "./commands/translate.js";
import { undoCommand } from "./commands/undo.js";
import { EXIT, exitCodeOf } from "./exit-code.js";
import { HELP } from "./help.js";
import { processTerminal, type Terminal, tell } from "./terminal.js";

const COMMANDS: Record<string, (args: readonly string[], terminal: Terminal, signal: AbortSignal) => Promise<number>> =
  {
    translate: translateCommand,
    plan: planCommand,
    check: checkCommand,
    status: statusCommand,
    accept: acceptCommand,
    pseudo: pseudoCommand,
    memory: memoryCommand,
    mcp: mcpCommand,
    models: modelsCommand,
    connection: connectionCommand,
    ledger: ledgerCommand,
    undo: undoCommand,
    report: reportCommand,
  };

// V8 would optimise SQLite's WebAssembly in the background, which is half of the processor time of a short command and
// ends too late to be of use: it now waits until a function has run for about a second.
setFlagsFromString("--wasm-tiering-budget=1000000000");

async function main(): Promise<number> {
  const terminal = processTerminal();
  const [name = "", ...args] = process.argv.slice(2);
  if (name === "" || name === "help" || [name, ...args].some((one) => one === "--help" || one === "-h")) {
    terminal.raw(HELP);
    return name === "" ? EXIT.input : EXIT.done;
  }
  if (name === "--version" || name === "-v") {
    terminal.out(version);
    return EXIT.done;
  }
  const controller = new AbortController();
  // The first Ctrl+C, or the termination signal of a CI, cancels the run in an orderly way; a second one ends the process.
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(name, () => controller.abort());
  try {
    const command = COMMANDS[name];
    if (command) return await command(args, terminal, controller.signal);
    terminal.err(`Error: There is no command "${name}".`);
    terminal.err("See routelmt --help.");
    return EXIT.input;
  } catch (error) {
    tell(terminal, error);
    return exitCodeOf(error);
  }
}

process.exitCode = await main();
