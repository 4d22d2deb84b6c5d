import { constants } from "node:os";

let installed = false;

/**
 * Lets Ctrl+C and a kill end this process through its "exit" event, where children and temporary files are removed.
 */
export function exitOnSignals() {
  if (installed) return;
  installed = true;
  for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) {
    process.on(signal, () => process.exit(128 + constants.signals[signal]));
  }
}
