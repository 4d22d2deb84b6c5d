import type { Notation } from "../tree/render.js";

/**
 * How a file spells what JSON leaves to choice: PHP escapes slashes, Python and Java everything
 * beyond ASCII, Go the characters of HTML. A character that a file only ever escapes is escaped in
 * new values too.
 */
type Quote = (text: string) => string;

/** JSON with strings spelled as a file does. */
export function jsonNotation(text: string): Notation {
  const quote = quoteLike(text);
  return {
    value: quote,
    key: (name) => quote(String(name)),
    object: ["{", "}"],
    array: ["[", "]"],
    gap: "null",
    comment: /\/[/*]/y,
  };
}

/** Escaped spellings that tools produce, with what stands in files that do not escape. */
const PAIRS: readonly {
  readonly escaped: RegExp;
  readonly raw: RegExp;
  readonly find: RegExp;
  readonly replace: string;
}[] = [
  { escaped: /[^\\<]\\\//, raw: /[^\\]\//, find: /\//g, replace: "\\/" },
  { escaped: /<\\\//, raw: /<\/|[^\\<]\\\//, find: /<\//g, replace: "<\\/" },
  { escaped: /\\u003c/i, raw: /</, find: /</g, replace: "\\u003c" },
  { escaped: /\\u003e/i, raw: />/, find: />/g, replace: "\\u003e" },
  { escaped: /\\u0026/i, raw: /&/, find: /&/g, replace: "\\u0026" },
  { escaped: /\\u0027/i, raw: /'/, find: /'/g, replace: "\\u0027" },
];

/** An escaped character beyond ASCII; half of a pair alone can only be escaped and tells nothing. */
const BEYOND_ASCII = /\\u(?!00[0-7]|d[89a-f])[0-9a-f]{4}|\\ud[89ab][0-9a-f]{2}\\ud[c-f][0-9a-f]{2}/i;

/** The spelling of a file: a function from a value to its quoted text. */
function quoteLike(text: string): Quote {
  const body = text.startsWith("\ufeff") ? text.slice(1) : text;
  const hasEscapes = body.includes("\\");
  const escapeBeyond = asciiEscape(text);
  const pairs = hasEscapes ? PAIRS.filter(({ escaped, raw }) => escaped.test(body) && !raw.test(body)) : [];
  const upper = hasEscapes && isUpper(body);
  return (value) => {
    let quoted = JSON.stringify(value);
    for (const { find, replace } of pairs) {
      quoted = quoted.replace(find, () =>
        upper && replace.startsWith("\\u") ? hexEscape(Number.parseInt(replace.slice(2), 16), upper) : replace,
      );
    }
    return escapeBeyond?.(quoted) ?? quoted;
  };
}

/** Escapes everything beyond ASCII; undefined for a file that has such characters unescaped, or none at all. */
export function asciiEscape(text: string): ((value: string) => string) | undefined {
  const body = text.startsWith("\ufeff") ? text.slice(1) : text;
  if (!body.includes("\\") || !BEYOND_ASCII.test(body) || /[\u0080-\uffff]/.test(body)) return undefined;
  const upper = isUpper(body);
  return (value) => value.replace(/[\u0080-\uffff]/g, (char) => hexEscape(char.charCodeAt(0), upper));
}

function isUpper(body: string): boolean {
  return /\\u[0-9]{0,3}[A-F]/.test(body) && !/\\u[0-9A-F]{0,3}[a-f]/.test(body);
}

function hexEscape(code: number, upper: boolean): string {
  const digits = code.toString(16).padStart(4, "0");
  return `\\u${upper ? digits.toUpperCase() : digits}`;
}
