/**
 * The syntaxes whose matches must survive translation unchanged. Every pattern is global, free of
 * nested quantifiers and bounded where it could backtrack, so that one scan is linear in the text.
 */

import { BREAK, DIGIT, FOREIGN, HIDDEN, INNER_STOP, type TextTraits } from "../text/traits.js";

/** What a protected item is. */
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
  /** What every match contains, a sequence or kinds of characters: texts without it need no search. */
  readonly needs?: string | TextTraits;
}

/** Code point of the first protected item in masked text (Unicode private use area). */
export const FIRST_RESERVED = 0xe000;

/** The most protected items in a segment: the bundled tokenizer has that many tokens for them. */
export const MAX_PROTECTED_ITEMS = 64;

/** Endings of files that people name in sentences; not those that are words or names (`.so`, `.me`, `.net`). */
const FILE_ENDING =
  "(?:jsonc?|json5|txt|mdx?|rst|ya?ml|toml|ini|cfg|conf|env|lock|log|xml|xsd|html?|css|scss|less|[cm]?jsx?|tsx?|vue|svelte|" +
  "py|ipynb|rb|php|java|class|kts?|swift|rs|cpp|hpp|csv|tsv|sql|sqlite|db|sh|bash|bat|cmd|ps1|exe|dll|msi|dmg|pkg|deb|rpm|" +
  "apk|ipa|jar|war|vsix|zip|tar|t?gz|bz2|xz|7z|rar|iso|img|pdf|docx?|xlsx?|pptx?|odt|ods|rtf|epub|png|jpe?g|gif|svg|webp|" +
  "bmp|tiff?|ico|psd|mp[34]|wav|ogg|flac|avi|mov|mkv|webm|ttf|otf|woff2?|po|pot|arb|resx|xlf|xliff|plist|gradle|properties|" +
  "bak|tmp|pem|crt|key|pfx)";

/** The target of a Markdown link, with a title; brackets in it are balanced. */
const LINK_TARGET = '\\((?:[^()\\s]|\\([^()\\s]{0,60}\\)){1,400}(?:\\s{1,3}"[^"\\n]{0,200}")?\\)';
/** The text of a link, without brackets. */
const LINK_TEXT = "[^[\\]\\n]{1,300}";
const LINK_REFERENCE = "\\[[\\w -]{1,60}\\]";

