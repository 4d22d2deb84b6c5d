/**
 * Source files whose paths do not name their language as a word, and the places of their translations. Each row works
 * in both directions: the values of its parts in one path are put into the other.
 */

import type { TagTraits } from "../language/tag-traits.js";

/** Where the language is in a {@link Shape}. */
export const SLOT = "\0";

/** A path with {@link SLOT} for every place that names its language. */
export type Shape = string;

interface Row {
  /** Of the source file, with `{parts}`; `{/}` is one separator, `{dir}` any folders. */
  readonly base: string;
  /** Of its translations, with `{lang}`. */
  readonly slotted: string;
  /** Regular expressions for parts; by default a name without folders. */
  readonly parts?: Readonly<Record<string, string>>;
  /**
   * `fixed`: always, as the platform requires. `unnamed`: if the path names no language. `known`: only if translations
   * exist; new ones are like them.
   */
  readonly kind: "fixed" | "unnamed" | "known";
  /** How the platform spells languages. */
  readonly traits?: TagTraits;
}

const DATA = "json|jsonc|ya?ml|arb|csv|ftl|strings";

const ROWS: readonly Row[] = [
  // gettext: CakePHP, WordPress, Python and Phoenix, all others.
  {
    base: "{dir}resources{/}locales{/}{stem}.pot",
    slotted: "{dir}resources{/}locales{/}{lang}{/}{stem}.po",
    kind: "fixed",
  },
  { base: "{dir}languages{/}{stem}.pot", slotted: "{dir}languages{/}{stem}-{lang}.po", kind: "fixed" },
  {
    base: "{dir}{folder}{/}{stem}.pot",
    slotted: "{dir}{folder}{/}{lang}{/}LC_MESSAGES{/}{stem}.po",
    parts: { folder: "locales?|gettext" },
    kind: "fixed",
  },
  // R has texts of C in files of the usual names, and its own beside them.
  { base: "{dir}R-{stem}.pot", slotted: "{dir}R-{lang}.po", kind: "fixed" },
  { base: "{dir}{stem}.pot", slotted: "{dir}{lang}.po", parts: { stem: "(?!R-)[^\\\\/]+?" }, kind: "fixed" },
  ...[
    "{dir}{lang}{/}LC_MESSAGES{/}{stem}.po",
    // Flask-Babel.
    "{dir}translations{/}{lang}{/}LC_MESSAGES{/}{stem}.po",
    "{dir}locale{/}{lang}{/}LC_MESSAGES{/}{stem}.po",
    "{dir}locales{/}{lang}{/}LC_MESSAGES{/}{stem}.po",
    "{dir}{stem}-{lang}.po",
    "{dir}{stem}_{lang}.po",
    "{dir}{stem}.{lang}.po",
    "{dir}{lang}{/}{stem}.po",
    "{dir}{stem}{/}{lang}.po",
  ].map((slotted): Row => ({ base: "{dir}{stem}.pot", slotted, kind: "known" })),
  ...["{dir}{lang}{/}LC_MESSAGES{/}{stem}.po", "{dir}{lang}{/}{stem}.po"].map(
    (slotted): Row => ({ base: "{dir}templates{/}{stem}.pot", slotted, kind: "known" }),
  ),
  // VS Code, Theia and their extensions.
  {
    base: "{dir}{stem}.json",
    slotted: "{dir}{stem}.{lang}.json",
    parts: { stem: "(?:[^\\\\/]+\\.)?(?:nls|l10n)" },
    kind: "fixed",
    traits: { casing: "lower" },
  },
  // Android, and Compose Multiplatform.
  {
    base: "{dir}values{/}{file}",
    slotted: "{dir}values-{lang}{/}{file}",
    parts: { file: "[^\\\\/]+\\.xml" },
    kind: "fixed",
    traits: { form: "android", isLegacy: true },
  },
  // moko-resources of Kotlin Multiplatform.
  {
    base: "{dir}{folder}{/}base{/}{file}",
    slotted: "{dir}{folder}{/}{lang}{/}{file}",
    parts: { folder: "moko-resources|MR", file: "[^\\\\/]+\\.xml" },
    kind: "fixed",
    traits: { form: "android" },
  },
  // Bundles of RequireJS and Dojo.
  {
    base: "{dir}nls{/}root{/}{file}",
    slotted: "{dir}nls{/}{lang}{/}{file}",
    parts: { file: "[^\\\\/]+\\.js" },
    kind: "fixed",
    traits: { casing: "lower" },
  },
  {
    base: "{dir}nls{/}{file}",
    slotted: "{dir}nls{/}{lang}{/}{file}",
    parts: { file: "[^\\\\/]+\\.js" },
    kind: "fixed",
    traits: { casing: "lower" },
  },
  // TYPO3.
  {
    base: "{dir}{stem}.xlf",
    slotted: "{dir}{lang}.{stem}.xlf",
    parts: { stem: "locallang(?:_[^\\\\/.]+)?" },
    kind: "fixed",
    traits: { separator: "_" },
  },
  // Xcode's development language.
  { base: "{dir}Base.lproj{/}{file}", slotted: "{dir}{lang}.lproj{/}{file}", kind: "fixed" },
  // Shopify's themes mark the source file, which names its language, too.
  {
    base: "{dir}{lang}.default{rest}.json",
    slotted: "{dir}{lang}{rest}.json",
    parts: { rest: "(?:\\.schema)?" },
    kind: "fixed",
  },
  // Java, Qt, .NET and Angular.
  {
    base: "{dir}{stem}.properties",
    slotted: "{dir}{stem}_{lang}.properties",
    kind: "unnamed",
    traits: { separator: "_" },
  },
  { base: "{dir}{stem}.ts", slotted: "{dir}{stem}_{lang}.ts", kind: "unnamed" },
  {
    base: "{dir}{stem}.{ending}",
    slotted: "{dir}{stem}.{lang}.{ending}",
    parts: { ending: "resx|resw|xlf|xliff" },
    kind: "unnamed",
  },
  // Hexo, Stardew Valley, i18next: a name for the source that is no language.
  ...["default", "dev", "base", "source"].flatMap((name): Row[] => [
    {
      base: `{dir}${name}.{ending}`,
      slotted: "{dir}{lang}.{ending}",
      parts: { ending: `${DATA}|properties|toml` },
      kind: "known",
    },
    {
      base: `{dir}${name}{/}{file}`,
      slotted: "{dir}{lang}{/}{file}",
      parts: { file: `[^\\\\/]+\\.(?:${DATA}|properties|toml)` },
      kind: "known",
    },
  ]),
  // Home Assistant.
  { base: "{dir}strings.json", slotted: "{dir}translations{/}{lang}.json", kind: "known" },
  ...["_", ".", "-"].map(
    (sign): Row => ({
      base: "{dir}{stem}.{ending}",
      slotted: `{dir}{stem}${sign}{lang}.{ending}`,
      // `strings.i18n.json` of slang.
      parts: { ending: `i18n\\.(?:json|ya?ml|csv)|${DATA}|properties|resx|resw|xlf|xliff` },
      kind: "known",
    }),
  ),
];

