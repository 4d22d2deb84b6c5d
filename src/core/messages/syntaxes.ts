/**
 * The syntaxes whose matches must survive translation unchanged. Every pattern is global, free of
 * nested quantifiers and bounded where it could backtrack, so that one scan is linear in the text.
 */

/** What a protected item is; `order` items must keep their sequence among their own kind. */
export type ProtectedKind =
  | "reserved"
  | "invisible"
  | "newline"
  | "url"
  | "email"
  | "printf"
  | "argument"
  | "variable"
  | "reference"
  | "markup"
  | "entity"
  | "escape"
  | "flag"
  | "path"
  | "code"
  | "literal"
  | "symbol";

/** A syntax: how to find its items and how they behave. In a tie the earlier syntax wins. */
export interface Syntax {
  readonly kind: ProtectedKind;
  readonly pattern: RegExp;
}

/** Code point of the first protected item in masked text (Unicode private use area). */
export const FIRST_RESERVED = 0xe000;

/** The most protected items in a segment: the bundled tokenizer has that many tokens for them. */
export const MAX_PROTECTED_ITEMS = 64;

/** All syntaxes, in order of precedence where two matches start at the same place. */
export const SYNTAXES: readonly Syntax[] = [
  // Icons of private fonts, and our own private-use characters should a text contain one.
  { kind: "reserved", pattern: /[\ue000-\uf8ff]/g },
  // Invisible, and unknown to models: terminal colours, controls, zero-width characters, lone surrogates.
  {
    kind: "invisible",
    pattern:
      /(?![\t\n\r])\p{Cc}(?:\[\d[\d;]{0,20}[A-Za-z])?|\p{Cs}|[\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffd]/gu,
  },
  { kind: "newline", pattern: /(?<![ \t])[ \t]*(?:\r\n?|\n|\t)[\s]*/g },
  // Addresses with the placeholders in them: https://example.org/{id}?q={{query}}.
  {
    kind: "url",
    pattern:
      /\b(?:https?|ftp|file|irc|ssh|git|vscode):\/\/(?:[^\s<>"'`«»“”„‘’‹›)\]{}\\]|\{\{?[^\s{}]{0,200}\}\}?){0,2000}(?:[^\s<>"'`«»“”„‘’‹›)\]{}\\.,;:!?]|\{\{?[^\s{}]{0,200}\}\}?)/g,
  },
  {
    kind: "url",
    pattern:
      /\bwww\.[a-z0-9-]{1,63}\.[a-z](?:[^\s<>"'`«»“”„‘’‹›)\]{}\\]|\{\{?[^\s{}]{0,200}\}\}?){0,2000}(?:[^\s<>"'`«»“”„‘’‹›)\]{}\\.,;:!?]|\{\{?[^\s{}]{0,200}\}\}?)/gi,
  },
  { kind: "email", pattern: /\b[\w.+-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,8}\b/gi },
  // i18next nesting, vue-i18n linked messages.
  { kind: "reference", pattern: /\$t\([^()\n]{0,200}\)/g },
  { kind: "reference", pattern: /@(?:\.[a-z]{1,20})?:(?:\([\w.-]{1,100}\)|[\w-]{1,100}(?:\.[\w-]{1,100}){0,20})/gi },
  // {{count}}, ${x}, #{x}, %{x}, {name}, {0:N2}, {d, date, short}; $(ARG1) and $[name].
  { kind: "argument", pattern: /\{\{[^{}\n]{0,200}\}\}/g },
  { kind: "argument", pattern: /[$#%]\{[^{}\n]{0,200}\}/g },
  { kind: "argument", pattern: /\{[^{}\n]{0,200}\}/g },
  // Fluent's functions may be on several lines.
  { kind: "argument", pattern: /\{\s{0,20}[A-Z][A-Z0-9_-]{0,60}\([^{}]{0,400}\)\s{0,20}\}/g },
  { kind: "variable", pattern: /\$\([\w.-]{1,60}\)|\$\[[\w.-]{1,60}\]/g },
  // Laravel's :name, :Name and :NAME; not 10:30, note:text or std::string.
  { kind: "argument", pattern: /(?<![\w:]):[A-Za-z_]\w{0,60}/g },
  // printf of C, Python, Objective-C, PHP and Ruby. A blank is not a flag: "100 % of" is prose.
  {
    kind: "printf",
    pattern:
      /%(?:\(\w{1,60}\)|<\w{1,60}>|\d{1,2}\$)?[-+#0']{0,4}(?:\d{1,4}|\*)?(?:\.(?:\d{1,4}|\*))?(?:hh|h|ll|l|L|q|j|z|t|I64)?[diouxXeEfFgGcsSpn@](?![A-Za-z])/g,
  },
  { kind: "printf", pattern: /%%/g },
  // Variables of Apple's plural rules: %#@files@, %2$#@files@; in string catalogs %arg is the number.
  { kind: "printf", pattern: /%(?:\d{1,2}\$)?#@[^@%\n]{1,60}@/g },
  { kind: "printf", pattern: /%arg\b/g },
  // %(name)s and %1$s followed by a letter: unambiguous even inside a word.
  {
    kind: "printf",
    pattern: /%(?:\(\w{1,60}\)|<\w{1,60}>|\d{1,2}\$)[-+#0']{0,4}\d{0,4}(?:\.\d{1,4})?[diouxXeEfFgGcsS@]/g,
  },
  // %s or %d glued to letters ("%ss", "%dpx").
  { kind: "printf", pattern: /%(?:\.\d{1,4})?l{0,2}[sdiu@](?=[a-z])/g },
  // Qt %1, %L1; named %NAME% and %NAME (LibreOffice, Windows).
  { kind: "argument", pattern: /%L?[1-9]\d?(?![\d$%])/g },
  { kind: "variable", pattern: /%[A-Z][A-Z0-9_]{1,60}%?/g },
  { kind: "variable", pattern: /\$[A-Za-z_]\w{0,60}/g },
  // Control tokens of language models.
  { kind: "variable", pattern: /<\|[\w-]{1,40}\|>/g },
  { kind: "markup", pattern: /<!--[^<>]{0,500}-->|<!\[CDATA\[|\]\]>/g },
  { kind: "markup", pattern: /<\/?[A-Za-z][\w:.-]{0,60}(?:\s[^<>]{0,1000})?\/?>|<\/?\d{1,3}\/?>/g },
  { kind: "entity", pattern: /&(?:[A-Za-z][A-Za-z0-9]{1,31}|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});/g },
  { kind: "escape", pattern: /\\(?:[abfnrtv0"'\\]|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2})/g },
  { kind: "flag", pattern: /(?<![\w-])--[A-Za-z][\p{L}\p{M}\w-]{1,60}(?:=[A-Za-z0-9_]{1,60})?/gu },
  { kind: "flag", pattern: /(?<![^\s("'`[,|“„‘‚«»‹›])-[A-Za-z](?![\p{L}\p{M}\w-])/gu },
  { kind: "path", pattern: /(?<![\w/.<])(?:~|\.{1,2})?\/[\w.+-]{1,100}(?:\/[\w.+-]{1,100}){1,30}\/?/g },
  // C:\Program Files (x86)\App, \\server\share.
  {
    kind: "path",
    pattern: /\b[A-Za-z]:\\(?:[\w.+()-]{1,60}(?: [\w.+()-]{1,60}){0,4}\\){0,30}[\w\\.+-]{0,100}/g,
  },
  { kind: "path", pattern: /(?<![\w\\])\\\\[\w.-]{1,100}(?:\\[\w.$+-]{1,100}){1,30}/g },
  // `npm run build`, but not the GNU quotes of `this' and `that'.
  { kind: "code", pattern: /`[^`'\n]{1,120}`/g },
  // 2024-01-31T12:00Z, v1.2.3, 192.168.0.1, 0x1F; but not 31.12.2024, which languages write differently.
  {
    kind: "literal",
    pattern:
      /\b\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?Z?)?\b|\b(?!\d\d?\.\d\d?\.\d{4}\b)v?\d{1,9}(?:\.\d{1,9}){2,4}\b|\b0x[\dA-Fa-f]{1,16}\b/g,
  },
  // Emoji with their modifiers and joiners, flags, keycaps; also © and ™.
  {
    kind: "symbol",
    pattern:
      /(?:\p{Regional_Indicator}{2}|[\d#*]\ufe0f?\u20e3|\p{Extended_Pictographic})(?:\ufe0f|\p{Emoji_Modifier}|[\u{e0020}-\u{e007f}]|\u200d\p{Extended_Pictographic}){0,30}/gu,
  },
];