/** All syntaxes, in order of precedence where two matches start at the same place. */
export const SYNTAXES: readonly Syntax[] = [
  // Icons of private fonts, and our own private-use characters should a text contain one.
  { kind: "reserved", needs: HIDDEN, pattern: /[\ue000-\uf8ff]/g },
  // Invisible, and unknown to models: terminal colours, controls, zero-width characters, lone surrogates.
  {
    kind: "invisible",
    needs: HIDDEN,
    pattern:
      /(?![\t\n\r])\p{Cc}(?:\[\d[\d;]{0,20}[A-Za-z])?|\p{Cs}|[\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffd]/gu,
  },
  { kind: "newline", needs: BREAK, pattern: /(?<![ \t])[ \t]*(?:\r\n?|\n|\t)[\s]*/g },
  // Scripts without blanks go on right after an address: https://example.org）から.
  // Addresses with the placeholders in them: https://example.org/{id}?q={{query}}.
  {
    kind: "url",
    needs: "://",
    pattern:
      /\b[a-z][a-z\d+.-]{1,20}:\/\/(?:[^\s<>"'`«»“”„‘’‹›)\]{}\\\u3000-\u30ff\u3400-\u9fff\uac00-\ud7af\uff00-\uffef]|\{\{?[^\s{}]{0,200}\}\}?){0,2000}(?:[^\s<>"'`«»“”„‘’‹›)\]{}\\\u3000-\u30ff\u3400-\u9fff\uac00-\ud7af\uff00-\uffef.,;:!?]|\{\{?[^\s{}]{0,200}\}\}?)/g,
  },
  {
    kind: "url",
    needs: INNER_STOP,
    pattern:
      /\bwww\.[a-z0-9-]{1,63}\.[a-z](?:[^\s<>"'`«»“”„‘’‹›)\]{}\\\u3000-\u30ff\u3400-\u9fff\uac00-\ud7af\uff00-\uffef]|\{\{?[^\s{}]{0,200}\}\}?){0,2000}(?:[^\s<>"'`«»“”„‘’‹›)\]{}\\\u3000-\u30ff\u3400-\u9fff\uac00-\ud7af\uff00-\uffef.,;:!?]|\{\{?[^\s{}]{0,200}\}\}?)/gi,
  },
  { kind: "email", needs: "@", pattern: /\b[\w.+-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,8}\b/gi },
  // Addresses without a hostname: command:ext.run, mailto:a@b.org, data:image/png;base64,…
  {
    kind: "path",
    needs: ":",
    pattern:
      /(?<![\w:])(?:command|mailto|tel|sms|intent|vscode|about|market|geo|urn|ms-settings|x-apple\.[\w.]{1,60}|data(?=:[a-z]{1,20}\/)):[\w%+/?#][^\s<>"'`«»“”„‘’‹›)\]{}\\]{0,500}(?<![.,;:!?])/g,
  },
  // Markdown links and images: `[`, the text, and `](target)` or `][reference]`.
  {
    kind: "markup",
    needs: "](",
    pattern: new RegExp(`(?<![\\w\\])])!?\\[(?=${LINK_TEXT}\\]${LINK_TARGET})`, "g"),
  },
  { kind: "markup", needs: "](", pattern: new RegExp(`\\](?<=(?<![\\w\\])])\\[${LINK_TEXT}\\])${LINK_TARGET}`, "g") },
  {
    kind: "markup",
    needs: "][",
    pattern: new RegExp(`(?<![\\w\\])])!?\\[(?=${LINK_TEXT}\\]${LINK_REFERENCE})`, "g"),
  },
  {
    kind: "markup",
    needs: "][",
    pattern: new RegExp(`\\](?<=(?<![\\w\\])])\\[${LINK_TEXT}\\])${LINK_REFERENCE}`, "g"),
  },
  // The line between the head and the rows of a Markdown table.
  {
    kind: "literal",
    needs: "|",
    pattern:
      /(?<=\n[ \t]{0,20})\|?(?:[ \t]{0,9}:?-{2,99}:?[ \t]{0,9}\|){1,60}(?:[ \t]{0,9}:?-{2,99}:?)?(?=[ \t]*(?:[\r\n]|$))/g,
  },
  // The boxes of a Markdown task list.
  { kind: "markup", needs: "] ", pattern: /(?<=(?:^|\n)[ \t]{0,8}[-*+] )\[[ xX]\](?= )/g },
  // i18next nesting, vue-i18n linked messages.
  { kind: "reference", needs: "$t(", pattern: /\$t\([^()\n]{0,200}\)/g },
  {
    kind: "reference",
    needs: "@",
    pattern: /@(?:\.[a-z]{1,20})?:(?:\([\w.-]{1,100}\)|[\w-]{1,100}(?:\.[\w-]{1,100}){0,20})/gi,
  },
  // <%= name %> of ERB, EJS and lodash, <?= $name ?> of PHP.
  { kind: "argument", needs: "<%", pattern: /<%[^<>%\n]{0,200}%>/g },
  { kind: "argument", needs: "<?", pattern: /<\?(?:php|=)[^<>?\n]{0,200}\?>/g },
  // {{count}}, ${x}, #{x}, %{x}, {name}, {0:N2}, {d, date, short}; $(ARG1) and $[name]. In `#{0}`, the sign is a number sign.
  { kind: "argument", needs: "{{", pattern: /\{\{[^{}\n]{0,200}\}\}/g },
  { kind: "argument", needs: "{", pattern: /(?:[$%]|#(?!\{\d{1,2}\}))\{[^{}\n]{0,200}\}/g },
  { kind: "argument", needs: "{", pattern: /\{[^{}\n]{0,200}\}/g },
  // Java's choices, with placeholders in their branches.
  {
    kind: "argument",
    needs: "{",
    pattern: /\{\s{0,3}\d{1,3}\s{0,3},\s{0,3}choice\s{0,3},(?:[^{}\n]|\{[^{}\n]{0,100}\}){0,1000}\}/g,
  },
  // Fluent's functions may be on several lines.
  { kind: "argument", needs: "{", pattern: /\{\s{0,20}[A-Z][A-Z0-9_-]{0,60}\([^{}]{0,400}\)\s{0,20}\}/g },
  { kind: "variable", needs: "$", pattern: /\$\([\w.-]{1,60}(?:~[a-z]{1,20})?\)|\$\[[\w.-]{1,60}\]/g },
  // Laravel's :name, :Name and :NAME; not 10:30, note:text, std::string, or the Finnish and Swedish endings of {name}:n and {0}:e.
  { kind: "argument", needs: ":", pattern: /(?<![\w:})\]>]|\p{Script=Latin}):[A-Za-z_]\w{0,60}/gu },
  // Symfony's %name% and %user.name%; not the two items of "%sand%s", nor "%d%%".
  {
    kind: "variable",
    needs: "%",
    pattern: /(?<![\w%])%[A-Za-z](?:\w{1,60}|\w{0,60}(?:[.-][A-Za-z]\w{0,60}){1,5})%(?![A-Za-z\d%])/g,
  },
  // printf of C, Python, Objective-C, PHP and Ruby. A blank is not a flag: "100 % of" is prose.
  {
    kind: "printf",
    needs: "%",
    pattern:
      /%(?:\(\w{1,60}\)|<\w{1,60}>|\d{1,2}\$)?[-+#0']{0,4}(?:\d{1,4}|\*)?(?:\.(?:\d{1,4}|\*))?(?:hh|h|ll|l|L|q|j|z|t|I64)?[diouxXeEfFgGcsSpn@](?![A-Za-z])/g,
  },
  { kind: "printf", needs: "%%", pattern: /%%/g },
  // Variables of Apple's plural rules: %#@files@, %2$#@files@; in string catalogs %arg is the number.
  { kind: "printf", needs: "%", pattern: /%(?:\d{1,2}\$)?#@[^@%\n]{1,60}@/g },
  { kind: "printf", needs: "%arg", pattern: /%arg\b/g },
  // %(name)s and %1$s followed by a letter: unambiguous even inside a word.
  {
    kind: "printf",
    needs: "%",
    pattern: /%(?:\(\w{1,60}\)|<\w{1,60}>|\d{1,2}\$)[-+#0']{0,4}\d{0,4}(?:\.\d{1,4})?[diouxXeEfFgGcsS@]/g,
  },
  // %s or %d glued to letters ("%ss", "%dpx", "%sB").
  { kind: "printf", needs: "%", pattern: /%(?:\.\d{1,4})?l{0,2}[sdiu@](?=[A-Za-z])/g },
  // Qt %1, %L1; named %NAME% and %NAME (LibreOffice, Windows).
  { kind: "argument", needs: "%", pattern: /%L?[1-9]\d?(?![\d$%])/g },
  // Boost's %1%, and Qt's %1 before a percent sign.
  { kind: "argument", needs: "%", pattern: /%[1-9]\d?%(?![\w%])/g },
  { kind: "variable", needs: "%", pattern: /%[A-Z][A-Z0-9_]{1,60}%?/g },
  { kind: "variable", needs: "$", pattern: /\$[A-Za-z_]\w{0,60}/g },
  // Chrome's $USER$.
  { kind: "variable", needs: "$", pattern: /\$[A-Za-z_@][\w@]{0,60}\$(?![A-Za-z_])/g },
  // Control tokens of language models.
  { kind: "variable", needs: "<|", pattern: /<\|[\w-]{1,40}\|>/g },
  { kind: "markup", needs: "<!", pattern: /<!--[^<>]{0,500}-->|<!\[CDATA\[/g },
  { kind: "markup", needs: "]]>", pattern: /\]\]>/g },
  { kind: "markup", needs: "<", pattern: /<\/?[A-Za-z][\w:.-]{0,60}(?:\s[^<>]{0,1000})?\/?>|<\/?\d{1,3}\/?>/g },
  { kind: "entity", needs: "&", pattern: /&(?:[A-Za-z][A-Za-z0-9]{1,31}|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});/g },
  { kind: "escape", needs: "\\", pattern: /\\(?:[abfnrtv0"'\\]|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2})/g },
  { kind: "flag", needs: "--", pattern: /(?<![\w-])--[A-Za-z][\p{L}\p{M}\w-]{1,60}(?:=[A-Za-z0-9_]{1,60})?/gu },
  { kind: "flag", needs: "-", pattern: /(?<![^\s("'`[,|“„‘‚«»‹›])-[A-Za-z](?![\p{L}\p{M}\w-])/gu },
  {
    kind: "path",
    needs: "/",
    pattern: /(?<![\w/.<])(?:~|\.{1,2})?\/[\w.+-]{1,100}(?:\/[\w.+-]{1,100}){1,30}(?:\/|(?<!\.))/g,
  },
  // C:\Program Files (x86)\App, \\server\share.
  {
    kind: "path",
    needs: ":\\",
    pattern: /\b[A-Za-z]:\\(?:[\w.+()-]{1,60}(?: [\w.+()-]{1,60}){0,4}\\){0,30}[\w\\.+-]{0,100}/g,
  },
  { kind: "path", needs: "\\\\", pattern: /(?<![\w\\])\\\\[\w.-]{1,100}(?:\\[\w.$+-]{1,100}){1,30}/g },
  // settings.json, src/main.ts, .gitignore.
  {
    kind: "path",
    needs: INNER_STOP,
    pattern: new RegExp(
      `(?<![\\w./@\\\\-])(?:[\\w-]{1,60}\\/){0,10}(?:[\\w-]{1,60}\\.){1,4}${FILE_ENDING}(?![\\w/@(-]|\\.[\\p{L}\\d])`,
      "gu",
    ),
  },
  {
    kind: "path",
    needs: INNER_STOP,
    pattern:
      /(?<![\p{L}\d_./])\.(?:git(?:ignore|attributes|modules|hub)|vscode(?:ignore)?|env|npmrc|npmignore|editorconfig|htaccess|dockerignore|bashrc|zshrc|eslintrc|prettierrc)(?![\w/-])/gu,
  },
  // ERROR_FILE_NOT_FOUND, max_file_size, user.open.file, editor.fontSize, Object.keys(): identifiers.
  {
    kind: "literal",
    needs: "_",
    pattern:
      /(?<![\p{L}\w.$%:/&\\-])(?:[A-Z][A-Z\d]{0,40}(?:_[A-Z\d]{1,40}){1,12}|[a-z][a-z\d]{1,40}(?:_[a-z\d]{2,40}){1,12})(?![\p{Script=Latin}\w/(])/gu,
  },
  {
    kind: "literal",
    needs: INNER_STOP,
    pattern:
      /(?<![\w.$%:/@\\&-])(?:[A-Za-z]\w{1,40}(?:\.[A-Za-z]\w{1,40}){2,8}|[a-z]\w{1,40}\.[a-z]{1,40}(?:\d|_\w|[A-Z]\w)\w{0,40}|[a-z]{1,40}(?:\d|_\w|[A-Z])\w{0,40}\.[a-z]\w{1,40})(?:\(\))?(?![\w/@-]|\.\w)/g,
  },
  { kind: "literal", needs: "()", pattern: /(?<![\w.$%:/@\\-])[A-Za-z_]\w{1,60}(?:\.[A-Za-z_]\w{0,60}){0,6}\(\)/g },
  // Commands of package managers.
  {
    kind: "literal",
    pattern:
      /(?<![\w-])(?:npm|npx|yarn|pnpm|pip3?|cargo|composer|apt-get|brew) (?:install|uninstall|run|start|test|build|update|upgrade|add|remove|init|ci|publish)\b(?!')/g,
  },
  // `npm run build`, but not the GNU quotes of `this' and `that'.
  { kind: "code", needs: "`", pattern: /`[^`'\n]{1,120}`/g },
  // 2024-01-31T12:00Z, v1.2.3, 192.168.0.1, 0x1F; but not 31.12.2024 or 2024.12.31, which languages write differently.
  {
    kind: "literal",
    needs: DIGIT,
    pattern:
      /\b\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?Z?)?\b|\b(?!\d\d?\.\d\d?\.\d{4}\b|(?:19|20)\d\d\.(?:0[1-9]|1[0-2])\.[0-3]\d\b)v?\d{1,9}(?:\.\d{1,9}){2,4}(?:-(?:alpha|beta|rc|pre|preview|dev|next|canary|nightly|SNAPSHOT)(?:\.?\d{1,4})?)?\b|\b0x[\dA-Fa-f]{1,16}\b/g,
  },
  // Codes of errors, articles and standards: E1234, KB5021233, CVE-2021-44228.
  {
    kind: "literal",
    needs: DIGIT,
    pattern: /(?<![\w.%$#&\\-])(?:CVE-\d{4}-\d{4,7}|[A-Z]{1,4}-?\d{3,8})(?!\w|-\w{0,9}\d|\.\d)/g,
  },
  // Emoji with their modifiers and joiners, flags, keycaps; also © and ™.
  {
    kind: "symbol",
    needs: FOREIGN,
    pattern:
      /(?:\p{Regional_Indicator}{2}|[\d#*]\ufe0f?\u20e3|\p{Extended_Pictographic})(?:\ufe0f|\p{Emoji_Modifier}|[\u{e0020}-\u{e007f}]|\u200d\p{Extended_Pictographic}){0,30}/gu,
  },
];
