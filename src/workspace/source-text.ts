import { dirname } from "node:path";
import { RouteLmtError } from "../core/errors.js";
import type { Format } from "../core/formats/format.js";
import { keysAreTexts } from "../core/formats/keys/natural-keys.js";
import { findFormat } from "../core/formats/registry.js";
import type { LanguageTag } from "../core/language/tag.js";
import { translationsBeside } from "../core/project/absent-source.js";
import { sourceReadings } from "../core/project/path-shapes.js";
import { sourceFromKeys, type Translation } from "../core/status/texts-from-keys.js";
import type { DecodedText } from "../core/text/encoding.js";
import { ProjectFolder } from "./project-files.js";
import type { Workspace } from "./workspace.js";

/** A source file as it is read. */
export interface SourceText extends DecodedText {
  /** Some of its texts are keys of its translations, see {@link sourceFromKeys}; there may be no such file. */
  readonly keysAreTexts?: true;
}

/** Length in UTF-16 code units from which a source file has texts of its own. */
const MAX_LENGTH = 100_000;
/** How many translations are read for their keys. */
const MAX_TRANSLATIONS = 100;

/** What is known of a source file. */
interface Known {
  /** Its own text, and whether that needs nothing else. */
  readonly own: string | undefined;
  readonly isWhole: boolean;
  /** The file's stamp before it was read. */
  ownStamp?: string | undefined;
  /** The state of the translations, and what was made from them. */
  stamp?: string;
  made?: SourceText | undefined;
}

const caches = new WeakMap<Workspace, Map<string, Known>>();

/**
 * A source file's text. If the keys of its translations are the source texts, and it is missing or lacks most of them, it
 * is completed with them; nothing is written. Everything that reads a source file does it here.
 *
 * @param from the source language
 * @returns undefined if there is neither
 * @throws {RouteLmtError} as {@link Workspace.read}
 */
export async function readSourceText(
  workspace: Workspace,
  path: string,
  from: LanguageTag,
  maxBytes?: number,
): Promise<SourceText | undefined> {
  const file = await workspace.read(path, maxBytes);
  const known = knownOf(workspace, { path, text: file?.text, from });
  if (known.isWhole) return file;
  const translations = await translationsOf(workspace, path, from);
  if (translations.size === 0) return file;
  const stamps = await Promise.all([...translations.values()].map((one) => workspace.stampOf(one)));
  const stamp = JSON.stringify([...translations.values(), ...stamps]);
  if (known.stamp !== stamp) known.made = await madeFrom(workspace, { path, file, translations, from });
  known.stamp = stamp;
  return known.made ?? file;
}

/** What is known of a file as it is now. */
function knownOf(
  workspace: Workspace,
  { path, text, from }: { readonly path: string; readonly text: string | undefined; readonly from: LanguageTag },
): Known {
  const cache = caches.get(workspace) ?? new Map<string, Known>();
  caches.set(workspace, cache);
  const name = nameOf(path, from);
  const known = cache.get(name);
  if (known && known.own === text) return known;
  const made = { own: text, isWhole: text !== undefined && hasOwnTexts(path, text, from) };
  cache.set(name, made);
  return made;
}

function nameOf(path: string, from: LanguageTag): string {
  return `${from} ${path}`;
}

/** A stamp that changes when a source file does, or what it is completed with. */
export async function sourceStampOf(workspace: Workspace, path: string, from: LanguageTag): Promise<string> {
  const own = await workspace.stampOf(path);
  const name = nameOf(path, from);
  const before = caches.get(workspace)?.get(name);
  if (own !== undefined && before?.isWhole && before.ownStamp === own) return `${own} `;
  const made = await readSourceText(workspace, path, from).catch(() => undefined);
  const known = caches.get(workspace)?.get(name);
  if (known) known.ownStamp = own;
  return `${own} ${made?.keysAreTexts ? made.text : ""}`;
}

/** Whether a source file has texts, and keys that are none; or cannot be missing any. */
function hasOwnTexts(path: string, text: string, from: LanguageTag): boolean {
  if (text.length > MAX_LENGTH) return true;
  const format = findFormat(path, text);
  // Code without texts may be a source file that has none yet.
  if (!format) return !/\S/.test(text) ? false : !/\.(?:php|inc|[cm]?js|ts)$/i.test(path);
  if (format.holds !== "one-language") return true;
  try {
    const { units } = format.read(text, { source: from });
    return units.length > 0 && !keysAreTexts(units);
  } catch {
    return true;
  }
}

/** The translations of a source file by language, next to it. */
async function translationsOf(
  workspace: Workspace,
  path: string,
  from: LanguageTag,
): Promise<ReadonlyMap<LanguageTag, string>> {
  const project = await ProjectFolder.of(workspace, dirname(path));
  const inside = project.inside(path);
  const there = await project.ofShapes(
    sourceReadings(inside, from, true).flatMap(({ kind, shape }) => (kind === "named" ? [shape] : [])),
  );
  const found = [...translationsBeside(inside, from, there)].slice(0, MAX_TRANSLATIONS);
  return new Map(found.map(([language, one]) => [language, project.like(path, one)]));
}

interface MadeFrom {
  readonly path: string;
  readonly file: DecodedText | undefined;
  readonly translations: ReadonlyMap<LanguageTag, string>;
  readonly from: LanguageTag;
}

async function madeFrom(
  workspace: Workspace,
  { path, file, translations, from: source }: MadeFrom,
): Promise<SourceText | undefined> {
  const read: (Translation & { readonly format: Format; readonly encoding: DecodedText["encoding"] })[] = [];
  for (const [language, one] of translations) {
    const there = await workspace.read(one).catch(() => undefined);
    const format = there && findFormat(one, there.text);
    if (there && format?.holds === "one-language") read.push({ language, ...there, format });
  }
  const format = (file && findFormat(path, file.text)) ?? read[0]?.format;
  if (!format) return undefined;
  const same = read.filter((one) => one.format === format);
  const own = file && /\S/.test(file.text) ? file.text : undefined;
  try {
    const text = sourceFromKeys({ format, own, translations: same, source });
    const encoding = file?.encoding ?? same[0]?.encoding ?? "utf-8";
    return text === undefined ? undefined : { text, encoding, keysAreTexts: true };
  } catch (error) {
    if (error instanceof RouteLmtError) return undefined;
    throw error;
  }
}
