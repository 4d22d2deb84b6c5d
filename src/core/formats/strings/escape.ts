import { type Encoding, hasCharacter } from "#core/text/encoding.js";

const NAMED_ESCAPES: readonly (readonly [string, string])[] = [
  ["\u0007", "a"],
  ["\b", "b"],
  ["\f", "f"],
  ["\n", "n"],
  ["\r", "r"],
  ["\t", "t"],
  ["\v", "v"],
];
const UNESCAPES = new Map(NAMED_ESCAPES.map(([char, name]) => [name, char]));
const ESCAPES = new Map(NAMED_ESCAPES);

/** Octal escapes are bytes of NeXTSTEP's encoding; its characters from 0x80 to 0xfd. */
const NEXTSTEP =
  "\u00a0ÀÁÂÃÄÅÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖÙÚÛÜÝÞµ×÷©¡¢£⁄¥ƒ§¤’“«‹›ﬁﬂ®–†‡·¦¶•‚„”»…‰¬¿¹ˋ´ˆ˜¯˘˙¨²˚¸³˝˛ˇ—±¼½¾àáâãäåçèéêëìÆíªîïðñŁØŒºòóôõöæùúûıüýłøœßþÿ";

/**
 * Decodes an escaped text; a backslash before any other character is dropped.
 *
 * @param fail called with the offset of a `\U` without a hexadecimal digit
 */
export function unescapeStrings(escaped: string, fail: (offset: number) => never): string {
  if (!escaped.includes("\\")) return escaped;
  return escaped.replace(
    /\\(?:[Uu]([0-9a-fA-F]{1,4})|([0-7]{1,3})|(.))/gs,
    (_, hex: string | undefined, octal: string | undefined, char: string, offset: number) => {
      if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
      if (octal !== undefined) return nextStep(Number.parseInt(octal, 8) & 0xff);
      if (char === "U" || char === "u") fail(offset);
      return UNESCAPES.get(char) ?? char;
    },
  );
}

function nextStep(code: number): string {
  return code < 0x80 ? String.fromCharCode(code) : (NEXTSTEP[code - 0x80] ?? "\ufffd");
}

/** Controls, lone surrogates, byte order marks, and line separators, which some tools treat as line ends. */
const UNSAFE = /[\p{Cc}\p{Cs}\ufeff\u2028\u2029]/u;

/**
 * A text in quotes.
 *
 * @param quote `"`, or `'` if the file uses it
 * @param encoding of the file; characters that it lacks are escaped
 */
export function quoteStrings(text: string, quote: string, encoding: Encoding = "utf-8"): string {
  const escaped = text.replace(/[\\"']|[^ -~]/gu, (char) => {
    if (char === "\\" || char === quote) return `\\${char}`;
    const name = ESCAPES.get(char);
    if (name !== undefined) return `\\${name}`;
    return !UNSAFE.test(char) && hasCharacter(encoding, char) ? char : hex(char);
  });
  return quote + escaped + quote;
}

function hex(char: string): string {
  const units = Array.from({ length: char.length }, (_, index) => char.charCodeAt(index));
  return units.map((unit) => `\\U${unit.toString(16).padStart(4, "0")}`).join("");
}
