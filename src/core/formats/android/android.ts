import { atOnce } from "#core/text/at-once.js";
import { lineEndOf } from "#core/text/splice.js";
import { type Document, type FileProblem, type Format, keyName, type Unit } from "../format.js";
import { rootNameOf } from "../xml/doctype.js";
import { valueSpan } from "../xml/edit.js";
import { innerXml, isMarkup, textOf } from "../xml/text.js";
import type { XmlDocument } from "../xml/tree.js";
import { type Resource, type ResourceEntry, readResources, resourceSteps } from "./resources.js";
import { decodeAndroid, decodeAndroidMarkup, isReference } from "./text.js";
import { writeAndroid } from "./write.js";

/**
 * Android string resources, after "String resources" in the Android developer guide and aapt2:
 * strings, plurals and string arrays of files with the root `<resources>`.
 */
export const android: Format = {
  name: "android",
  label: "Android strings.xml",
  holds: "one-language",
  matches,
  read: (text) => atOnce(readSteps(text)),
  readSteps,
  write: writeAndroid,
  create,
};

function matches(path: string, text?: string): boolean {
  if (!/\.xml$/i.test(path)) return false;
  const root = text === undefined ? undefined : rootNameOf(text);
  return root === undefined ? /(?:^|[\\/])values(?:-[^\\/]*)?[\\/][^\\/]*$/i.test(path) : root === "resources";
}

/** Resources that are taken in one step. */
const RESOURCES_IN_STEP = 200;

function* readSteps(text: string): Generator<void, Document> {
  const { xml, resources } = yield* resourceSteps(text);
  const problems: FileProblem[] = [];
  const last = new Map(resources.map((one) => [one.id, one]));
  const units: Unit[] = [];
  for (const [index, resource] of resources.entries()) {
    if (index % RESOURCES_IN_STEP === 0) yield;
    if (last.get(resource.id) !== resource) {
      problems.push(twice(resource.name, resource.element));
      continue;
    }
    const { entries } = resource;
    const counting = entries.length > 1 ? new Map(entries.map((entry) => [entry.key.at(-1), entry])) : undefined;
    for (const entry of entries) {
      if (!counting || counting.get(entry.key.at(-1)) === entry) units.push(unitOf(xml, resource, entry));
      else problems.push(twice(keyName(entry.key), entry.element));
    }
  }
  return { units, problems };
}

function twice(name: string, { start, end }: FileProblem["span"]): FileProblem {
  return { code: "duplicate", what: "resource", name, used: "last", span: { start, end } };
}

/** Character limits in comments, as the Android project writes them. */
const LIMIT = /\[CHAR[ _-]LIMIT[ ]?[=:][ ]?(\d{1,6})\]/i;

/** Comments by which the Android project marks untranslatable texts; not "do not translate “Android”". */
const DO_NOT_TRANSLATE =
  /(?:^|[.!;\n([])\s*(?:(?:please )?do(?: not|n't) translate|not translatable)\s*(?:[.:!,;\n)\]-]|$)/i;

function unitOf(
  xml: XmlDocument,
  { isIgnored, element: { name } }: Resource,
  { key, element, comment }: ResourceEntry,
): Unit {
  const markup = isMarkup(xml, element);
  const text = markup ? innerXml(xml, element) : textOf(xml, element);
  const value = markup ? decodeAndroidMarkup(text) : decodeAndroid(text);
  const limit = comment === undefined ? undefined : LIMIT.exec(comment)?.[1];
  return {
    key,
    value,
    span: valueSpan(xml, element),
    state:
      isIgnored || isReference(text) || DO_NOT_TRANSLATE.test(comment ?? "")
        ? "ignored"
        : value === ""
          ? "untranslated"
          : "translated",
    ...(comment === undefined ? {} : { comment }),
    ...(markup ? { markup } : {}),
    ...(name === "plurals" ? { isPlural: true } : {}),
    ...(limit === undefined ? {} : { maxLength: Number(limit) }),
  };
}

/** The beginning of the source file, licence included, and its root with only namespaces. */
function create(sourceText: string): string {
  const { root } = readResources(sourceText).xml;
  const namespaces = root.attributes.filter(({ name }) => name.startsWith("xmlns"));
  const declarations = namespaces.map(({ nameStart, end }) => ` ${sourceText.slice(nameStart, end + 1)}`);
  const lineEnd = lineEndOf(sourceText);
  return `${sourceText.slice(0, root.start)}<resources${declarations.join("")}>${lineEnd}</resources>${lineEnd}`;
}
