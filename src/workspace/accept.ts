import type { KeyPath } from "../core/formats/format.js";
import { formatFor } from "../core/formats/registry.js";
import type { LanguageTag } from "../core/language/tag.js";
import { acceptTranslations } from "../core/status/accept.js";
import type { ProjectLanguage } from "../core/status/project-languages.js";
import { rewrite } from "./rewrite.js";
import type { SourceRecords } from "./source-records.js";
import { readSourceText } from "./source-text.js";
import type { Workspace } from "./workspace.js";

/** Translations that a person accepts as matching the current source texts. */
export interface Acceptance extends ProjectLanguage {
  /** The source language. */
  readonly from: LanguageTag;
  /** The keys to accept; all of them if omitted. See {@link acceptTranslations}. */
  readonly only?: readonly KeyPath[] | undefined;
}

/**
 * Records that the translations in a file match the current source texts. Without named keys only the record is
 * written; for named keys the file's own review mark is removed too.
 *
 * @returns how many are newly recorded; 0 if a file is missing
 * @throws {RouteLmtError} `format-malformed`, `format-unknown`, `file-write`
 */
export async function accept(
  workspace: Workspace,
  records: SourceRecords,
  { language, source, target, from, only }: Acceptance,
): Promise<number> {
  const text = (await readSourceText(workspace, source, from))?.text;
  if (text === undefined) return 0;
  const format = formatFor(source, text);
  const recorded = await records.recordedIn(target, language);
  const direction = { source: from, target: language };
  const accepted = await rewrite(workspace, target, (current) => {
    if (!current) return { text: undefined, result: undefined };
    const pair = { format, source: { path: source, text }, target: { path: target, text: current.text }, direction };
    const result = acceptTranslations(pair, recorded, only);
    return { text: result.text, result };
  });
  if (!accepted || accepted.made.length === 0) return 0;
  await records.update(target, language, accepted.made, accepted.keys);
  return accepted.made.length;
}
