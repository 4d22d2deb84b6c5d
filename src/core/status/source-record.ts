import { said } from "../errors.js";
import { type KeyPath, keyId } from "../formats/format.js";
import type { LanguageTag } from "../language/tag.js";
import { textHash } from "../text/hash.js";
import { malformedAt } from "../text/splice.js";

/** The origin of a translation: RouteLMT wrote it, as done or as a draft, or a person said that it fits. */
export type Author = "routelmt" | "draft" | "person";

/** A translation, and the source text that it was made from. */
export interface Made {
  readonly key: KeyPath;
  readonly source: string;
  readonly target: string;
  readonly author: Author;
}

/** What the record says about a translation. */
export interface RecordedMade {
  /** Whether it was made from a different source text than the present one. */
  readonly isStale: boolean;
  readonly author: Author;
}

/** Looks up a translation; undefined unless it is the recorded one. */
export type Recorded = (key: KeyPath, source: string, target: string) => RecordedMade | undefined;

/** The translations of one file in one language. */
export interface TargetOf {
  /** Relative to the project, with `/` between folders. */
  readonly path: string;
  readonly language: LanguageTag;
}

/** The hashes of source and target, see {@link textHash}. */
interface Entry {
  readonly source: string;
  readonly target: string;
  readonly author: Author;
}

/**
 * The source texts that the translations of a project were made from, as hashes. They show if a source text has
 * changed since, or if a person has changed a translation.
 *
 * The file has one line per translation, sorted, each a JSON array: file, language, key, hash of the source text,
 * hash of the translation, and `"person"` if RouteLMT did not write it, or `"draft"` for a draft. A merge may leave
 * several lines for one key: the one whose translation is in the file counts, and an acceptance wins over a draft.
 *
 * @example
 * const record = new SourceRecord();
 * const german = { path: "locales/de.json", language: "de" };
 * record.update(german, [{ key: ["open"], source: "Open", target: "Öffnen", author: "routelmt" }], new Set(['["open"]']));
 * const recorded = SourceRecord.parse(record.print()).recordedIn(german);
 * recorded(["open"], "Open", "Öffnen") // { isStale: false, author: "routelmt" }
 * recorded(["open"], "Open file", "Öffnen") // { isStale: true, author: "routelmt" }
 * recorded(["open"], "Open", "Aufmachen") // undefined
 */
export class SourceRecord {
  readonly #files = new Map<string, Map<string, Entry[]>>();

  /**
   * Reads a record; conflict markers of a merge are skipped.
   *
   * @throws {MalformedFileError} with line and column
   */
  static parse(text: string): SourceRecord {
    const record = new SourceRecord();
    for (const { 0: line, index } of text.matchAll(/[^\r\n]+/g)) {
      if (/^(?:[<>|]{7}(?: |$)|={7}$)|^\s*$/.test(line)) continue;
      const read = readLine(line);
      if (!read) throw malformedAt(text, index, said`A line of a record of sources is expected`);
      record.#add(idOf(read.target), keyId(read.key), read.entry);
    }
    return record;
  }

  /** Looks up the translations of one target. */
  recordedIn(of: TargetOf): Recorded {
    const file = this.#files.get(idOf(of));
    if (!file) return () => undefined;
    return (key, source, target) => {
      const entries = file.get(keyId(key));
      if (!entries) return undefined;
      const hash = textHash(target);
      const made = entries.filter((one) => one.target === hash);
      const now = textHash(source);
      const accepted = made.filter(({ author }) => author !== "draft");
      const fresh = [...accepted, ...made].find((one) => one.source === now);
      const entry = fresh ?? accepted.at(-1) ?? made.at(-1);
      return entry && { isStale: !fresh, author: entry.author };
    };
  }

  /**
   * Records translations of one target. If the key is the source text itself, only drafts are recorded: a changed
   * source text is a new key.
   *
   * @param keys all keys that the target file has now, as {@link keyId}; others are removed
   */
  update(target: TargetOf, made: readonly Made[], keys: ReadonlySet<string>): void {
    const file = this.#files.get(idOf(target));
    for (const id of file?.keys() ?? []) if (!keys.has(id)) file?.delete(id);
    for (const { key, source, target: value, author } of made) {
      this.#files.get(idOf(target))?.delete(keyId(key));
      if (author !== "draft" && key.includes(source)) continue;
      this.#add(idOf(target), keyId(key), { source: textHash(source), target: textHash(value), author });
    }
    if (file?.size === 0) this.#files.delete(idOf(target));
  }

  /** The record as a text. */
  print(): string {
    const lines: string[] = [];
    for (const [target, keys] of this.#files) {
      for (const [key, entries] of keys) {
        for (const { source, target: hash, author } of entries) {
          const end = author === "routelmt" ? [source, hash] : [source, hash, author];
          lines.push(`${target.slice(0, -1)},${key},${JSON.stringify(end).slice(1)}\n`);
        }
      }
    }
    return lines.sort().join("");
  }

  /** @param key as {@link keyId} */
  #add(target: string, key: string, entry: Entry): void {
    let keys = this.#files.get(target);
    if (!keys) {
      keys = new Map();
      this.#files.set(target, keys);
    }
    const entries = keys.get(key);
    if (entries) entries.push(entry);
    else keys.set(key, [entry]);
  }
}

function idOf({ path, language }: TargetOf): string {
  return JSON.stringify([path, language]);
}

const HASH = /^[0-9a-f]{16}$/;

function readLine(line: string): { target: TargetOf; key: KeyPath; entry: Entry } | undefined {
  let read: unknown;
  try {
    read = JSON.parse(line);
  } catch {
    return undefined;
  }
  if (!Array.isArray(read)) return undefined;
  const [path, language, key, source, target, author] = read as unknown[];
  if (typeof path !== "string" || typeof language !== "string" || !isKey(key)) return undefined;
  if (!isHash(source) || !isHash(target) || !isNamedAuthor(author)) return undefined;
  return { target: { path, language }, key, entry: { source, target, author: author ?? "routelmt" } };
}

function isKey(value: unknown): value is KeyPath {
  return Array.isArray(value) && value.every((one) => typeof one === "string" || typeof one === "number");
}

function isNamedAuthor(value: unknown): value is "draft" | "person" | undefined {
  return value === undefined || value === "draft" || value === "person";
}

function isHash(value: unknown): value is string {
  return typeof value === "string" && HASH.test(value);
}
