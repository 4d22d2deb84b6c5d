const NAMED_ESCAPES: readonly (readonly [string, string])[] = [
  ["\n", "n"],
  ["\t", "t"],
  ["\r", "r"],
  ["\u0007", "a"],
  ["\b", "b"],
  ["\f", "f"],
  ["\v", "v"],
  ["\\", "\\"],
  ['"', '"'],
];
const ESCAPES = new Map<string, string>(NAMED_ESCAPES);
const UNESCAPES = new Map(NAMED_ESCAPES.map(([char, name]) => [name, char]));

/** Escapes a text for quotes. Control characters without a named escape stay raw, as in gettext, except NUL. */
export function escapePo(text: string): string {
  return text.replace(/[\\"\p{Cc}]/gu, (char) => {
    const name = ESCAPES.get(char);
    return name === undefined ? (char === "\0" ? "\\000" : char) : `\\${name}`;
  });
}

/** Decodes an escaped text. Octal and hexadecimal escapes are bytes of UTF-8. */
export function unescapePo(escaped: string): string {
  if (!escaped.includes("\\")) return escaped;
  if (!/\\[0-7x]/.test(escaped)) return escaped.replace(/\\(.)/gsu, unescapeChar);
  const text = escaped.replace(/\\(?:([0-7]{1,3})|x([0-9a-fA-F]+)|(.))/gsu, unescapeAny);
  return text.replace(/(?<![\ud800-\udbff])[\udc80-\udcff]+/g, decodeBytes);
}

function unescapeChar(_: string, char: string): string {
  return UNESCAPES.get(char) ?? char;
}

function unescapeAny(all: string, octal?: string, hex?: string, char?: string): string {
  if (octal !== undefined) return byte(Number.parseInt(octal, 8) & 0xff);
  if (hex !== undefined) return byte(Number.parseInt(hex.slice(-2), 16));
  return unescapeChar(all, char ?? "");
}

function byte(value: number): string {
  return String.fromCharCode(value > 0x7f ? BYTE + value : value);
}

/** Non-ASCII bytes are kept as lone surrogates until their neighbours are known. */
const BYTE = 0xdc00;

function decodeBytes(bytes: string): string {
  const codes = Array.from({ length: bytes.length }, (_, index) => bytes.charCodeAt(index) - BYTE);
  try {
    return decodeURIComponent(codes.map((code) => `%${code.toString(16)}`).join(""));
  } catch {
    return codes.map((code) => String.fromCharCode(code)).join("");
  }
}
