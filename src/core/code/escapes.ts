import type { EscapeStyle } from "./literal.js";

const hex = (code: number, width: number): string => code.toString(16).toUpperCase().padStart(width, "0");
const byUnicode = (code: number): string => `u${hex(code, 4)}`;
const byHex = (code: number): string => (code < 0x80 ? `x${hex(code, 2)}` : byUnicode(code));
const byBraces = (code: number): string => `u{${hex(code, 1)}}`;

const QUOTED = { "\\": "\\", '"': '"', "'": "'" };
const USUAL = { ...QUOTED, n: "\n", r: "\r", t: "\t" };
const OF_C = { ...USUAL, b: "\b", f: "\f", v: "\v" };

const OCTAL = { pattern: /([0-7]{1,3})/y, base: 8 } as const;
const HEX = { pattern: /x([0-9a-fA-F]{2})/y, base: 16 } as const;
const LOW_HEX = { pattern: /x([0-7][0-9a-fA-F])/y, base: 16 } as const;
const UNICODE = { pattern: /u([0-9a-fA-F]{4})/y, base: 16 } as const;
const LONG = { pattern: /U((?:000[0-9a-fA-F]|0010)[0-9a-fA-F]{4})/y, base: 16 } as const;
const BRACES = { pattern: /u\{([0-9a-fA-F]{1,5}|10[0-9a-fA-F]{4})\}/y, base: 16 } as const;

/** The escapes of the languages that are read; from their references. */
export const ESCAPES = {
  js: {
    mark: "\\",
    named: OF_C,
    numbers: [HEX, UNICODE, BRACES, OCTAL],
    isLenient: true,
    joinsLines: true,
    spell: byHex,
  },
  json: {
    mark: "\\",
    named: { "\\": "\\", '"': '"', "/": "/", n: "\n", r: "\r", t: "\t", b: "\b", f: "\f" },
    numbers: [UNICODE],
    spell: byUnicode,
  },
  python: {
    mark: "\\",
    named: { ...OF_C, a: "\x07" },
    numbers: [HEX, UNICODE, LONG, OCTAL],
    unknown: /N\{[^{}\n]{1,100}\}/y,
    joinsLines: true,
    spell: byHex,
  },
  java: {
    mark: "\\",
    named: { ...USUAL, b: "\b", f: "\f", s: " " },
    numbers: [
      { pattern: /u+([0-9a-fA-F]{4})/y, base: 16 },
      { pattern: /([0-3][0-7]{0,2}|[4-7][0-7]?)/y, base: 8 },
    ],
    joinsLines: true,
    spell: byUnicode,
  },
  kotlin: { mark: "\\", named: { ...USUAL, b: "\b", $: "$" }, numbers: [UNICODE], spell: byUnicode },
  csharp: {
    mark: "\\",
    named: { ...OF_C, a: "\x07", e: "\x1b", 0: "\0" },
    numbers: [{ pattern: /x([0-9a-fA-F]{1,4})/y, base: 16 }, UNICODE, LONG],
    spell: byUnicode,
  },
  // Octal numbers and \x of 80 and more are bytes of UTF-8, not characters.
  go: {
    mark: "\\",
    named: { ...OF_C, a: "\x07" },
    numbers: [LOW_HEX, UNICODE, LONG, { pattern: /([01][0-7]{2})/y, base: 8 }],
    unknown: /x[0-9a-fA-F]{2}|[2-7][0-7]{2}/y,
    spell: byHex,
  },
  phpSingle: { mark: "\\", named: { "\\": "\\", "'": "'" }, numbers: [], spell: byHex },
  php: {
    mark: "\\",
    named: { "\\": "\\", '"': '"', n: "\n", r: "\r", t: "\t", v: "\v", e: "\x1b", f: "\f", $: "$" },
    numbers: [
      { pattern: /x([0-7][0-9a-fA-F]|[0-9a-fA-F](?![0-9a-fA-F]))/y, base: 16 },
      BRACES,
      { pattern: /([01][0-7]{2}|[0-7]{1,2}(?![0-7]))/y, base: 8 },
    ],
    unknown: /x[0-9a-fA-F]{2}|[2-7][0-7]{2}/y,
    spell: (code) => (code < 0x80 ? `x${hex(code, 2)}` : byBraces(code)),
  },
  rust: {
    mark: "\\",
    named: { ...USUAL, 0: "\0" },
    numbers: [LOW_HEX, BRACES],
    joinsLines: true,
    spell: byBraces,
  },
} satisfies Record<string, EscapeStyle>;

/** Swift's escapes, between quotes with some `#`. */
export function swiftEscapes(hashes: string): EscapeStyle {
  const named = { ...USUAL, 0: "\0" };
  return { mark: `\\${hashes}`, named, numbers: [BRACES], joinsLines: true, spell: byBraces };
}
