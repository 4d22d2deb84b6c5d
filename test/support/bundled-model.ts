import { fileURLToPath } from "node:url";
import { BUNDLED_MODEL } from "../../src/engine/bundled-model.js";

/** The model that the product ships: tests run the real one. */
export const BUNDLED = fileURLToPath(new URL(`../../${BUNDLED_MODEL}`, import.meta.url));

/** The bundled model host; `npm test` builds it first. */
export const HOST_ENTRY = fileURLToPath(new URL("../../dist/model-host.cjs", import.meta.url));
