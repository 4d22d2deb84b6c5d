import { fileURLToPath } from "node:url";

/** The built command line; `npm test` builds it first. */
export const CLI = fileURLToPath(new URL("../../dist/cli.mjs", import.meta.url));

/**
 * Node's arguments to run it. V8 optimises SQLite's WebAssembly in the background: in programs that run for less than a
 * second, this took half of the processor time and finished too late to be useful.
 */
export const PROGRAM = ["--liftoff-only", CLI];
