import type { ProtectedItem } from "#core/messages/mask.js";
import type { Check, Found } from "../check.js";
import { withoutLanguages } from "../localized-page.js";
import { differenceOf } from "../multiset.js";
import type { Problem } from "../problem.js";

/** Kinds of items that are the same in every language. */
const LITERAL = new Set(["flag", "path", "code", "literal"]);

/** An ending after a name or in brackets: `{0} -n ryhmä`, `nazwę(-y)`. */
const ENDING = /^-\p{Ll}$/u;
/** A word that looks like a name in a program because of the accelerator in it: `dej_avnosti`, `PE_X`. */
const HIDES_ACCELERATOR = /^[^\W_]+_[^\W_]+$/;

/** Everything that is typed, or names a part of a program, is as in the source. */
export const literals: Check = {
  name: "literals",
  title:
    "Command-line flags, files, names in programs, targets of links, code, dates and versions are those of the source.",
  explanation:
    "A reader types `--verbose` and opens `/etc/hosts` as written: in another language neither exists. Copy them from the source; only the language in the path of a page may change (`/en/docs`).",
  needs: "other-items",
  find: ({ read, source, target, direction, accelerators }) => {
    const hasAccelerators = accelerators.includes("_");
    const [before, after] = [read.source.items, read.target.items].map((items) =>
      literalsIn(items).filter(({ text }) => !(hasAccelerators && HIDES_ACCELERATOR.test(text))),
    ) as [ProtectedItem[], ProtectedItem[]];
    if (before.length + after.length === 0) return [];
    const difference = differenceOf(before.map(textOf), after.map(textOf));
    // Once is enough: a translation may repeat it or not, and quote it differently.
    const isThere = (text: string): boolean => hasWord(target, text);
    const isPage = (text: string, others: readonly string[]): boolean =>
      text.includes("/") &&
      others.some((other) => withoutLanguages(other, direction) === withoutLanguages(text, direction));
    const missing = [...new Set(difference.missing)].filter(
      (text) => !isThere(text) && !isPage(text, difference.extra),
    );
    const hasFlags = before.some(({ kind }) => kind === "flag");
    const extra = after.filter(
      ({ text, kind }) =>
        kind !== "code" &&
        !(kind === "flag" && !hasFlags && ENDING.test(text)) &&
        difference.extra.includes(text) &&
        !source.includes(text) &&
        // `ISO 8601` in a compound: `ISO-8601-Format`.
        !(kind === "literal" && source.includes(text.replace("-", " "))) &&
        !isPage(text, difference.missing),
    );
    const [lost, strange] = [before.find(({ text }) => text === missing[0]), extra[0]];
    const isClear = missing.length === 1 && extra.length === 1 && lost?.kind === strange?.kind;
    const fix =
      isClear && lost && strange
        ? {
            action: { code: "replace", from: strange.text, to: lost.text } as const,
            target: target.slice(0, strange.start) + lost.text + target.slice(strange.end),
          }
        : undefined;
    const found = (problem: Problem): Found => ({ severity: "error", problem, ...(fix ? { fix } : {}) });
    return [
      ...missing.map((text) => found({ code: "part-missing", text })),
      ...[...new Set(extra.map(textOf))].map((text) => found({ code: "part-extra", text })),
    ];
  },
};

/** Whether a text has a literal as a word, also between percent signs or in a compound: `SHA256-kop`. */
function hasWord(text: string, literal: string): boolean {
  for (let at = text.indexOf(literal); at >= 0; at = text.indexOf(literal, at + 1)) {
    const [before, after] = [text.slice(Math.max(0, at - 1), at), text.slice(at + literal.length)];
    if (!/[\w-]$/.test(before) && !/^[\p{Script=Latin}\d_]/u.test(after)) return true;
  }
  return false;
}

function literalsIn(items: readonly ProtectedItem[]): ProtectedItem[] {
  return items.filter(({ kind }) => LITERAL.has(kind));
}

function textOf({ text }: ProtectedItem): string {
  return text;
}
