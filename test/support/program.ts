import { fileURLToPath } from "node:url";

/** The built command line; `npm test` builds it first. */
export const CLI = fileURLToPath(new URL("../../dist/cli.mjs", import.meta.url));

/**
 * What Node is started with to run it. SQLite is WebAssembly, and V8 optimises it in the background: in programs that live
 * for less than a second, this took half of the processor's time and came too late to be of use.
 */
export const PROGRAM = ["--liftoff-only", CLI];
