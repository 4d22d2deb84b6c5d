import bundled from "../../models/bundled.json" with { type: "json" };
import type { SearchMode } from "./search-mode.js";

/** The folder of the bundled model, relative to this repository and to the installed extension. */
export const BUNDLED_MODEL = `models/${bundled.model}`;

/**
 * Counts the changes after which the same model and search give other translations of some texts, so that those of
 * earlier versions are made again.
 */
const REVISION = 2;

/**
 * The name under which the history stores a small model's results: other folders and other searches give other
 * translations.
 *
 * @param folder empty or undefined for the bundled model
 */
export function smallModelName(folder: string | undefined, search: SearchMode): string {
  return `${folder || "bundled"} ${search} ${REVISION}`;
}
