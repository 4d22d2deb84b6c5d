import type * as vscode from "vscode";
import type { ReadOptions, Unit } from "#core/formats/format.js";
import { readOnce } from "#core/formats/read-once.js";
import { findFormat } from "#core/formats/registry.js";
import { currentText } from "./files.js";

interface Known {
  readonly version: number;
  /** By the languages for which they were read. */
  readonly units: Map<string, readonly Unit[]>;
}

const cache = new WeakMap<vscode.TextDocument, Known>();

/**
 * The units of a document, in the order of the file; none while it is malformed or its format is unknown.
 *
 * @param languages of the file, as {@link Format.read} takes them
 */
export function unitsOf(document: vscode.TextDocument, languages: ReadOptions): readonly Unit[] {
  const before = cache.get(document);
  const known = before?.version === document.version ? before : { version: document.version, units: new Map() };
  cache.set(document, known);
  const name = JSON.stringify(languages);
  const units = known.units.get(name) ?? readUnits(document.uri, document.getText(), languages);
  known.units.set(name, units);
  return units;
}

/** The units of a file as it is now, open or not; none if there is no such file. As {@link unitsOf}. */
export async function unitsNow(file: vscode.Uri, languages: ReadOptions): Promise<readonly Unit[]> {
  const current = await currentText(file);
  if (current?.document) return unitsOf(current.document, languages);
  return current ? readUnits(file, current.text, languages) : [];
}

function readUnits({ path }: vscode.Uri, text: string, languages: ReadOptions): readonly Unit[] {
  try {
    const format = findFormat(path, text);
    return format ? readOnce(format, text, languages).units : [];
  } catch {
    // A file is often malformed while somebody types; commands report it when used.
    return [];
  }
}
