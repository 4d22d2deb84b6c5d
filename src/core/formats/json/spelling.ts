import { asciiEscape, hexEscape, isUpper } from "#core/text/ascii-escape.js";
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

/** Escaped spellings that tools produce, with what is in files that do not escape. */
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
