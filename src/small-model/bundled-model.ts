import bundled from "../../models/bundled.json" with { type: "json" };
import type { SearchMode } from "./search-mode.js";

/** The folder of the model that ships, relative to the folder of the project and of the installed extension. */
export const BUNDLED_MODEL = `models/${bundled.model}`;

/**
 * The name under which the history keeps what a small model made: another folder, or another way to search, makes other
 * translations.
 *
 * @param folder empty or undefined for the bundled model
 */
export function smallModelName(folder: string | undefined, search: SearchMode): string {
  return `${folder || "bundled"} ${search}`;
}
