import * as vscode from "vscode";
import { keyId } from "#core/formats/format.js";
import { languagesOf } from "#core/formats/read-file.js";
import { formatFor } from "#core/formats/registry.js";
import { labelOf } from "#workspace/decision-label.js";
import { localized, shownLanguage } from "../editor/shown-text.js";
import type { Context } from "../state/context.js";
import type { StringPlace } from "../state/string-place.js";
import { acceptStrings } from "../strings/accept-strings.js";
import { editString } from "../strings/edit-string.js";
import { mayReject } from "../strings/persons-texts.js";
import { rejectStrings } from "../strings/reject-strings.js";
import { judgedIn, nameOf, otherIn, type ReviewItem, type Verdict } from "./review-items.js";
import { pageOf } from "./review-page.js";

/** Scheme of the two documents that a string is shown in. */
export const REVIEW_SCHEME = "routelmt-review";

/**
 * A review of some translations, one by one, as differences between two read-only documents: what there was
 * or could have been, and what there is.
 */
export class ReviewSession implements vscode.TextDocumentContentProvider {
  readonly #context: Context;
  #items: readonly ReviewItem[] = [];
  #index = 0;
  /** Distinguishes the documents of one review from those of the next. */
  #number = 0;
  readonly #pages = new Map<string, string>();

  constructor(context: Context) {
    this.#context = context;
  }

  /** The strings of the present review. */
  get items(): readonly ReviewItem[] {
    return this.#items;
  }

  /** The string that is shown; undefined if there is no review. */
  get current(): ReviewItem | undefined {
    return this.#items[this.#index];
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.#pages.get(uri.toString()) ?? "";
  }

  /** Begins a review at one of its strings. */
  async begin(items: readonly ReviewItem[], first: number): Promise<void> {
    this.#items = items;
    this.#index = first;
    this.#number++;
    this.#pages.clear();
    await this.#show();
  }

  /** Goes to the next or previous string, wrapping around at the ends. */
  async go(step: 1 | -1): Promise<void> {
    const { length } = this.#items;
    if (length === 0) return;
    this.#index = (this.#index + step + length) % length;
    await this.#show();
  }

  /** Accepts the string that is shown. */
  accept(): Promise<void> {
    return this.#judge("accepted", async ({ place }) => (await acceptStrings(this.#context, [place])) > 0);
  }

  /** Restores the earlier value, or removes it. */
  reject(): Promise<void> {
    return this.#judge("rejected", async ({ place }) => {
      await rejectStrings(this.#context, [place]);
      return true;
    });
  }

  /** Asks for another text. */
  edit(): Promise<void> {
    return this.#judge("edited", ({ place }) => editString(this.#context, place));
  }

  /** Accepts all that nobody has reviewed yet. */
  acceptRest(): Promise<void> {
    return this.#judgeRest("accepted", async (places) => {
      await acceptStrings(this.#context, places);
      return true;
    });
  }

  /** Rejects all that nobody has reviewed yet, after a question if there are many. */
  rejectRest(): Promise<void> {
    return this.#judgeRest("rejected", async (places) => {
      if (!(await mayReject(this.#context, places))) return false;
      await rejectStrings(this.#context, places);
      return true;
    });
  }

  async #judgeRest(verdict: Verdict, work: (places: readonly StringPlace[]) => Promise<boolean>): Promise<void> {
    const rest = this.#items.filter((item) => item.verdict === undefined);
    if (!(await work(rest.map(({ place }) => place)))) return;
    for (const item of rest) item.verdict = verdict;
    await this.#end();
  }

  async #judge(verdict: Verdict, work: (item: ReviewItem) => Promise<boolean>): Promise<void> {
    const item = this.current;
    if (!item || !(await work(item))) return;
    item.verdict = verdict;
    const { length } = this.#items;
    for (let step = 1; step <= length; step++) {
      const next = (this.#index + step) % length;
      if (this.#items[next]?.verdict !== undefined) continue;
      this.#index = next;
      await this.#show();
      return;
    }
    await this.#end();
  }

  async #show(): Promise<void> {
    const item = this.current;
    if (!item) return;
    const { place, decision, value } = item;
    const judged = judgedIn(item);
    const other = otherIn(item) ?? (await this.#before(item));
    const count = { index: this.#index + 1, total: this.#items.length };
    const name = `${place.language}/${nameOf(item).replaceAll("/", "∕")}`;
    const page = (side: string, candidate: typeof other): vscode.Uri => {
      const uri = vscode.Uri.from({
        scheme: REVIEW_SCHEME,
        path: `/${name}.${REVIEW_SCHEME}`,
        query: `${this.#number}.${count.index}.${side}`,
      });
      this.#pages.set(uri.toString(), pageOf(item, candidate, count));
      return uri;
    };
    const label = labelOf(decision, value, localized);
    const title = `${shownLanguage(place.language)} · ${nameOf(item)} · ${label} (${count.index}/${count.total})`;
    await vscode.commands.executeCommand("vscode.diff", page("other", other), page("judged", judged), title, {
      preview: true,
      preserveFocus: false,
    } satisfies vscode.TextDocumentShowOptions);
  }

  /** The file's value before the run with the decision; undefined if there was none, or if it is too long ago. */
  async #before({ place }: ReviewItem): Promise<{ readonly origin: "existing"; readonly text: string } | undefined> {
    const { target, language, key } = place;
    const store = this.#context.stores.existing(target);
    const kept = (await store?.history.decisionsOn(target.fsPath))?.find(
      (one) => keyId(one.key) === keyId(key) && one.decision.segment.direction.target === language,
    );
    const write = kept && (await store?.writes.of(kept.run))?.find(({ path }) => path === target.fsPath);
    if (!kept || write?.before === undefined) return undefined;
    const format = formatFor(target.fsPath, write.before);
    const { units } = format.read(write.before, languagesOf(kept.decision.segment.direction));
    const text = units.find((unit) => keyId(unit.key) === keyId(key))?.value;
    return text ? { origin: "existing", text } : undefined;
  }

  async #end(): Promise<void> {
    const count = (verdict: Verdict): number => this.#items.filter((one) => one.verdict === verdict).length;
    const [accepted, rejected, edited] = [count("accepted"), count("rejected"), count("edited")];
    this.#items = [];
    const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
    await vscode.window.tabGroups.close(tabs.filter(isReview));
    void vscode.window.showInformationMessage(
      localized("RouteLMT: reviewed: {0} accepted, {1} rejected, {2} edited.", accepted, rejected, edited),
    );
  }
}

function isReview({ input }: vscode.Tab): boolean {
  return input instanceof vscode.TabInputTextDiff && input.modified.scheme === REVIEW_SCHEME;
}
