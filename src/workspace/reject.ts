import { applyPatch, structuredPatch } from "diff";
import { type Edit, type Format, type KeyPath, keyId, type Unit } from "../core/formats/format.js";
import { languagesOf } from "../core/formats/read-file.js";
import { formatFor } from "../core/formats/registry.js";
import type { Direction, LanguageTag } from "../core/language/tag.js";
import type { ProjectLanguage } from "../core/status/project-languages.js";
import type { ProjectStore } from "../store/project-store.js";
import { rewrite } from "./rewrite.js";
import type { SourceRecords } from "./source-records.js";
import { readSourceText } from "./source-text.js";
import type { Workspace } from "./workspace.js";

/** Translations that a person rejects. */
export interface Rejection extends ProjectLanguage {
  /** The source language. */
  readonly from: LanguageTag;
  readonly keys: readonly KeyPath[];
}

/** A file to remove translations from. */
interface Taken {
  readonly format: Format;
  readonly direction: Direction;
  readonly sourceText: string;
  readonly keys: ReadonlySet<string>;
  /** The file's text before the run that wrote them, if known. */
  readonly before: string | undefined;
}

/**
 * Removes translations from a file: each key gets back the value that it had before the run, or is removed. A key that
 * cannot be removed gets an empty value, which counts as missing.
 *
 * @returns the current values of the keys, by {@link keyId}; keys that are gone or empty have none
 * @throws {RouteLmtError} `format-malformed`, `format-unknown`, `file-write`, and what the project database throws
 */
export async function reject(
  workspace: Workspace,
  records: SourceRecords,
  store: Pick<ProjectStore, "history" | "writes">,
  { language, source, target, from, keys }: Rejection,
): Promise<Map<string, string>> {
  const direction = { source: from, target: language };
  const sourceText = (await readSourceText(workspace, source, from))?.text ?? "";
  const now = new Map<string, string>();
  for (const [run, own] of await byRun(store, target, language, keys)) {
    const write = run === undefined ? undefined : (await store.writes.of(run)).find(({ path }) => path === target);
    const left = await rewrite(workspace, target, (current) => {
      if (!current) return { text: undefined, result: undefined };
      const format = formatFor(target, current.text);
      const text = takeOut(current.text, { format, direction, sourceText, keys: own, before: write?.before });
      return { text, result: format.read(text, languagesOf(direction)).units };
    });
    if (!left) continue;
    for (const { key, value } of left) if (own.has(keyId(key)) && value !== "") now.set(keyId(key), value);
    await records.update(target, language, [], new Set(left.map(({ key }) => keyId(key))));
  }
  return now;
}

/** Keys by the last run that decided on them. */
async function byRun(
  { history }: Pick<ProjectStore, "history">,
  target: string,
  language: LanguageTag,
  keys: readonly KeyPath[],
): Promise<Map<number | undefined, Set<string>>> {
  const runs = new Map(
    (await history.decisionsOn(target))
      .filter(({ decision }) => decision.segment.direction.target === language)
      .map(({ key, run }) => [keyId(key), run]),
  );
  const groups = new Map<number | undefined, Set<string>>();
  for (const key of keys) {
    const run = runs.get(keyId(key));
    groups.set(run, (groups.get(run) ?? new Set()).add(keyId(key)));
  }
  return groups;
}

/** A text without some translations. */
function takeOut(text: string, taken: Taken): string {
  const { format, direction, keys, before } = taken;
  const options = languagesOf(direction);
  const earlier = before === undefined ? [] : valuesIn(format, before, direction);
  const returning = earlier.filter(({ key, value }) => keys.has(keyId(key)) && value !== "");
  const restored = format.write(text, returning.map(editOf), options);
  const kept = new Set(returning.map(({ key }) => keyId(key)));
  const gone = format.read(restored, options).units.filter(({ key }) => keys.has(keyId(key)) && !kept.has(keyId(key)));
  if (gone.length === 0) return restored;
  const shorter = format.holds === "one-language" || format.addsTexts ? without(restored, gone, taken) : undefined;
  return (
    shorter ??
    format.write(
      restored,
      gone.map((unit) => ({ ...editOf(unit), value: "" })),
      options,
    )
  );
}

/** A text without some keys; undefined if they cannot be separated from the rest. */
function without(
  text: string,
  gone: readonly Unit[],
  { format, direction, sourceText, before }: Taken,
): string | undefined {
  const options = { ...languagesOf(direction), sourceText };
  try {
    const base = before ?? format.create(sourceText, direction.target, direction.source);
    const ids = new Set(gone.map(({ key }) => keyId(key)));
    const all = format.read(text, options).units;
    const rest = all.filter(({ key }) => !ids.has(keyId(key)));
    const order = { ...options, sourceOrder: all.map(({ key }) => key) };
    const whole = format.write(base, all.map(editOf), order);
    const shorter = format.write(base, rest.map(editOf), order);
    // More than values has changed since: the keys are removed line by line.
    const result =
      whole === text ? shorter : applyPatch(text, structuredPatch("", "", whole, shorter, "", "", { context: 1 }));
    if (result === false) return undefined;
    const left = format.read(result, options).units;
    return JSON.stringify(left.map(editOf)) === JSON.stringify(rest.map(editOf)) ? result : undefined;
  } catch {
    return undefined;
  }
}

function valuesIn(format: Format, text: string, direction: Direction): readonly Unit[] {
  try {
    return format.read(text, languagesOf(direction)).units;
  } catch {
    return [];
  }
}

function editOf({ key, value, markup }: Unit): Edit {
  return { key, value, ...(markup ? { markup } : {}) };
}
