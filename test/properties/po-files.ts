import fc from "fast-check";
import { keyId } from "../../src/core/formats/format.js";

/** A random PO file, with what reading it must yield. */
export interface PoFile {
  readonly text: string;
  readonly values: ReadonlyMap<string, string>;
}

/** Text as translations have it; line separators and quotes included, other controls left out. */
export const poText = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      "",
      "Text",
      "Größe",
      "日本語のテキスト",
      'say "hi"',
      "C:\\temp",
      "two\nlines\n",
      "\ttab",
      "%d 😀",
    ),
  },
  { weight: 2, arbitrary: fc.string({ unit: "grapheme", maxLength: 20 }) },
  { weight: 1, arbitrary: fc.lorem({ maxCount: 40 }) },
);
const id = fc.oneof(poText, fc.string({ minLength: 1 }));

interface Entry {
  readonly context: string | undefined;
  readonly id: string;
  readonly plural: string | undefined;
  readonly values: readonly string[];
  readonly fuzzy: boolean;
  readonly obsolete: boolean;
  readonly comments: readonly string[];
  /** Where strings are cut into pieces. */
  readonly cut: number;
}

const comment = fc.constantFrom("# by hand", "#. for translators", "#: src/a.c:1", "#, c-format", '#. msgid "x"', "#");

const entry: fc.Arbitrary<Entry> = fc.record({
  context: fc.option(id, { nil: undefined, freq: 3 }),
  id: id.map((text) => text || "x"),
  plural: fc.option(id, { nil: undefined, freq: 2 }),
  values: fc.array(poText, { minLength: 6, maxLength: 6 }),
  fuzzy: fc.boolean(),
  obsolete: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
  comments: fc.array(comment, { maxLength: 3 }),
  cut: fc.integer({ min: 1, max: 90 }),
});

const escaped = (text: string): string =>
  text
    .replaceAll("\\", "\\\\")
    .replaceAll('"', '\\"')
    .replaceAll("\n", "\\n")
    .replaceAll("\t", "\\t")
    .replaceAll("\r", "\\r");

/** A string cut into pieces by code points, so that no escape and no surrogate pair is torn. */
function quoted(text: string, cut: number): string {
  const chars = [...text];
  const pieces: string[] = [];
  for (let at = 0; at < chars.length; at += cut) pieces.push(`"${escaped(chars.slice(at, at + cut).join(""))}"`);
  return pieces.length <= 1 ? (pieces[0] ?? '""') : ['""', ...pieces].join("\n");
}

function print({ context, id, plural, values, fuzzy, obsolete, comments, cut }: Entry, forms: number): string {
  const lines = [...comments];
  if (fuzzy) lines.push("#, fuzzy", `#| msgid ${quoted(`old ${id}`, 1000)}`);
  const message = [
    ...(context === undefined ? [] : [`msgctxt ${quoted(context, cut)}`]),
    `msgid ${quoted(id, cut)}`,
    ...(plural === undefined ? [`msgstr ${quoted(values[0] ?? "", cut)}`] : [`msgid_plural ${quoted(plural, cut)}`]),
    ...(plural === undefined
      ? []
      : values.slice(0, forms).map((value, form) => `msgstr[${form}] ${quoted(value, cut)}`)),
  ].join("\n");
  lines.push(obsolete ? message.replace(/^/gm, "#~ ") : message);
  return lines.join("\n");
}

const HEADERS = [
  [1, "0"],
  [2, "(n != 1)"],
  [3, "n==1 ? 0 : n<5 ? 1 : 2"],
  [6, "n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n<11 ? 3 : n<100 ? 4 : 5"],
] as const;

/** A random file: every message once, for gettext-parser knows no second one. */
export const poFile: fc.Arbitrary<PoFile> = fc
  .record({
    entries: fc.uniqueArray(entry, { maxLength: 8, selector: ({ context = "", id }) => keyId([context, id]) }),
    header: fc.constantFrom(...HEADERS),
    lineEnd: fc.constantFrom("\n", "\r\n", "\r"),
    blank: fc.constantFrom("\n", "\n\n", "\n\n\n"),
    byteOrderMark: fc.boolean(),
    end: fc.constantFrom("", "\n", "\n# the end\n"),
  })
  .map(({ entries, header: [forms, expression], lineEnd, blank, byteOrderMark, end }) => {
    const header = `msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Plural-Forms: nplurals=${forms}; plural=${expression};\\n"\n`;
    const body = [header, ...entries.map((one) => print(one, forms))].join(blank) + end;
    const values = new Map<string, string>();
    for (const { context, id, plural, values: texts, obsolete } of entries) {
      if (obsolete) continue;
      const key = context === undefined ? [id] : [context, id];
      if (plural === undefined) values.set(keyId(key), texts[0] ?? "");
      else for (const [form, text] of texts.slice(0, forms).entries()) values.set(keyId([...key, form]), text);
    }
    return { text: (byteOrderMark ? "\ufeff" : "") + body.replaceAll("\n", lineEnd), values };
  });
