import { fileURLToPath } from "node:url";

/** The model that the product ships: tests run the real one. */
export const BUNDLED = fileURLToPath(new URL("../../models/routelmt-ui", import.meta.url));

/** The bundled model host; `npm test` builds it first. */
export const HOST_ENTRY = fileURLToPath(new URL("../../dist/model-host.cjs", import.meta.url));
