/** Files that arrange a site, describe a program or are compiled: their names may contain a language, their values are no texts. */

import { describesPackage } from "./manifests.js";

/** By their name: MkDocs, Docusaurus, Antora, Jekyll, and Hugo's settings. */
const NAMES =
  /(?:^|[\\/])(?:(?:mkdocs|_config)(?:[._-][\w-]{2,20})?\.ya?ml|_category_\.(?:json|ya?ml)|antora\.ya?ml|config[\\/](?:_default|production|staging|development|testing)[\\/][^\\/]+\.(?:json|ya?ml))$/i;

/** By their name and text. */
const KINDS: readonly (readonly [name: RegExp, text: RegExp])[] = [
  // Fumadocs, Rspress, Docusaurus 1: lists of the names of pages.
  [
    /^(?:_?meta|_?sidebars?|toc)(?:[._-][\w-]{2,20})?\.json$/i,
    /\[\s*"(?:(?:\.{3})?[a-z\d./[\]()-][\w./[\]()-]*|-{3}[^"\n]{0,100}-{3}|\.{3}|\*)"\s*[,\]]|^\s*\[/,
  ],
  [/^(?:docs|mint)\.json$/i, /"navigation"\s*:/],
  // OpenAPI.
  [/(?:open-?api|swagger).*\.(?:json|ya?ml)$/i, /^\s*(?:\{\s*)?["']?(?:openapi|swagger)["']?\s*:\s*["']?\d/m],
];

/** Messages that FormatJS has compiled, by their folder and text. */
const COMPILED = [/(?:^|[\\/])compiled[^\\/]{0,20}[\\/][^\\/]+\.json$/i, /\[\s*\{\s*"type"\s*:\s*\d/] as const;

/** Whether the name of a file says that it may be none of texts, so that its text must be looked at. */
export function mayArrangeSite(path: string): boolean {
  const file = fileOf(path);
  const isNamed = NAMES.test(path) || COMPILED[0].test(path) || /^(?:composer|package)\.json$/i.test(file);
  return isNamed || KINDS.some(([name]) => name.test(file));
}

/** Whether a file has no texts, although its path may name a language: `content/docs/meta.de.json`, `docs/de/mkdocs.yml`. */
export function arrangesSite(path: string, text: string): boolean {
  const file = fileOf(path);
  const isKnown =
    NAMES.test(path) || describesPackage(file, text) || (COMPILED[0].test(path) && COMPILED[1].test(text));
  return isKnown || KINDS.some(([name, sign]) => name.test(file) && sign.test(text));
}

const fileOf = (path: string): string => path.replace(/^.*[\\/]/s, "");
