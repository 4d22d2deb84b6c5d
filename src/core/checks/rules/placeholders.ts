import { findProtectedItems, type ProtectedItem } from "#core/messages/mask.js";
import { isQt, qtItems } from "#core/messages/percent.js";
import { numberedTexts, numbering } from "#core/messages/positions.js";
import { COUNT } from "#core/messages/sample-numbers.js";
import type { Check, Comparison, Fix, Found } from "../check.js";
import { differenceOf } from "../multiset.js";
import type { Problem } from "../problem.js";
import type { ReadableText } from "../readable-text.js";

/** Kinds of items that a translation must match exactly; tags and addresses have checks of their own. */
const REQUIRED = new Set(["argument", "printf", "variable", "reference", "escape", "reserved"]);

/** MediaWiki's words for grammar: one language needs them where another does not. */
const GRAMMAR = /^\{\{(?:PLURAL|GENDER|GRAMMAR):/i;

/** The target has every placeholder of the source, as often as the source, and no other. */
export const placeholders: Check = {
  name: "placeholders",
  title: "Every placeholder of the source is in the translation, and no other.",
  explanation:
    "The program fills placeholders in at run time: one that is missing, misspelt or new shows wrong text or ends the program. Copy them from the source; their order is free where they have names or numbers.",
  needs: "other-items",
  find: (comparison) => {
    const { source, target } = comparison.read;
    const textOf = comparison.syntax === "fluent" ? fluentText : usualText;
    const itemsOf = isQt(source) ? qtItems : ({ items }: ReadableText) => items;
    const [sourceItems, targetItems] = [required(itemsOf(source)), required(itemsOf(target))];
    if (sourceItems.length + targetItems.length === 0) return [];
    if (areNumberedAlike(sourceItems, targetItems)) return [];
    const difference = differenceOf(sourceItems.map(textOf), targetItems.map(textOf));
    // `One file` is a form of `%d files`.
    const number = comparison.isPluralForm ? countIn(difference.missing, sourceItems) : undefined;
    const missing = difference.missing.filter((text, at, all) => text !== number || all.indexOf(text) !== at);
    const { extra } = difference;
    if (missing.length === 0 && extra.length === 0) {
      const left = sourceItems.findIndex(({ text }) => text === number);
      return orderFindings(left < 0 ? sourceItems : sourceItems.toSpliced(left, 1), targetItems);
    }
    const fix = onlyRepair(comparison, textOf, difference.missing, extra);
    const [before, after] = [writtenIn(sourceItems, textOf), writtenIn(targetItems, textOf)];
    return [
      ...[...new Set(missing)].map((text) => foundError({ code: "part-missing", text: before(text) }, fix)),
      ...[...new Set(extra)].map((text) => foundError({ code: "part-extra", text: after(text) }, fix)),
    ];
  },
};

/** The missing item that is the number of a plural: one for a count, or the only one (`%s images`, a number with separators). */
function countIn(missing: readonly string[], source: readonly ProtectedItem[]): string | undefined {
  const [only] = source;
  const isOnly = source.length === 1 && (only?.kind === "printf" || only?.kind === "argument");
  return missing.find((text) => COUNT.test(text)) ?? (isOnly ? missing[0] : undefined);
}

/** Whether one text numbers its items, the other does not, and each is for an argument of the other's type. */
function areNumberedAlike(source: readonly ProtectedItem[], target: readonly ProtectedItem[]): boolean {
  const kinds = new Set([numbering(source), numbering(target)]);
  if (kinds.size < 2 || kinds.has(undefined)) return false;
  const { missing, extra } = differenceOf(numberedTexts(source), numberedTexts(target));
  return missing.length === 0 && extra.length === 0;
}

function foundError(problem: Problem, fix?: Fix): Found {
  return { severity: "error", problem, ...(fix ? { fix } : {}) };
}

/** Line breaks as a file writes them that has no escapes: `newlines` counts them. */
const BREAKS = new Set(["\\n", "\\r", "\\t"]);

/** Items that must be in both texts, also those in code: one text quotes `%1`, the other '%1'. */
function required(items: readonly ProtectedItem[]): ProtectedItem[] {
  return items
    .flatMap((item) => (item.kind === "code" ? itemsInside(item) : [item]))
    .filter(({ kind, text }) => REQUIRED.has(kind) && !GRAMMAR.test(text) && !BREAKS.has(text));
}

function itemsInside({ text, start }: ProtectedItem): ProtectedItem[] {
  const inner = findProtectedItems(text.slice(1, -1));
  return inner.map((item) => ({ ...item, start: item.start + start + 1, end: item.end + start + 1 }));
}

/** Blanks in braces that every runtime ignores: Go, i18next and Vue in `{{ name }}`. */
const FREE_BLANKS = /^(\{\{-?)\s+|\s+(-?\}\})$/g;

/** Laravel puts the same value in place of `:name`, `:Name` and `:NAME`, with capitals (Localization, "Replacing Parameters"). */
const WITH_CAPITALS = /^:(?:[A-Z][a-z\d_]*|[A-Z][A-Z\d_]*)$/;

/** A language has its own order of day, month and year: `{0, date, MMMM dd, yyyy}`, `{0, date, dd. MMMM yyyy}`. */
const DATE = /^\{\s*(\w+)\s*,\s*(date|time)\s*,[^{}]*\}$/;

/** Java's `{0,choice,0#no files|1#one file}`: its branches are texts. */
const JAVA_CHOICE = /^\{\s*(\d+)\s*,\s*choice\s*,/;

/** What an item is for the comparison: items with the same text stand for the same. */
type TextOf = (item: ProtectedItem) => string;

function usualText({ text }: ProtectedItem): string {
  const [date, argument, type] = DATE.exec(text) ?? [];
  if (date !== undefined) return `{${argument}, ${type}}`;
  const [choice, chooser] = JAVA_CHOICE.exec(text) ?? [];
  if (choice !== undefined) return `{${chooser}, choice}`;
  if (WITH_CAPITALS.test(text)) return text.toLowerCase();
  return text.startsWith("{{") ? text.replace(FREE_BLANKS, "$1$2") : text;
}

/** A call of a function or a term, with its named arguments: `{ DATETIME($d, month: "long") }`, `{ -brand(case: "genitive") }`. */
const FLUENT_CALL = /^\{(?:(-[\w-]+)|[A-Z][\w-]*)\(([^(),:"]*)(?:,?\w+:[^()]*)?\)\}$/s;

/**
 * A placeable of Fluent without what each language chooses: blanks, the arguments of terms (their case), and functions around a
 * variable (the format of a date).
 */
function fluentText({ text }: ProtectedItem): string {
  if (!text.startsWith("{")) return text;
  const bare = text.replace(/"[^"\n]*"|\s+/g, (part) => (part.startsWith('"') ? part : ""));
  const [call, term, argument] = FLUENT_CALL.exec(bare) ?? [];
  return call === undefined ? bare : `{${term ?? argument}}`;
}

/** Finds an item as the text has it. */
function writtenIn(items: readonly ProtectedItem[], textOf: TextOf): (name: string) => string {
  const all = new Map(items.toReversed().map((item) => [textOf(item), item.text]));
  return (name) => all.get(name) ?? name;
}

/** `%s` and `%d` are filled in by position: their order must be that of the source. */
function orderFindings(source: readonly ProtectedItem[], target: readonly ProtectedItem[]): Found[] {
  const sequence = (items: readonly ProtectedItem[]): string =>
    items
      .filter(({ kind, text }) => kind === "printf" && /^%(?!%|\d+\$|\()/.test(text))
      .map(({ text }) => text)
      .join(" ");
  if (sequence(source) === sequence(target)) return [];
  return [foundError({ code: "order-changed" })];
}

/** Fixes a misspelt placeholder, an extra one at the end, or one missing after the final colon. */
function onlyRepair(
  { source, target, read }: Comparison,
  textOf: TextOf,
  missing: readonly string[],
  extra: readonly string[],
): Fix | undefined {
  const [gone] = missing;
  const [found] = extra;
  if (missing.length + extra.length > 2 || missing.length > 1 || extra.length > 1) return undefined;
  const lost = gone === undefined ? undefined : writtenIn(read.source.items, textOf)(gone);
  const wrong = read.target.items.filter((item) => textOf(item) === found);
  if (lost !== undefined && found !== undefined) {
    const [only] = wrong;
    if (!only || wrong.length > 1 || skeleton(lost) !== skeleton(found)) return undefined;
    return {
      action: { code: "replace", from: only.text, to: lost },
      target: target.slice(0, only.start) + lost + target.slice(only.end),
    };
  }
  const last = wrong.at(-1);
  if (found !== undefined && last?.end === target.length && wrong.length === 1 && target !== found) {
    return { action: { code: "remove", text: found }, target: target.slice(0, last.start).trimEnd() };
  }
  const tail =
    lost === undefined || !source.endsWith(lost) ? undefined : /[:=]\s?$/.exec(source.slice(0, -lost.length));
  if (lost === undefined || !tail || !/[:：=]$/.test(target)) return undefined;
  return { action: { code: "add", text: lost }, target: target + tail[0].slice(1) + lost };
}

/** A placeholder without what is easily misspelt: case, blanks, and the name in braces or brackets. */
function skeleton(text: string): string {
  const named = /^([{$#%(]{1,2})\s*[\w.-]+\s*([})]{1,2}\w?)$/.exec(text);
  return named ? `${named[1]}${named[2]}` : text.toLowerCase();
}
