/**
 * The effect of protecting names: chrf2 of segments with a name if names are left to the model, always protected, or
 * protected after the model lost one, as in the product. The application's name comes from the column `application`, as
 * from a package manager. Training and development applications.
 *
 * usage: tsx bench/names.ts --segments FOLDER... [--model FOLDER] [--show]
 */
import { parseArgs } from "node:util";
import { askAgain, type MessageText } from "#core/messages/message-text.js";
import { applicationNames, hasName, keepsName, mixedCaseNames } from "#core/messages/names.js";
import { Translator } from "#small-model/translator.js";
import { mean } from "../models/training/probe/metrics.js";
import { type RouterSegment, readRecorded } from "../models/training/segments.js";
import { chrf2, meanDifference } from "./chrf2.js";
import { printTable, say } from "./table.js";

const { values } = parseArgs({
  options: {
    model: { type: "string", default: "models/routelmt-ui" },
    segments: { type: "string", multiple: true, default: ["models/data/large-translations"] },
    show: { type: "boolean", default: false },
  },
});

interface Named {
  readonly segment: RouterSegment;
  readonly own: readonly string[];
  readonly text: MessageText;
}

const translator = await Translator.load(values.model, 2);
const named = groups(readRecorded(values.segments).filter(({ split }) => split !== "test")).flatMap(namedIn);
const free = await translateAll(named, () => []);
const fixed = await translateAll(named, ({ text }) => text.names);
const lost = named.filter((one) => askAgain(one.text, free.get(one.segment.id) ?? ""));
const again = await translateAll(
  lost,
  (one) => askAgain(one.text, free.get(one.segment.id) ?? "")?.doNotTranslate ?? [],
);

say(`${named.length} segments with a name, ${lost.length} of whose translations lost one`);
say();
const row = (name: string, inside: readonly Named[]): string[] => {
  const before = inside.map(({ segment }) => chrf2(free.get(segment.id) ?? "", segment));
  const difference = (textOf: (id: string) => string | undefined): string =>
    meanDifference(inside.map(({ segment }, index) => chrf2(textOf(segment.id) ?? "", segment) - (before[index] ?? 0)));
  return [
    name,
    String(inside.length),
    String(inside.filter((one) => again.has(one.segment.id)).length),
    mean(before).toFixed(1),
    difference((id) => fixed.get(id)),
    difference((id) => again.get(id) ?? free.get(id)),
  ];
};
const languages = [...new Set(named.map(({ segment }) => segment.direction.target))].sort();
printTable(
  ["segments", "count", "lost", "left to the model", "always protected", "protected once lost"],
  [
    row("all", named),
    row(
      "the application's name",
      named.filter(({ own }) => own.length > 0),
    ),
    row(
      "mixed case alone",
      named.filter(({ own }) => own.length === 0),
    ),
    ...languages.map((language) =>
      row(
        language,
        named.filter(({ segment }) => segment.direction.target === language),
      ),
    ),
  ],
);
if (values.show) {
  for (const { segment, text } of lost) {
    const names = text.names.filter((name) => !keepsName(free.get(segment.id) ?? "", name));
    say(`\n${segment.direction.target} ${names} ${JSON.stringify(segment.source)}`);
    for (const one of [free, again]) say(`    ${JSON.stringify(one.get(segment.id))}`);
    say(`    ${JSON.stringify(segment.reference)}`);
  }
}

/** The segments of one application in one language together. */
function groups(segments: readonly RouterSegment[]): RouterSegment[][] {
  const byName = new Map<string, RouterSegment[]>();
  for (const segment of segments) {
    const name = `${segment.application} ${segment.direction.target}`;
    byName.set(name, [...(byName.get(name) ?? []), segment]);
  }
  return [...byName.values()];
}

function namedIn(segments: readonly RouterSegment[]): Named[] {
  const slug = segments[0]?.application.toLowerCase().replaceAll(" ", "-") ?? "";
  const texts = [...new Set(segments.map(({ source }) => source))];
  const names = applicationNames([{ text: slug, isSlug: true }], texts);
  return segments.flatMap((segment) => {
    const own = names.filter((name) => hasName(segment.source, name));
    const all = [...new Set([...own, ...mixedCaseNames(segment.source)])];
    return all.length === 0 ? [] : [{ segment, own, text: { text: segment.source, doNotTranslate: [], names: all } }];
  });
}

/** Translations by segment; a text of nothing but names is copied. */
async function translateAll(
  of: readonly Named[],
  fixedIn: (one: Named) => readonly string[],
): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  const requests = of.map((one) => {
    const { id, source, direction } = one.segment;
    return { id, text: source, direction, doNotTranslate: fixedIn(one) };
  });
  await translator.translate(requests, { translated: ({ id, text }) => void found.set(id, text) });
  return found;
}
