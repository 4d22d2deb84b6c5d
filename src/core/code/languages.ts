import { ESCAPES, swiftEscapes } from "./escapes.js";
import type { EscapeStyle, Interpolation, LiteralKind } from "./literal.js";

/** The beginning of a literal, and its kind. */
interface LiteralStart {
  /** Sticky. */
  readonly open: RegExp;
  /** Undefined for a character literal, which is not a text: then the beginning matches all of it. */
  kindOf(match: RegExpExecArray): LiteralKind | undefined;
}

/** What the scanner must know of a language. */
export interface CodeLanguage {
  /** Sticky; a comment as a whole. */
  readonly comment?: RegExp;
  readonly literals: readonly LiteralStart[];
  /** JavaScript's slashes may begin regular expressions. */
  readonly hasRegExps?: true;
  readonly hasJsx?: true;
  /** The file is markup, with code inside it. */
  readonly markup?: "html" | "vue" | "svelte" | "php";
}

const SLASHES = /\/\/[^\r\n]*|\/\*[\s\S]*?(?:\*\/|$)/y;
const BRACED: Interpolation = { open: /\{(?!\{)/y, close: "}" };
const DOLLAR: Interpolation = { open: /\$\{/y, close: "}" };
const NAME = "[\\p{L}_][\\p{L}\\p{N}_]*";

const kind = (close: string, escapes: EscapeStyle | undefined, more: Partial<LiteralKind> = {}): LiteralKind => ({
  close,
  isMultiline: false,
  ...(escapes ? { escapes } : {}),
  interpolations: [],
  doubled: "",
  ...more,
});

const start = (open: RegExp, kindOf: (match: RegExpExecArray) => LiteralKind | undefined): LiteralStart => ({
  open,
  kindOf,
});

const TEMPLATE: Partial<LiteralKind> = { isMultiline: true, interpolations: [DOLLAR], dangerous: /\$(?=\{)/y };
const JS: CodeLanguage = {
  comment: SLASHES,
  hasRegExps: true,
  literals: [start(/["']/y, ([quote]) => kind(quote, ESCAPES.js)), start(/`/y, () => kind("`", ESCAPES.js, TEMPLATE))],
};

const PYTHON: CodeLanguage = {
  comment: /#[^\r\n]*/y,
  literals: [
    start(/(?<![\p{L}\p{N}_])([a-zA-Z]{0,2})("""|'''|"|')/uy, ([, prefix = "", quote = ""]) => {
      const isFormatted = /[ft]/i.test(prefix);
      return kind(quote, /r/i.test(prefix) ? undefined : ESCAPES.python, {
        ...(/b/i.test(prefix) ? { isBytes: true } : {}),
        isMultiline: quote.length > 1,
        ...(isFormatted ? { interpolations: [BRACED], doubled: "{}" } : {}),
      });
    }),
  ],
};

const CHARACTER = start(/'(?:\\[^\r\n][^'\r\n]{0,10}|[^'\\\r\n]{1,2})'/y, () => undefined);

const JAVA: CodeLanguage = {
  comment: SLASHES,
  literals: [
    start(/"""[ \t]*(?:\r\n?|\n)/y, () => kind('"""', ESCAPES.java, { isMultiline: true })),
    start(/"/y, () => kind('"', ESCAPES.java)),
    CHARACTER,
  ],
};

const KOTLIN_CODE = {
  interpolations: [DOLLAR, { open: new RegExp(`\\$(?:${NAME}|\`[^\`\\n]+\`)`, "uy") }],
  dangerous: /\$(?=[{\p{L}_`])/uy,
};
const KOTLIN: CodeLanguage = {
  comment: SLASHES,
  literals: [
    start(/"""/y, () => kind('"""', undefined, { isMultiline: true, ...KOTLIN_CODE })),
    start(/"/y, () => kind('"', ESCAPES.kotlin, KOTLIN_CODE)),
    CHARACTER,
  ],
};

const CSHARP: CodeLanguage = {
  comment: SLASHES,
  literals: [
    start(/(\$*)("{3,})/y, ([, dollars = "", quotes = ""]) =>
      kind(quotes, undefined, {
        isMultiline: true,
        interpolations: dollars === "" ? [] : [{ open: new RegExp(`\\{{${dollars.length}}`, "y"), close: "}" }],
      }),
    ),
    start(/(\$@|@\$|\$|@|)"/y, ([, prefix = ""]) => {
      const isVerbatim = prefix.includes("@");
      const formatted = prefix.includes("$");
      return kind('"', isVerbatim ? undefined : ESCAPES.csharp, {
        isMultiline: isVerbatim,
        interpolations: formatted ? [BRACED] : [],
        doubled: (isVerbatim ? '"' : "") + (formatted ? "{}" : ""),
      });
    }),
    CHARACTER,
  ],
};

const GO: CodeLanguage = {
  comment: SLASHES,
  literals: [
    start(/"/y, () => kind('"', ESCAPES.go)),
    start(/`/y, () => kind("`", undefined, { isMultiline: true })),
    CHARACTER,
  ],
};

const PHP_CODE = {
  interpolations: [
    { open: /\$\{|\{(?=\$)/y, close: "}" as const },
    { open: /\$[A-Za-z_\x80-\uffff][\w\x80-\uffff]*(?:->[A-Za-z_]\w*|\[[^[\]\r\n"]{1,80}\])?/y },
  ],
  dangerous: /\$(?=[{A-Za-z_\x80-\uffff])/y,
};
const PHP: CodeLanguage = {
  comment: /(?:\/\/|#(?!\[))(?:(?!\?>)[^\r\n])*|\/\*[\s\S]*?(?:\*\/|$)/y,
  markup: "php",
  literals: [
    start(/'/y, () => kind("'", ESCAPES.phpSingle, { isMultiline: true })),
    start(/"/y, () => kind('"', ESCAPES.php, { isMultiline: true, ...PHP_CODE })),
    start(/<<<[ \t]*(["']?)([A-Za-z_]\w*)\1\r?\n[\s\S]*?\n[ \t]*\2\b/y, () => undefined),
  ],
};

const RUST: CodeLanguage = {
  comment: SLASHES,
  literals: [
    start(/(?<!\w)(b|c)?r(#{0,10})"/y, ([, bytes, hashes = ""]) =>
      kind(`"${hashes}`, undefined, { isMultiline: true, ...(bytes ? { isBytes: true } : {}) }),
    ),
    start(/(?<!\w)[bc]"/y, () => kind('"', ESCAPES.rust, { isMultiline: true, isBytes: true })),
    start(/"/y, () => kind('"', ESCAPES.rust, { isMultiline: true })),
    start(/b?'(?:\\[^\r\n'][^'\r\n]{0,10}|\\'|[^'\\\r\n])'/uy, () => undefined),
  ],
};

const SWIFT: CodeLanguage = {
  comment: SLASHES,
  literals: [
    start(/(#{0,10})("""|")/y, ([, hashes = "", quotes = ""]) =>
      kind(quotes + hashes, swiftEscapes(hashes), {
        isMultiline: quotes.length > 1,
        interpolations: [{ open: new RegExp(`\\\\${hashes}\\(`, "y"), close: ")" }],
      }),
    ),
  ],
};

const JSON_TEXT: CodeLanguage = { comment: SLASHES, literals: [start(/"/y, () => kind('"', ESCAPES.json))] };

const HTML: CodeLanguage = { ...JS, markup: "html" };

/** By the editor's identifier of the language. Languages that are not listed are read as prose. */
export const CODE_LANGUAGES: Readonly<Record<string, CodeLanguage>> = {
  javascript: { ...JS, hasJsx: true },
  javascriptreact: { ...JS, hasJsx: true },
  typescript: JS,
  typescriptreact: { ...JS, hasJsx: true },
  python: PYTHON,
  java: JAVA,
  kotlin: KOTLIN,
  csharp: CSHARP,
  go: GO,
  php: PHP,
  rust: RUST,
  swift: SWIFT,
  json: JSON_TEXT,
  jsonc: JSON_TEXT,
  html: HTML,
  vue: { ...HTML, markup: "vue" },
  svelte: { ...HTML, markup: "svelte" },
};
