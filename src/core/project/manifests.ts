import type { NameCandidate } from "../messages/names.js";

/** How to find the names in a file. */
type Reader = (text: string) => NameCandidate[];

const shown = (text: string | undefined): NameCandidate[] => (text === undefined ? [] : [{ text, isSlug: false }]);
const slug = (text: string | undefined): NameCandidate[] =>
  text === undefined ? [] : [{ text: text.replace(/^.*\//, ""), isSlug: true }];

/** Files that name the application, by their whole name, and where they do. */
const MANIFESTS: Readonly<Record<string, Reader>> = {
  "package.json": json([["displayName"], ["productName"], ["build", "productName"]], [["name"]]),
  "app.json": json([["displayName"], ["expo", "name"]], [["name"], ["expo", "slug"]]),
  "manifest.json": json([["name"], ["short_name"]], []),
  "manifest.webmanifest": json([["name"], ["short_name"]], []),
  "site.webmanifest": json([["name"], ["short_name"]], []),
  "composer.json": json([], [["name"]]),
  "tauri.conf.json": json([["productName"], ["package", "productName"]], []),
  "capacitor.config.json": json([["appName"]], []),
  "pubspec.yaml": (text) => slug(line(text, /^name:[ \t]*["']?([\w-]{1,60})/m)),
  "Cargo.toml": (text) => slug(inTable(text, "package")),
  "pyproject.toml": (text) => slug(inTable(text, "project") ?? inTable(text, "tool.poetry")),
  "AndroidManifest.xml": (text) =>
    shown(line(text, /<application\b[^>]{0,4000}?\bandroid:label[ \t]*=[ \t]*"([^"@]{1,60})"/)),
  "Info.plist": (text) =>
    ["CFBundleDisplayName", "CFBundleName"].flatMap((key) =>
      shown(line(text, new RegExp(`<key>${key}</key>\\s{0,40}<string>([^<$]{1,60})</string>`))),
    ),
};

/** Files that name the application, by their ending. */
const ENDINGS: readonly (readonly [RegExp, Reader])[] = [
  [
    /\.(?:cs|fs|vb)proj$/,
    (text) => [
      ...shown(line(text, /<Product>([^<$]{1,60})<\/Product>/)),
      ...slug(line(text, /<AssemblyName>([^<$]{1,60})<\/AssemblyName>/)),
    ],
  ],
  [/\.desktop(?:\.in)?$/, (text) => shown(line(text, /^_?Name[ \t]*=[ \t]*(\S.{0,59}?)[ \t]*$/m))],
];

/**
 * The names of the application in a manifest, read as data; none for other or unreadable files.
 *
 * @param file its name without the folder
 */
export function namesInManifest(file: string, text: string): NameCandidate[] {
  // Message keys of web extensions, and resources, are not names.
  return readerOf(file)?.(text).filter((one) => /\p{L}/u.test(one.text) && !/^__MSG_|[{}$@%]/.test(one.text)) ?? [];
}

/** Whether a file of this name may name the application. */
export function isManifest(file: string): boolean {
  return readerOf(file) !== undefined;
}

/**
 * Whether a file describes a package: `language/en/composer.json` of phpBB has nothing to translate. A file of texts may
 * have the same name.
 */
export function describesPackage(file: string, text: string): boolean {
  if (!/^(?:composer|package)\.json$/.test(file)) return false;
  return (
    /^\s{0,20}"name"\s*:\s*"[\w@./-]+"/m.test(text) &&
    /^\s{0,20}"(?:version|type|require|license|extra)"\s*:/m.test(text)
  );
}

function readerOf(file: string): Reader | undefined {
  return Object.hasOwn(MANIFESTS, file) ? MANIFESTS[file] : ENDINGS.find(([ending]) => ending.test(file))?.[1];
}

function json(names: readonly (readonly string[])[], slugs: readonly (readonly string[])[]): Reader {
  return (text) => {
    let root: unknown;
    try {
      root = JSON.parse(text);
    } catch {
      return [];
    }
    return [
      ...names.flatMap((path) => shown(textAt(root, path))),
      ...slugs.flatMap((path) => slug(textAt(root, path))),
    ];
  };
}

function textAt(root: unknown, path: readonly string[]): string | undefined {
  let value = root;
  for (const name of path) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return undefined;
    value = (value as Record<string, unknown>)[name];
  }
  return typeof value === "string" ? value : undefined;
}

function line(text: string, pattern: RegExp): string | undefined {
  return pattern.exec(text)?.[1];
}

/** `name` in a table of a TOML file. */
function inTable(text: string, table: string): string | undefined {
  const start = text.search(new RegExp(`^\\[${table.replace(".", "\\.")}\\][ \\t]*$`, "m"));
  if (start < 0) return undefined;
  const rest = text.slice(start).replace(/^.*/, "");
  const end = rest.search(/^\[/m);
  return line(end < 0 ? rest : rest.slice(0, end), /^name[ \t]*=[ \t]*["']([\w.-]{1,60})["']/m);
}
