import type { NameCandidate } from "../messages/names.js";
import type { FormalityChooser } from "./formality-chooser.js";
import type { TranslationMemory } from "./memory.js";
import type { Termbase } from "./termbase.js";

/** What a project knows besides its files. */
export interface Knowledge {
  readonly memory?: TranslationMemory;
  readonly termbase?: Termbase;
  /** How targets address their readers; undefined leaves it to the models. */
  readonly formality?: FormalityChooser;
  /** What the application may be called. */
  readonly names?: readonly NameCandidate[];
}
