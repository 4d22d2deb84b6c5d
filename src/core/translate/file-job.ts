import type { Document, Edit, FileProblem, Format, Unit } from "../formats/format.js";
import { keyId } from "../formats/format.js";
import { type FilePair, languagesOf, readNamed, readNamedSteps, refuseOtherLanguage } from "../formats/read-file.js";
import { withTemplateTexts } from "../formats/template-texts.js";
import type { Direction } from "../language/tag.js";
import type { Knowledge } from "../memory/knowledge.js";
import type { Decision } from "../routing/decision.js";
import { draftPlaces, messageId } from "../status/drafts.js";
import { withTextsOfKeys } from "../status/key-sources.js";
import { isOwnDraft } from "../status/own-draft.js";
import type { Made } from "../status/source-record.js";
import { isKept } from "../status/wanted.js";
import { atOnce } from "../text/at-once.js";
import type { Encoding } from "../text/encoding.js";
import { type CopiedValue, type FillChoice, type Preparation, prepareSteps } from "./prepare.js";
import type { PreparedSegment } from "./prepared-segment.js";

/** A text with its units, so that it need not be read again. */
interface ReadText {
  readonly text: string;
  readonly units: readonly Unit[];
}

/** A source file and one of its target files, ready for a run. */
export interface FileJob {
  readonly targetPath: string;
  readonly direction: Direction;
  readonly format: Format;
  /** The source file's text; of a format with source and target, the target file's own. */
  readonly sourceText: string;
  /** The target file's text when the job was opened, with its units; undefined if there was none. */
  readonly target: ReadText | undefined;
  readonly choice: FillChoice;
  readonly preparation: Preparation;
  readonly problems: readonly FileProblem[];
}

/** The result of putting decisions into a text. */
export interface Applied {
  readonly text: string;
  /** How many values are new. */
  readonly written: number;
  /** How many of them are drafts. */
  readonly drafts: number;
  /** How many of them are not segments, because they have no words to translate. */
  readonly copied: number;
  /** Segments whose key got a value from somebody else meanwhile; that value stays. */
  readonly overtaken: readonly string[];
  /** The new values with their source texts, to be recorded. */
  readonly made: readonly Made[];
  /** Every key of the text, as {@link keyId}. */
  readonly keys: ReadonlySet<string>;
}

/**
 * Reads both files and finds the work to do.
 *
 * @param choice what to translate besides missing keys
 * @throws {RouteLmtError} `format-malformed`, with path, line and column; `option-invalid` when the target file says
 *   that it is of another language
 */
export function openFileJob(pair: FilePair, knowledge?: Knowledge, choice?: FillChoice): FileJob {
  return atOnce(openFileJobSteps(pair, knowledge, choice));
}

/** {@link openFileJob} in short steps. */
export function* openFileJobSteps(
  pair: FilePair,
  knowledge: Knowledge = {},
  choice: FillChoice = {},
): Generator<void, FileJob> {
  const { format, direction } = pair;
  const { path: sourcePath, text: sourceText } = pair.source;
  const { path: targetPath, text: targetText } = pair.target;
  const fromSource = yield* readNamedSteps(format, sourcePath, sourceText, { source: direction.source });
  yield;
  // A bilingual target has its own source texts, and as many plural forms as its language needs.
  const isBilingual = format.holds !== "one-language";
  const text = targetText ?? (isBilingual ? format.create(sourceText, direction.target, direction.source) : undefined);
  const read = text === undefined ? undefined : yield* readNamedSteps(format, targetPath, text, languagesOf(direction));
  const textsIn = (document: Document): Document => withTextsOfKeys(pair, fromSource, document);
  const target = read && textsIn(read);
  if (targetText !== undefined) refuseOtherLanguage(format.languageOf?.(targetText), targetPath, direction);
  // A bilingual file is its own target, so what `create` omits stays omitted unless it can be added.
  const whole = read && withTemplateTexts(format, fromSource, read);
  const source = isBilingual && whole && target ? (whole === read ? target : textsIn(whole)) : fromSource;
  const preparation = yield* prepareSteps({ format, source, target, direction }, knowledge, choice);
  return {
    targetPath,
    direction,
    format,
    sourceText,
    target: text === undefined || !target ? undefined : { text, units: target.units },
    choice,
    preparation: { ...preparation, segments: preparation.segments.map((one) => inFile(one, targetPath)) },
    problems: [...fromSource.problems, ...(targetText === undefined ? [] : (target?.problems ?? []))],
  };
}