/** A row with its patterns read. */
export interface Convention {
  readonly kind: Row["kind"];
  readonly traits: TagTraits;
  /**
   * The shape of the translations of a source file, with the language in its name; undefined if the row does not match.
   */
  shapeOf(path: string): { readonly shape: Shape; readonly word?: string } | undefined;
  /** The source file of translations; undefined if the row does not match, or cannot give its name. */
  baseOf(shape: Shape): string | undefined;
  /** Whether the row applies to translations. */
  isOf(shape: Shape): boolean;
}

export const CONVENTIONS: readonly Convention[] = ROWS.map((row) => {
  const [base, slotted] = [
    patternOf(row.base, row, "([^\\\\/._-]+(?:[-_][^\\\\/._-]+)*)"),
    patternOf(row.slotted, row, `(${SLOT})`),
  ];
  return {
    kind: row.kind,
    traits: row.traits ?? {},
    shapeOf: (path) => {
      const parts = base(path);
      if (!parts) return undefined;
      const { lang: word } = parts;
      return { shape: filled(row.slotted, { ...parts, lang: SLOT }) ?? "", ...(word === undefined ? {} : { word }) };
    },
    baseOf: (shape) => {
      const parts = slotted(shape);
      return parts && filled(row.base, parts);
    },
    isOf: (shape) => slotted(shape) !== undefined,
  };
});

type Parts = Readonly<Record<string, string>>;

/** Reads the values of the parts of a template. */
function patternOf(template: string, { parts = {} }: Row, lang: string): (path: string) => Parts | undefined {
  const names: string[] = [];
  const source = template.split(/\{([^{}]+)\}/).map((text, index) => {
    if (index % 2 === 0) return text.replace(/[.\\+*?()[\]{}|^$-]/g, "\\$&");
    names.push(text);
    if (text === "/") return "([\\\\/])";
    if (text === "dir") return "((?:.*[\\\\/])?)";
    return text === "lang" ? lang : `(${parts[text] ?? "[^\\\\/]+?"})`;
  });
  const pattern = new RegExp(`^${source.join("")}$`, "s");
  return (path) => {
    const match = pattern.exec(path);
    return match ? Object.fromEntries(names.map((name, index) => [name, match[index + 1] ?? ""])) : undefined;
  };
}

/** The path of a template with values for its parts; undefined if one is missing. */
function filled(template: string, parts: Parts): string | undefined {
  const separator = parts["/"] ?? (parts["dir"]?.includes("\\") ? "\\" : "/");
  let isWhole = true;
  const path = template.replace(/\{([^{}]+)\}/g, (_, name: string) => {
    if (name === "/") return separator;
    isWhole &&= Object.hasOwn(parts, name);
    return parts[name] ?? "";
  });
  return isWhole ? path : undefined;
}
