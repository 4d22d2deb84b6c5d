import type { NameCandidate } from "../messages/names.js";
import type { FormalityChooser } from "./formality-chooser.js";
import type { TranslationMemory } from "./memory.js";
import type { Termbase } from "./termbase.js";

/** What is known about a project besides the files of a run. */
export interface Knowledge {
  readonly memory?: TranslationMemory;
  readonly termbase?: Termbase;
  /** How targets address their readers; undefined leaves it to the models. */
  readonly formality?: FormalityChooser;
  /** Possible names of the application. */
  readonly names?: readonly NameCandidate[];
}
