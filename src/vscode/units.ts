import type * as vscode from "vscode";
import type { ReadOptions, Unit } from "../core/formats/format.js";
import { findFormat } from "../core/formats/registry.js";

interface Known {
  readonly version: number;
  /** By the languages that they were read for. */
  readonly units: Map<string, readonly Unit[]>;
}

const cache = new WeakMap<vscode.TextDocument, Known>();

/**
 * The units of a document, in the order of the file; none while it is malformed or of no known format.
 *
 * @param languages of the file, as {@link Format.read} takes them
 */
export function unitsOf(document: vscode.TextDocument, languages: ReadOptions): readonly Unit[] {
  const before = cache.get(document);
  const known = before?.version === document.version ? before : { version: document.version, units: new Map() };
  cache.set(document, known);
  const name = JSON.stringify(languages);
  const units = known.units.get(name) ?? readUnits(document, languages);
  known.units.set(name, units);
  return units;
}

function readUnits(document: vscode.TextDocument, languages: ReadOptions): readonly Unit[] {
  try {
    const text = document.getText();
    return findFormat(document.uri.path, text)?.read(text, languages).units ?? [];
  } catch {
    // While somebody types, a file is often malformed; the commands say so when they are used.
    return [];
  }
}
