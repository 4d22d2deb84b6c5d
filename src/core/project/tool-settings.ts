import type { Format } from "../formats/format.js";
import { ini } from "../formats/ini/ini.js";
import { js } from "../formats/js/js.js";
import { json } from "../formats/json/json.js";
import { yaml } from "../formats/yaml/yaml.js";
import { knownLanguages } from "../language/language-names.js";
import type { LanguageTag } from "../language/tag.js";
import type { ListedPlaces, Place, PlacePattern } from "./path-patterns.js";
import { isStar, MAX_PATH_LENGTH, type Token, tokensOf } from "./place-match.js";
import { readerOf } from "./tool-readers.js";
import { ToolValues } from "./tool-values.js";

/** What the settings of another localization tool say about a project. */
export interface ToolSettings extends ListedPlaces {
  /** Undefined if the settings do not say. */
  readonly source: LanguageTag | undefined;
  /** Empty if the settings do not say. */
  readonly targets: readonly LanguageTag[];
}

/** Where tools keep their settings, relative to the folder that they are for. */
export const TOOL_FILES: readonly string[] = [
  ".vscode/settings.json",
  "project.inlang/settings.json",
  "i18n.json",
  "crowdin.yml",
  "crowdin.yaml",
  "i18next-parser.config.js",
  "i18next-parser.config.mjs",
  "i18next-parser.config.cjs",
  "i18next-parser.config.ts",
  "i18next-parser.config.json",
  ".tx/config",
  ".phrase.yml",
  ".phraseapp.yml",
  "config/i18n-tasks.yml",
  "l10n.yaml",
  "lingui.config.js",
  "lingui.config.mjs",
  "lingui.config.cjs",
  "lingui.config.ts",
];

/**
 * Reads the settings of a tool; even code is only read as data.
 *
 * @param path one of {@link TOOL_FILES}
 * @returns undefined if it does not name places of translations, or is malformed, which is left to its own tool to
 *   report
 */
export function readToolSettings(path: string, text: string): ToolSettings | undefined {
  let values: ToolValues;
  try {
    values = new ToolValues(formatOf(path).read(text).units);
  } catch {
    return undefined;
  }
  const said = readerOf(path)(values);
  const places = said.places.slice(0, MAX_PLACES).flatMap(confined);
  if (places.length === 0) return undefined;
  const listed = [said.source, ...said.targets.slice(0, MAX_TARGETS)].filter((one) => one !== undefined);
  const [source] = knownLanguages(said.source === undefined ? [] : [said.source]);
  const targets = knownLanguages(said.targets.slice(0, MAX_TARGETS)).filter((one) => one !== source);
  return { source, targets, listed, places };
}

function formatOf(path: string): Format {
  if (/\.ya?ml$/.test(path)) return yaml;
  if (path.endsWith(".json")) return json;
  return path === ".tx/config" ? ini : js;
}

/** Most places of a project; more would take long with thousands of files. */
const MAX_PLACES = 200;
const MAX_TARGETS = 200;
const MAX_STARS = 3;
const MAX_LANGUAGES = 2;

/** A place if both of its paths stay below their folder and have known placeholders; otherwise none. */
function confined({ source, target, renamed }: Place): Place[] {
  const [from, to] = [source, target].map(normalized);
  const [sources, targets] = [tokensOf(from ?? "{}"), tokensOf(to ?? "{}")];
  if (from === undefined || to === undefined || !sources || !targets) return [];
  const stars = [sources, targets].map((tokens) => tokens.filter(isStar).length) as [number, number];
  const languages = targets.filter(({ kind }) => kind === "language").length;
  // A star of the target takes the text of one in the source.
  const isKnown = stars[1] <= stars[0] && languages > 0 && sources.every(isOfSource);
  return isKnown && stars[0] <= MAX_STARS && languages <= MAX_LANGUAGES
    ? [{ source: from, target: to, ...(renamed ? { renamed } : {}) }]
    : [];
}

function isOfSource(token: Token): boolean {
  return token.kind === "text" || token.kind === "language" || isStar(token);
}

/** A pattern relative to its folder; undefined for one that leaves it. */
function normalized(pattern: PlacePattern): PlacePattern | undefined {
  if (pattern.length > MAX_PATH_LENGTH) return undefined;
  const path = pattern.replace(/^(?:\.?\/)+/, "").replace(/\/(?:\.\/)+/g, "/");
  const leaves = path === "" || path.includes("\\") || /^[A-Za-z]:|(?:^|\/)\.\.(?:\/|$)/.test(path);
  return leaves ? undefined : path;
}
