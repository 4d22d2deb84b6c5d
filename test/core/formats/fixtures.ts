import { readdirSync, readFileSync } from "node:fs";
import type { Format } from "../../../src/core/formats/format.js";
import { FORMATS } from "../../../src/core/formats/registry.js";

/** A fixture file. */
export interface Sample {
  readonly name: string;
  readonly text: string;
}

/** The formats with their fixture folders; a registered format without one fails here. */
export const FIXTURES = FORMATS.map((format) => ({
  format,
  valid: samples(format, "valid"),
  malformed: samples(format, "malformed"),
}));

function samples(format: Format, folder: string): Sample[] {
  const directory = new URL(`../../fixtures/formats/${format.name}/${folder}/`, import.meta.url);
  return readdirSync(directory).map((name) => ({ name, text: readFileSync(new URL(name, directory), "utf8") }));
}

/** The same text as other editors would have saved it. */
export const VARIANTS: readonly { readonly title: string; of(text: string): string }[] = [
  { title: "LF", of: (text) => text },
  { title: "CRLF", of: (text) => text.replaceAll("\n", "\r\n") },
  { title: "CR", of: (text) => text.replaceAll("\n", "\r") },
  { title: "a byte order mark", of: (text) => (text.startsWith("\ufeff") ? text : `\ufeff${text}`) },
];

/** The text without its final line end. */
export const withoutFinalLineEnd = (text: string): string => text.replace(/[\r\n]+$/, "");