/** Files of one run may have the same keys: the id tells them apart. */
function inFile(prepared: PreparedSegment, path: string): PreparedSegment {
  const { segment } = prepared;
  return { ...prepared, segment: { ...segment, id: `${path} ${segment.id}` } };
}

/**
 * Puts decisions into the target text as it is now. A key that has a translation by now was translated by somebody
 * else, and stays. A draft that is already in the file is not written again, and one without a place (see {@link
 * draftPlaces}) is left out.
 *
 * @param currentText undefined if there is no target file
 * @param encoding that the text will be written in
 * @throws {RouteLmtError} `format-malformed` if the target has become malformed
 */
export function applyDecisions(
  job: FileJob,
  decisions: readonly Decision[],
  currentText: string | undefined,
  encoding?: Encoding,
): Applied {
  const { format, direction, sourceText } = job;
  const text = currentText ?? format.create(sourceText, direction.target, direction.source);
  const { units } =
    job.target?.text === text ? job.target : readNamed(format, job.targetPath, text, languagesOf(direction));
  const there = new Map(units.map((unit) => [keyId(unit.key), unit]));
  const isFree = ({ key, replaces }: CopiedValue | PreparedSegment): boolean => {
    const unit = there.get(keyId(key));
    return !unit || !isKept(unit) || (replaces !== undefined && unit.value === replaces);
  };
  const decided = new Map(decisions.map((decision) => [decision.segment.id, decision]));
  const takesDraft = draftPlaces(format, units, job.choice);
  const overtaken: string[] = [];
  const values: NewValue[] = [];
  for (const copied of job.preparation.copied) if (isFree(copied)) values.push(copied);
  for (const prepared of job.preparation.segments) {
    const { segment, key, markup } = prepared;
    const { chosen, outcome } = decided.get(segment.id) ?? {};
    // Our own translation, which was for sale, gives way only to the large model's.
    if (!chosen || (prepared.isForSale && outcome !== "large")) continue;
    const value = { key, source: segment.source, value: chosen.text, ...(markup ? { markup } : {}) };
    if (!isFree(prepared)) {
      // Another run may have written the same.
      if (there.get(keyId(key))?.value !== chosen.text) overtaken.push(segment.key);
    } else if (outcome !== "draft") values.push(value);
    else if (takesDraft(value)) values.push({ ...value, isDraft: true });
  }
  const edits = marked(format, values).filter((edit) => {
    const unit = there.get(keyId(edit.key));
    if (!edit.isDraft || unit?.value !== edit.value) return true;
    return !isOwnDraft(format, unit, job.choice.recorded?.(unit.key, edit.source, unit.value));
  });
  const options = { ...languagesOf(direction), sourceOrder: job.preparation.order, sourceText };
  const written =
    edits.length === 0 ? text : format.write(text, edits, encoding === undefined ? options : { ...options, encoding });
  const keys = new Set([...there.keys(), ...edits.map(({ key }) => keyId(key))]);
  const made = edits.map(({ key, source, value, isDraft }): Made => {
    return { key, source, target: value, author: isDraft ? "draft" : "routelmt" };
  });
  const wordless = new Set(job.preparation.copied.map(({ key }) => keyId(key)));
  const copied = edits.filter(({ key }) => wordless.has(keyId(key))).length;
  const drafts = edits.filter(isDraftEdit).length;
  return { text: written, written: edits.length, drafts, copied, overtaken, made, keys };
}

/** A new value with the text that it translates. */
interface NewValue extends Edit {
  readonly source: string;
}

/** If one form of a message that the format marks as a whole is a draft, so are its other new forms. */
function marked(format: Format, values: readonly NewValue[]): NewValue[] {
  const drafts = new Set(values.filter(isDraftEdit).map((value) => messageId(format, value)));
  return values.map((value) => (drafts.has(messageId(format, value)) ? { ...value, isDraft: true } : value));
}

const isDraftEdit = ({ isDraft }: Edit): boolean => isDraft === true;

/** How many of a job's segments have a draft in the target file already. */
export function draftsIn({ preparation }: FileJob): number {
  return preparation.segments.filter(({ hasDraft }) => hasDraft).length;
}
