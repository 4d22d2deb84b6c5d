import * as vscode from "vscode";
import { localized } from "../editor/shown-text.js";
import type { Context } from "../state/context.js";
import type { LinkedPlace, StringPlace } from "../state/string-place.js";
import type { GroupNode, LanguageNode, SegmentNode, StatusNode } from "../views/status-items.js";
import { acceptLanguage, acceptStrings } from "./accept-strings.js";
import { addToTermbase } from "./add-to-termbase.js";
import { editString } from "./edit-string.js";
import { goToFlagged } from "./flagged.js";
import { openPlace, openString } from "./open-string.js";
import { mayReject } from "./persons-texts.js";
import { pinStrings } from "./pin-strings.js";
import { rejectStrings } from "./reject-strings.js";
import { buyStrings, translateStrings } from "./translate-strings.js";
import { useCandidate, useMatch } from "./use-candidate.js";
import { type CalledOn, whichStrings } from "./which-strings.js";

/** Registers a command by its name, without `routelmt.`. */
export type Register = (name: string, work: (...args: never[]) => Promise<void>) => vscode.Disposable;

/** Milliseconds that a message stays in the status bar. */
const MESSAGE_TIME = 8000;

/**
 * The commands on strings: for rows of the view, links in a hover, the light bulb, or the cursor.
 *
 * @param view with the selected rows
 */
export function stringCommands(
  context: Context,
  register: Register,
  view: Pick<vscode.TreeView<StatusNode>, "selection">,
): vscode.Disposable[] {
  const on = (name: string, work: (places: readonly StringPlace[]) => Promise<unknown>): vscode.Disposable =>
    register(name, async (called?: CalledOn, rows?: readonly StatusNode[]) => {
      await work(await whichStrings(context, called, rows));
    });
  const onOne = (name: string, work: (place: StringPlace) => Promise<unknown>): vscode.Disposable =>
    on(name, async ([first]) => first && work(first));
  /** A key in the view applies to the selected rows. */
  const inView = (name: string, work: (places: readonly StringPlace[]) => Promise<unknown>): vscode.Disposable =>
    register(name, async () => {
      await work(await whichStrings(context, undefined, view.selection));
    });
  /** The row that was opened last: opened again, as by a second Enter or click, it takes the focus to the editor. */
  let opened: string | undefined;
  const accept = (places: readonly StringPlace[]): Promise<void> => acceptAndSay(context, places);
  const reject = (places: readonly StringPlace[]): Promise<void> => rejectAndSay(context, places);
  return [
    on("translateString", (places) => translateStrings(context, places)),
    on("buyOne", (places) => buyStrings(context, places)),
    on("acceptString", accept),
    on("rejectString", reject),
    inView("acceptChosen", accept),
    inView("rejectChosen", reject),
    onOne("editString", (place) => editString(context, place)),
    on("pinLocal", (places) => pinStrings(context, places, "local")),
    on("pinLarge", (places) => pinStrings(context, places, "large")),
    on("unpin", (places) => pinStrings(context, places, undefined)),
    onOne("addToTermbase", (place) => addToTermbase(place)),
    register("nextFlagged", () => goToFlagged(context, 1)),
    register("previousFlagged", () => goToFlagged(context, -1)),
    register("openString", (node: SegmentNode) => {
      const id = JSON.stringify([node.parent.target.toString(), node.parent.language, node.segment.keyPath]);
      const isAgain = opened === id;
      opened = id;
      return openString(node, !isAgain);
    }),
    register("openPlace", (place: LinkedPlace) => openPlace(context, place)),
    register("keepTranslation", async (place: StringPlace) => void (await acceptStrings(context, [place]))),
    register("acceptNode", (node: LanguageNode | GroupNode) =>
      node.kind === "language"
        ? acceptLanguage(context, node)
        : whichStrings(context, node).then((places) => accept(places)),
    ),
    register("useCandidate", (place: LinkedPlace, index: number) => useCandidate(context, place, index)),
    register("useMatch", (place: LinkedPlace, index: number) => useMatch(context, place, index)),
  ];
}

/** *Accept*, with a message in the status bar. */
async function acceptAndSay(context: Context, places: readonly StringPlace[]): Promise<void> {
  const count = await acceptStrings(context, places);
  vscode.window.setStatusBarMessage(
    localized("$(check) {0, plural, one {# translation} other {# translations}} accepted", count),
    MESSAGE_TIME,
  );
}

/** *Reject*, after a question if there are many or a person wrote them, with a message in the status bar. */
async function rejectAndSay(context: Context, places: readonly StringPlace[]): Promise<void> {
  if (!(await mayReject(context, places))) return;
  await rejectStrings(context, places);
  vscode.window.setStatusBarMessage(
    localized("$(discard) {0, plural, one {# translation} other {# translations}} rejected", places.length),
    MESSAGE_TIME,
  );
}
