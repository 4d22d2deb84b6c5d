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
 * The text that an escaped one stands for; a backslash before any other character is dropped.
 *
 * @param fail is called with the offset of a `\u` that is not followed by four hexadecimal digits
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

/** How a file spells what the format leaves to choice. */
export interface PropertySpelling {
  /** Whether a character beyond ASCII is written as it is. */
  isRaw(char: string): boolean;
  /** Whether the digits of `\u` are upper case. */
  readonly upper: boolean;
  /** Punctuation that the file escapes in values too, as `Properties.store` does. */
  readonly escaped: ReadonlySet<string>;
}

/** Characters that only an escape can hold, or hold safely: controls, lone surrogates, byte order marks. */
const UNSAFE = /[\p{Cc}\p{Cs}\ufeff]/u;

/**
 * The spelling of a file: characters beyond ASCII are escaped where it has them only as escapes, or
 * where its encoding lacks them.
 *
 * @param source entries of the source file, which tell where the file itself does not
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

/** Whether texts have characters beyond ASCII only as escapes; undefined when they have none. */
function isAscii(texts: readonly string[]): boolean | undefined {
  if (texts.some((one) => /[\u0080-\uffff]/.test(one))) return false;
  return texts.some((one) => /\\u(?!00[0-7])/.test(one)) ? true : undefined;
}

/**
 * A value as it is written on one line.
 *
 * @param separator what comes before it: only after `=` or `:` it may begin with one itself
 */
export function escapeValue(value: string, spelling: PropertySpelling, separator: string): string {
  const first = /[=:]/.test(separator) ? /^ / : /^[ =:]/;
  return escapeWith(value, spelling, spelling.escaped).replace(first, "\\$&");
}

const IN_KEYS: ReadonlySet<string> = new Set(" =:#!");

/** A key as it is written. */
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
