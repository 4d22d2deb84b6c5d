import { readdirSync, readFileSync } from "node:fs";
import type { Format, ReadOptions, WriteOptions } from "#core/formats/format.js";
import { FORMATS } from "#core/formats/registry.js";
import type { FormatFixture } from "./fixture.js";

/** A file for tests. */
export interface Sample {
  readonly name: string;
  readonly text: string;
}

/** A format with its fixture folder. */
export interface FormatUnderTest extends FormatFixture {
  readonly format: Format;
  readonly valid: readonly Sample[];
  readonly malformed: readonly Sample[];
}

/** Files in tests are English, to be translated into German. */
export const LANGUAGES = { source: "en", language: "de" } as const satisfies ReadOptions;

/** All registered formats; fails for one without a fixture folder. */
export const FIXTURES: readonly FormatUnderTest[] = await Promise.all(
  FORMATS.map(async (format) => {
    const { fixture }: { fixture: FormatFixture } = await import(`../../fixtures/formats/${format.name}/fixture.ts`);
    return {
      ...fixture,
      format: inLanguages(format),
      valid: samples(format, "valid"),
      malformed: samples(format, "malformed"),
    };
  }),
);

/** The format, set up for English to German. */
export function inLanguages(format: Format): Format {
  const { readSteps } = format;
  return {
    ...format,
    ...(readSteps ? { readSteps: (text) => readSteps(text, LANGUAGES) } : {}),
    read: (text) => format.read(text, LANGUAGES),
    write: (text, edits, options?: WriteOptions) => format.write(text, edits, { ...LANGUAGES, ...options }),
    create: (text, language) => format.create(text, language, LANGUAGES.source),
  };
}

function samples(format: Format, folder: string): Sample[] {
  const directory = new URL(`../../fixtures/formats/${format.name}/${folder}/`, import.meta.url);
  return readdirSync(directory).map((name) => ({ name, text: readFileSync(new URL(name, directory), "utf8") }));
}

/** The same text as other editors may save it. */
export const VARIANTS: readonly { readonly title: string; of(text: string): string }[] = [
  { title: "LF", of: (text) => text },
  { title: "CRLF", of: (text) => text.replaceAll("\n", "\r\n") },
  { title: "CR", of: (text) => text.replaceAll("\n", "\r") },
  { title: "a byte order mark", of: (text) => (text.startsWith("\ufeff") ? text : `\ufeff${text}`) },
];

/** The text without its final line end. */
export const withoutFinalLineEnd = (text: string): string => text.replace(/[\r\n]+$/, "");
