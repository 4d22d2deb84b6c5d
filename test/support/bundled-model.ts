import { fileURLToPath } from "node:url";
import { BUNDLED_MODEL } from "#small-model/bundled-model.js";

/** The model that the product ships, for tests of what it says. */
export const BUNDLED = fileURLToPath(new URL(`../../${BUNDLED_MODEL}`, import.meta.url));

/**
 * A model folder with random weights, for tests that need a model and not its translations: it loads in no time, and
 * says all that a model should not. `models/training/routelmt_training/tiny_model.py` makes it. Of "Duplicate Invoice",
 * "Exchange rate", "Regionalize" and "Today's date" it makes German, French and Spanish that pass the checks, and the
 * recorded large model knows them in German; of "Additional Comments" and "Password" German, and the latter is not known.
 */
export const TINY = fileURLToPath(new URL("../fixtures/tiny-model", import.meta.url));

/** The bundled model host; `npm test` builds it first. */
export const HOST_ENTRY = fileURLToPath(new URL("../../dist/model-host.cjs", import.meta.url));
