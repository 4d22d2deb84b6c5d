import { pluralRuleFor } from "#core/language/gettext-plurals.js";
import { lineEndOf, type Splice, splice } from "#core/text/splice.js";
import { unfuzzy } from "./fuzzy.js";
import { isHeader, parsePo } from "./parse.js";
import { quoteWrapped, type Wrapping, wrappingOf } from "./wrap.js";

/**
 * Makes a catalog for a language from a template or the catalog of another language: the same entries without
 * translations, and the header of the language. Obsolete entries are left out.
 */
export function createPo(sourceText: string, language: string): string {
  const entries = parsePo(sourceText);
  const lineEnd = lineEndOf(sourceText);
  const wrapping = wrappingOf(sourceText, entries, lineEnd);
  const header = entries.find(isHeader);
  const rule = pluralRuleFor(language);
  const fields: [string, string][] = [
    ["Language", language.replaceAll("-", "_")],
    ["MIME-Version", "1.0"],
    ["Content-Type", "text/plain; charset=UTF-8"],
    ["Content-Transfer-Encoding", "8bit"],
    ["Plural-Forms", `nplurals=${rule.count}; plural=${rule.expression};`],
  ];
  const splices: Splice[] = [];
  if (!header) {
    const start = sourceText.startsWith("\ufeff") ? 1 : 0;
    const text = `msgid ""${lineEnd}msgstr ${headerText("", fields, wrapping)}${lineEnd}${lineEnd}`;
    splices.push({ start, end: start, text });
  }
  for (const entry of entries) {
    const first = entry.translations[0];
    const last = entry.translations.at(-1);
    if (entry.obsolete) splices.push({ start: entry.start, end: entry.end, text: "" });
    if (entry.obsolete || !first || !last) continue;
    if (entry.fuzzy) splices.push(...unfuzzy(sourceText, entry));
    if (entry === header) {
      splices.push({ start: first.start, end: first.end, text: headerText(first.value, fields, wrapping) });
    } else if (entry.plural) {
      const forms = Array.from({ length: rule.count }, (_, index) => `msgstr[${index}] ""`);
      splices.push({ start: sourceText.lastIndexOf("msgstr", first.start), end: last.end, text: forms.join(lineEnd) });
    } else splices.push({ start: first.start, end: first.end, text: '""' });
  }
  return splice(sourceText, splices);
}

/** Sets fields of a header: in place if it has them, otherwise at its end. Headers have a line for each field. */
export function headerText(value: string, fields: readonly (readonly [string, string])[], wrapping: Wrapping): string {
  let text = value;
  for (const [name, content] of fields) {
    const line = new RegExp(`^${name}:.*$`, "im");
    if (line.test(text)) text = text.replace(line, () => `${name}: ${content}`);
    else text = `${text}${text === "" || text.endsWith("\n") ? "" : "\n"}${name}: ${content}\n`;
  }
  return quoteWrapped(text, "msgstr", { ...wrapping, beginsBesideKeyword: false, keepsLineBreaks: false });
}
