import * as vscode from "vscode";
import { RouteLmtError, said } from "#core/errors.js";
import type { Context } from "../state/context.js";
import { type LinkedPlace, linkedPlace, placeName, type StringPlace } from "../state/string-place.js";
import { stringsAt } from "../state/strings-at.js";
import { type StatusNode, stringsOf } from "../views/status-items.js";

/** The argument of a command on strings: a link, a string, or a row of the view. */
export type CalledOn = LinkedPlace | StringPlace | StatusNode;

/** The rows selected in the view, if it has the focus. */
export type ChosenRows = () => readonly StatusNode[];

/**
 * The strings that a command works on: what it was called on, with all selected rows of the view, otherwise the one at
 * the cursor.
 *
 * @throws {RouteLmtError} `option-invalid` if there are none
 */
export async function whichStrings(
  context: Context,
  called: CalledOn | undefined,
  rows: readonly StatusNode[] = [],
): Promise<StringPlace[]> {
  const found =
    called === undefined && rows.length === 0 ? await atCursor(context) : await stringsIn(context, called, rows);
  if (found.length > 0) return found;
  throw new RouteLmtError(
    "option-invalid",
    said`There is no translated string here`,
    said`Put the cursor in a value of a target file, or choose strings in the view Routing.`,
  );
}

async function stringsIn(
  context: Context,
  called: CalledOn | undefined,
  rows: readonly StatusNode[],
): Promise<StringPlace[]> {
  if (called !== undefined && "key" in called) return [called];
  if (isLink(called)) {
    const place = await linkedPlace(context.decisions, called);
    return place ? [place] : [];
  }
  const nodes = called !== undefined && !rows.includes(called) ? [called] : rows;
  const places = new Map(nodes.flatMap(stringsOf).map((place) => [placeName(place), place]));
  return [...places.values()];
}

function isLink(called: CalledOn | undefined): called is LinkedPlace {
  return Array.isArray(called);
}

/** The strings whose values are at the cursors of the active editor. */
async function atCursor(context: Context): Promise<StringPlace[]> {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return [];
  const found = await Promise.all(
    editor.selections.map((selection) => stringsAt(context.projects, editor.document, selection)),
  );
  return [...new Map(found.flat().map((place) => [placeName(place), place])).values()];
}
