import { sha1 } from "@noble/hashes/legacy.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { type Edit, type Format, type KeyPath, keyId, type WriteOptions } from "../format.js";

/**
 * The same format, with go-i18n's hashes brought up to date: `goi18n merge` notes in each translation the hash of its source
 * message, and drops those with another one as out of date, new text included.
 */
export function updatingHashes(format: Format): Format {
  return {
    ...format,
    write: (text, edits, options) =>
      format.write(text, [...edits, ...hashEdits(format, text, edits, options)], options),
  };
}

const HASH = /^sha1-[\da-f]{40}$/;
const MAY_HAVE_HASHES = /\bsha1-[\da-f]{40}\b/;
const PLURAL_FORM = /^(?:zero|one|two|few|many|other)$/;

/** The hashes of the messages that edits change, where those have one. */
function hashEdits(format: Format, text: string, edits: readonly Edit[], options: WriteOptions = {}): Edit[] {
  const { sourceText } = options;
  if (sourceText === undefined || !MAY_HAVE_HASHES.test(text)) return [];
  const edited = new Map<string, KeyPath>();
  for (const { key } of edits) {
    const message = PLURAL_FORM.test(String(key.at(-1))) ? key.slice(0, -1) : key;
    edited.set(keyId(message), message);
  }
  const known = format.read(text, options).units.filter(({ key, value }) => key.at(-1) === "hash" && HASH.test(value));
  const hashes = new Map(known.map(({ key, value }) => [keyId(key), value]));
  if (hashes.size === 0) return [];
  const source = new Map(format.read(sourceText, options).units.map(({ key, value }) => [keyId(key), value]));
  return [...edited.values()].flatMap((message) => {
    const key = [...message, "hash"];
    const other = source.get(keyId([...message, "other"])) ?? source.get(keyId(message));
    const old = hashes.get(keyId(key));
    if (old === undefined || other === undefined) return [];
    const value = hashOf(source.get(keyId([...message, "description"])) ?? "", other);
    return value === old ? [] : [{ key, value }];
  });
}

/** As `goi18n merge` does (go-i18n 2, `goi18n/merge_command.go`). */
function hashOf(description: string, other: string): string {
  return `sha1-${bytesToHex(sha1(utf8ToBytes(description + other)))}`;
}
