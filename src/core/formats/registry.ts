import { RouteLmtError, said } from "../errors.js";
import { type DecodedText, decodeText } from "../text/encoding.js";
import { android } from "./android/android.js";
import { arb } from "./arb/arb.js";
import { refusingConflicts } from "./conflict-markers.js";
import { csv } from "./csv/csv.js";
import { dictionary } from "./csv/dictionary.js";
import { fluent } from "./fluent/fluent.js";
import type { Format } from "./format.js";
import { ini } from "./ini/ini.js";
import { iniLanguages } from "./ini/languages.js";
import { js } from "./js/js.js";
import { jsLanguages } from "./js/languages.js";
import { json } from "./json/json.js";
import { jsonLanguages } from "./json/languages.js";
import { phpLanguages } from "./php/languages.js";
import { php } from "./php/php.js";
import { po } from "./po/po.js";
import { properties } from "./properties/properties.js";
import { qt } from "./qt/qt.js";
import { resx } from "./resx/resx.js";
import { strings } from "./strings/strings.js";
import { stringsdict } from "./stringsdict/stringsdict.js";
import { tomlLanguages } from "./toml/languages.js";
import { toml } from "./toml/toml.js";
import { xcstrings } from "./xcstrings/xcstrings.js";
import { xliff } from "./xliff/xliff.js";
import { yamlLanguages } from "./yaml/languages.js";
import { yaml } from "./yaml/yaml.js";

// biome-ignore format: one line per format
const ALL: readonly Format[] = [
  jsonLanguages,
  json,
  arb,
  po,
  properties,
  android,
  xliff,
  resx,
  qt,
  strings,
  stringsdict,
  xcstrings,
  yamlLanguages,
  yaml,
  tomlLanguages,
  toml,
  dictionary,
  csv,
  iniLanguages,
  ini,
  fluent,
  jsLanguages,
  js,
  phpLanguages,
  php,
];

/** All formats, in the order in which they are tried; files with conflict markers are refused. */
export const FORMATS: readonly Format[] = ALL.map(refusingConflicts);

/** The format of a file by its path and, if given, its text; undefined if unknown. */
export function findFormat(path: string, text?: string): Format | undefined {
  return FORMATS.find((one) => one.matches(path, text));
}

/** The text of a file, decoded by its own encoding or its format's usual one. @throws as {@link decodeText} */
export function decodeFile(path: string, bytes: Uint8Array): DecodedText {
  try {
    return decodeText(bytes, findFormat(path)?.fallbackEncoding);
  } catch (error) {
    if (!(error instanceof RouteLmtError)) throw error;
    throw new RouteLmtError(error.code, said`${path}: ${error.what}`, error.cure, { cause: error });
  }
}

/**
 * The format of a file: the named one, or the one that fits its path and text.
 *
 * @throws {RouteLmtError} `format-unknown`
 */
export function formatFor(path: string, text?: string, name?: string): Format {
  const format = name === undefined ? findFormat(path, text) : FORMATS.find((one) => one.name === name);
  if (format) return format;
  const known = FORMATS.map((one) => one.name).join(", ");
  throw new RouteLmtError(
    "format-unknown",
    name === undefined ? said`No format is known for ${path}` : said`There is no format named ${name}`,
    said`Name one with --format: ${known}.`,
  );
}
