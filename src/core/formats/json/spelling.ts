import { asciiEscape, hexEscape, isUpper } from "#core/text/ascii-escape.js";
import type { Notation } from "../tree/render.js";

/**
 * The optional escapes of a file: PHP escapes slashes, Python and Java all non-ASCII characters, Go those of HTML. A
 * character that a file always escapes is escaped in new values, too.
 */
type Quote = (text: string) => string;

/** JSON with the escapes of a file. */
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

/** Escapes that tools produce, and what files without them contain instead. */
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

/** The escapes of a file, as a function from a value to its quoted text. */
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
