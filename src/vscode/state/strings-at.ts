import type * as vscode from "vscode";
import { languagesOf } from "#core/formats/read-file.js";
import { touches } from "#core/text/span.js";
import { spanOf } from "../editor/range.js";
import { readSettings } from "../editor/settings.js";
import { unitsOf } from "../editor/units.js";
import type { Projects } from "./projects.js";
import type { StringPlace } from "./string-place.js";

/** The strings of a target file whose values touch a range; for a cursor outside any value, those of its line. */
export async function stringsAt(
  projects: Projects,
  document: vscode.TextDocument,
  range: vscode.Range,
): Promise<StringPlace[]> {
  const own = await projects.languagesOf(document.uri);
  if (own.length === 0) return [];
  const { source } = readSettings(document.uri);
  const touching = async (wanted: vscode.Range): Promise<StringPlace[]> => {
    const place = spanOf(document, wanted);
    const found: StringPlace[] = [];
    for (const one of own)
      for (const { key, span } of await unitsOf(document, languagesOf({ source, target: one.language })))
        if (touches(span, place)) found.push({ ...one, key });
    return found;
  };
  const found = await touching(range);
  return found.length > 0 || !range.isEmpty ? found : touching(document.lineAt(range.start.line).range);
}
