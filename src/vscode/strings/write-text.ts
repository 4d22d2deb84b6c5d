import { keyId } from "#core/formats/format.js";
import { languagesOf } from "#core/formats/read-file.js";
import { formatFor } from "#core/formats/registry.js";
import type { Decision, Origin } from "#core/routing/decision.js";
import type { Author } from "#core/status/source-record.js";
import { openJobs } from "#workspace/open-jobs.js";
import { rewrite } from "#workspace/rewrite.js";
import { writeJobs } from "#workspace/write-jobs.js";
import { jobSettings, vscodeWorkspace } from "../editor/files.js";
import { readSettings } from "../editor/settings.js";
import { unitsNow } from "../editor/units.js";
import type { Context } from "../state/context.js";
import type { StringPlace } from "../state/string-place.js";

/** A text that a person chose for a string. */
export interface ChosenText {
  readonly text: string;
  readonly origin: Origin;
  /** The source text that it translates. */
  readonly source: string;
  readonly author: Author;
}

/**
 * Puts a text into the target file, whether or not the file or its key exists.
 *
 * @returns whether it is in the file
 * @throws {RouteLmtError} what opening and writing throw
 */
export async function writeText(context: Context, place: StringPlace, chosen: ChosenText): Promise<boolean> {
  const direction = { source: readSettings(place.source).source, target: place.language };
  const units = await unitsNow(place.target, languagesOf(direction));
  const unit = units.find(({ key }) => keyId(key) === keyId(place.key));
  const isWritten = unit ? await replaceValue(context, place, chosen, unit.markup) : await add(context, place, chosen);
  return isWritten;
}

/** Replaces the value of an existing key. */
async function replaceValue(
  { records }: Context,
  { target, source, language, key }: StringPlace,
  chosen: ChosenText,
  markup: true | undefined,
): Promise<boolean> {
  const direction = { source: readSettings(source).source, target: language };
  const edit = { key, value: chosen.text, ...(markup ? { markup } : {}) };
  const keys = await rewrite(vscodeWorkspace, target.fsPath, (current) => {
    if (!current) return { text: undefined, result: undefined };
    const format = formatFor(target.fsPath, current.text);
    const text = format.write(current.text, [edit], { ...languagesOf(direction), encoding: current.encoding });
    const { units } = format.read(current.text, languagesOf(direction));
    return { text, result: new Set(units.map((one) => keyId(one.key))) };
  });
  if (!keys) return false;
  const made = { key, source: chosen.source, target: chosen.text, author: chosen.author };
  await records.update(target.fsPath, language, [made], keys);
  return true;
}

/** Adds a missing key, as a run does; the file may be missing, too. */
async function add(
  { records }: Context,
  { source, target, language, key }: StringPlace,
  chosen: ChosenText,
): Promise<boolean> {
  const choice = {
    ...jobSettings(readSettings(source)),
    files: [source.fsPath],
    targets: [language],
    isStaleToo: false,
  };
  const jobs = await openJobs(vscodeWorkspace, records, {}, choice);
  const { origin, text, author } = chosen;
  const decisions = jobs.flatMap(({ job }) =>
    job.preparation.segments
      .filter((one) => keyId(one.key) === keyId(key))
      .map(
        ({ segment }): Decision => ({
          segment,
          outcome: "local",
          reason: { code: "by-hand" },
          predicted: { gain: 0, low: 0, high: 0, stage: "prefill" },
          estimatedCost: 0,
          cost: 0,
          chosen: { origin, text },
          candidates: [],
          findings: [],
        }),
      ),
  );
  const { written, failed } = await writeJobs(vscodeWorkspace, records, jobs, decisions);
  if (failed[0]) throw failed[0].error;
  const [first] = written;
  if (!first || first.values === 0) return false;
  if (author === "person") {
    const keys = new Set((await unitsNow(target, { source: choice.source, language })).map((unit) => keyId(unit.key)));
    await records.update(
      target.fsPath,
      language,
      first.made.map((made) => ({ ...made, author })),
      keys,
    );
  }
  return true;
}
