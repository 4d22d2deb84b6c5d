import type * as vscode from "vscode";
import type { Unit } from "../core/formats/format.js";
import { findFormat } from "../core/formats/registry.js";

const cache = new WeakMap<vscode.TextDocument, { version: number; units: readonly Unit[] }>();

/** The units of a document, in the order of the file; none while it is malformed or of no known format. */
export function unitsOf(document: vscode.TextDocument): readonly Unit[] {
  const known = cache.get(document);
  if (known?.version === document.version) return known.units;
  let units: readonly Unit[] = [];
  try {
    const text = document.getText();
    units = findFormat(document.uri.path, text)?.read(text).units ?? [];
  } catch {
    // While somebody types, a file is often malformed; the commands say so when they are used.
  }
  cache.set(document, { version: document.version, units });
  return units;
}
