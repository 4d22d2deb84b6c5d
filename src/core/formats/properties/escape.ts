import { type Encoding, hasCharacter } from "#core/text/encoding.js";
import type { Property } from "./entry.js";

const NAMED_ESCAPES: readonly (readonly [string, string])[] = [
  ["\n", "n"],
  ["\t", "t"],
  ["\r", "r"],
  ["\f", "f"],
];
const ESCAPES = new Map(NAMED_ESCAPES);
const UNESCAPES = new Map(NAMED_ESCAPES.map(([char, name]) => [name, char]));

const HEX = /^[0-9a-fA-F]{4}$/;

/**
 * Decodes an escaped text; a backslash before any other character is dropped.
 *
 * @param fail called with the offset of a `\u` without four hexadecimal digits
 */
export function unescapeProperty(escaped: string, fail: (offset: number) => never): string {
  const parts: string[] = [];
  let done = 0;
  for (let at = escaped.indexOf("\\"); at >= 0; at = escaped.indexOf("\\", done)) {
    const char = escaped.charAt(at + 1);
    parts.push(escaped.slice(done, at));
    done = at + 2;
    if (char === "u") {
      const digits = escaped.slice(done, done + 4);
      if (!HEX.test(digits)) fail(at);
      parts.push(String.fromCharCode(Number.parseInt(digits, 16)));
      done += 4;
    } else parts.push(UNESCAPES.get(char) ?? char);
  }
  return done === 0 ? escaped : parts.join("") + escaped.slice(done);
}

/** The optional escapes of a file. */
export interface PropertySpelling {
  /** Whether a non-ASCII character is written unescaped. */
  isRaw(char: string): boolean;
  /** Whether the digits after `\u` are in upper case. */
  readonly upper: boolean;
  /** Punctuation that the file escapes in values, too, as `Properties.store` does. */
  readonly escaped: ReadonlySet<string>;
}

/** Characters that must be escaped, or should be: controls, lone surrogates, byte order marks. */
const UNSAFE = /[\p{Cc}\p{Cs}\ufeff]/u;

/**
 * The escapes of a file: non-ASCII characters are escaped if the file has them only as escapes, or its encoding lacks
 * them.
 *
 * @param source entries of the source file, for a file that shows nothing
 */
export function spellingOf(
  properties: readonly Property[],
  source: readonly Property[],
  encoding: Encoding = "utf-8",
): PropertySpelling {
  const values = properties.map(({ raw }) => raw);
  const ascii = isAscii(values) ?? isAscii(source.map(({ raw }) => raw)) ?? false;
  const isRaw = (char: string): boolean => !ascii && hasCharacter(encoding, char);
  const digits = values.flatMap((raw) => raw.match(/\\u[0-9a-fA-F]{4}/g) ?? []);
  const upper = digits.some((one) => /[A-F]/.test(one)) && !digits.some((one) => /[a-f]/.test(one));
  const escaped = [...":=#!"].filter((char) => {
    const bare = new RegExp(`(?<!\\\\)${char}`);
    return values.some((raw) => raw.includes(`\\${char}`)) && !values.some((raw) => bare.test(raw));
  });
  return { isRaw, upper, escaped: new Set(escaped) };
}

/** Whether texts have non-ASCII characters only as escapes; undefined if they have none. */
function isAscii(texts: readonly string[]): boolean | undefined {
  if (texts.some((one) => /[\u0080-\uffff]/.test(one))) return false;
  return texts.some((one) => /\\u(?!00[0-7])/.test(one)) ? true : undefined;
}

/**
 * A value as written on one line.
 *
 * @param separator before it: only after `=` or `:` it may begin with one of these
 */
export function escapeValue(value: string, spelling: PropertySpelling, separator: string): string {
  const first = /[=:]/.test(separator) ? /^ / : /^[ =:]/;
  return escapeWith(value, spelling, spelling.escaped).replace(first, "\\$&");
}

const IN_KEYS: ReadonlySet<string> = new Set(" =:#!");

/** A key as written. */
export function escapeKey(key: string, spelling: PropertySpelling): string {
  return escapeWith(key, spelling, IN_KEYS);
}

function escapeWith(text: string, { isRaw, upper }: PropertySpelling, escaped: ReadonlySet<string>): string {
  return text.replace(/[\\=:#! ]|[^\u0021-\u007e]/gu, (char) => {
    const name = ESCAPES.get(char);
    if (name !== undefined) return `\\${name}`;
    if (char === "\\" || escaped.has(char)) return `\\${char}`;
    const stays = char <= "~" ? !UNSAFE.test(char) : !UNSAFE.test(char) && isRaw(char);
    return stays
      ? char
      : Array.from({ length: char.length }, (_, index) => hex(char.charCodeAt(index), upper)).join("");
  });
}

function hex(code: number, upper: boolean): string {
  const digits = code.toString(16).padStart(4, "0");
  return `\\u${upper ? digits.toUpperCase() : digits}`;
}
