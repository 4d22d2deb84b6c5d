import {
  findDirection,
  type ModelDirection,
  refusalOf,
  requireDirection,
  type Served,
} from "../language/directions.js";
import { describeFormality, type FormalityChoice } from "../language/formality.js";
import type { LanguageTag } from "../language/tag.js";
import { reusable } from "../memory/memory.js";
import type { FileJob } from "./file-job.js";
import type { Brief } from "./models.js";

/** What a plan says of a target language, before anything is translated. */
export interface LanguageNote {
  readonly target: LanguageTag;
  /** The small model's tag for it; undefined where it does not have the language, and only a large model can help. */
  readonly direction?: LanguageTag;
  /** What readers should know of that, as in `translated as Brazilian Portuguese (pt-BR)`. */
  readonly remark?: string;
  readonly formality?: FormalityChoice & {
    /** Whether the small model keeps to the form that is wanted. */
    readonly isPromised: boolean;
  };
  /** All of it for people, as in `de: informal, from 212 of your strings`. */
  readonly lines: readonly string[];
}

/** What a note needs to know of a job. */
type Languages = Pick<FileJob, "direction" | "preparation">;

/** Whether a job has texts that no memory has. */
export function needsModel({ preparation }: Languages): boolean {
  return preparation.segments.some(({ segment }) => !reusable(segment.matches ?? []));
}

/**
 * What is to be said of the languages of a run: each once, those alone that need the small model.
 *
 * @param model the small model's name and directions
 * @param hasLarge whether a large model may be asked for what the small one does not have
 * @throws {RouteLmtError} `direction-unsupported` when it does not translate to one of them, and no large model may be asked
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
  const remark = served.kind === "substitute" ? served.note : undefined;
  const promised = served.direction.formality ?? [];
  const form = formality?.form;
  const isPromised = form !== undefined && promised.includes(form);
  const address = formality && describeFormality(formality, promised);
  return {
    target,
    direction: served.direction.target,
    ...(remark === undefined ? {} : { remark }),
    ...(formality ? { formality: { ...formality, isPromised } } : {}),
    lines: [remark, address].flatMap((text) => (text === undefined ? [] : [`${target}: ${text}`])),
  };
}

function largeOnlyNote(target: LanguageTag, refusal = "the small model does not have this language"): LanguageNote {
  return { target, lines: [`${target}: ${refusal}; large model only`] };
}

/** The target languages that only a large model can translate to. */
export function largeOnlyIn(notes: readonly LanguageNote[]): ReadonlySet<LanguageTag> {
  return new Set(notes.filter(({ direction }) => direction === undefined).map(({ target }) => target));
}

/** What the large model is told of a job's texts. */
export function briefOf({ direction, preparation }: Languages): Brief {
  const form = preparation.formality?.form;
  return { ...direction, ...(form ? { formality: form } : {}) };
}
