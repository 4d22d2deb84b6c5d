import { fileURLToPath } from "node:url";
import { BUNDLED_MODEL } from "#small-model/bundled-model.js";

/** The bundled model, for tests of its output. */
export const BUNDLED = fileURLToPath(new URL(`../../${BUNDLED_MODEL}`, import.meta.url));

/**
 * A model folder with random weights, for tests that need a model but not its translations: it loads instantly, and
 * makes every mistake. `models/training/routelmt_training/tiny_model.py` makes it. Of "Duplicate Invoice", "Exchange
 * rate", "Regionalize" and "Today's date" it makes German, French and Spanish translations that pass the checks, and
 * the recorded large model has German ones; of "Additional Comments" and "Password" only German ones, and the large
 * model lacks the latter.
 */
export const TINY = fileURLToPath(new URL("../fixtures/tiny-model", import.meta.url));

/** The bundled model host; `npm test` builds it first. */
export const HOST_ENTRY = fileURLToPath(new URL("../../dist/model-host.cjs", import.meta.url));
