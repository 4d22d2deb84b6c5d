import * as vscode from "vscode";
import type { Context } from "../state/context.js";
import type { StringPlace } from "../state/string-place.js";
import type { Register } from "../strings/string-commands.js";
import { type CalledOn, whichStrings } from "../strings/which-strings.js";
import type { StatusNode } from "../views/status-items.js";
import { review, reviewList } from "./review.js";
import { REVIEW_SCHEME, ReviewSession } from "./review-session.js";

/** *Review Decisions*, and what can be done in a review. */
export function reviewCommands(context: Context, register: Register): vscode.Disposable[] {
  const session = new ReviewSession(context);
  return [
    vscode.workspace.registerTextDocumentContentProvider(REVIEW_SCHEME, session),
    register("review", async (called?: vscode.Uri | CalledOn, rows?: readonly StatusNode[]) =>
      review(context, session, await meant(context, called, rows)),
    ),
    register("review.accept", () => session.accept()),
    register("review.reject", () => session.reject()),
    register("review.edit", () => session.edit()),
    register("review.next", () => session.go(1)),
    register("review.previous", () => session.go(-1)),
    register("review.acceptRest", () => session.acceptRest()),
    register("review.rejectRest", () => session.rejectRest()),
    register("review.list", () => reviewList(session)),
  ];
}

/** The strings of the languages whose target or source is a file; undefined for all. */
async function meant(
  context: Context,
  called: vscode.Uri | CalledOn | undefined,
  rows: readonly StatusNode[] | undefined,
): Promise<readonly StringPlace[] | undefined> {
  if (called === undefined) return undefined;
  if (!(called instanceof vscode.Uri)) return whichStrings(context, called, rows);
  const { projects, decisions } = context;
  const own = await projects.languagesOf(called);
  const languages = own.length > 0 ? own : await projects.languagesFrom(called);
  const places: StringPlace[] = [];
  for (const one of languages) {
    await decisions.load(one.target);
    places.push(...decisions.on(one.target, one.language).map(({ key }) => ({ ...one, key })));
  }
  return places;
}
