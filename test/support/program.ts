import { fileURLToPath } from "node:url";

/** The built command line; `npm test` builds it first. */
export const CLI = fileURLToPath(new URL("../../dist/cli.mjs", import.meta.url));
