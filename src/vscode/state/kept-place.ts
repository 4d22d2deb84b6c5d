import type { KeyPath } from "#core/formats/format.js";
import type { WorkspaceLanguage } from "../editor/language-state.js";

/** A translation that a person keeps. */
export interface KeptPlace extends WorkspaceLanguage {
  readonly key: KeyPath;
}
