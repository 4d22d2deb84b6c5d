import {
  findDirection,
  type LanguageRemark,
  type ModelDirection,
  refusalOf,
  requireDirection,
  type Served,
} from "../language/directions.js";
import type { FormalityChoice } from "../language/formality.js";
import type { LanguageTag } from "../language/tag.js";
import { reusable } from "../memory/memory.js";
import type { FileJob } from "./file-job.js";
import type { Brief } from "./models.js";

/** What a plan says about a target language, before anything is translated. */
export interface LanguageNote {
  readonly target: LanguageTag;
  /** The small model's tag for it; undefined if it does not have the language and only a large model can help. */
  readonly direction?: LanguageTag;
  /** What readers should know about that, or why the language is refused. */
  readonly remark?: LanguageRemark;
  readonly formality?: FormalityChoice & {
    /** Whether the small model keeps to the wanted form. */
    readonly isPromised: boolean;
  };
}

/** What a note needs to know of a job. */
type Languages = Pick<FileJob, "direction" | "preparation">;

/** Whether a job has texts that no memory has. */
export function needsModel({ preparation }: Languages): boolean {
  return preparation.segments.some(({ segment }) => !reusable(segment.matches ?? []));
}

/**
 * Remarks on the target languages of a run: once for each that needs the small model.
 *
 * @param model the small model's name and directions
 * @param hasLarge whether a large model may be asked for languages that the small one does not have
 * @throws {RouteLmtError} `direction-unsupported` when it does not translate to one of them, and no large model may be
 *   asked
 */
export function languageNotes(
  jobs: readonly Languages[],
  model: { readonly name: string; readonly directions: readonly ModelDirection[] },
  hasLarge = false,
): LanguageNote[] {
  const notes = new Map<string, LanguageNote>();
  for (const job of jobs.filter(needsModel)) {
    const { direction, preparation } = job;
    const served = hasLarge
      ? findDirection(direction, model.directions)
      : requireDirection(model.name, direction, model.directions);
    const note = served
      ? noteOf(direction.target, served, preparation.formality)
      : largeOnlyNote(direction.target, refusalOf(direction, model.directions));
    notes.set(JSON.stringify(note), note);
  }
  return [...notes.values()];
}

function noteOf(target: LanguageTag, served: Served, formality: FormalityChoice | undefined): LanguageNote {
  const remark = served.kind === "substitute" ? served.remark : undefined;
  const form = formality?.form;
  const isPromised = form !== undefined && served.direction.formality?.includes(form) === true;
  return {
    target,
    direction: served.direction.target,
    ...(remark ? { remark } : {}),
    ...(formality ? { formality: { ...formality, isPromised } } : {}),
  };
}

function largeOnlyNote(target: LanguageTag, remark: LanguageRemark | undefined): LanguageNote {
  return { target, ...(remark ? { remark } : {}) };
}

/** The target languages that only a large model can translate to. */
export function largeOnlyIn(notes: readonly LanguageNote[]): ReadonlySet<LanguageTag> {
  return new Set(notes.filter(({ direction }) => direction === undefined).map(({ target }) => target));
}

/** What the large model is told about a job's texts. */
export function briefOf({ direction, preparation }: Languages): Brief {
  const form = preparation.formality?.form;
  return { ...direction, ...(form ? { formality: form } : {}) };
}
