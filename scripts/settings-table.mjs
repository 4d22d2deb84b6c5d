import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ROOT } from "./paths.mjs";
import { runIfProgram, say } from "./process.mjs";

/** `npm run settings-table`: writes the table of settings in the README from `package.json` and its texts. */

const [BEGIN, END] = ["<!-- settings: npm run settings-table -->", "<!-- /settings -->"];

/**
 * The README with an up-to-date table.
 * @param {string} readme
 * @param {string} manifest the text of package.json
 * @param {string} nls the text of package.nls.json
 * @returns {string}
 */
export function withSettings(readme, manifest, nls) {
  const [before, rest] = readme.split(`${BEGIN}\n`);
  const after = rest?.split(END)[1];
  if (before === undefined || after === undefined) throw new Error(`The README has no ${BEGIN} … ${END}.`);
  return `${before}${BEGIN}\n\n${tableOf(JSON.parse(manifest), JSON.parse(nls))}\n\n${END}${after}`;
}

/**
 * @typedef {object} Property
 * @property {unknown} default
 * @property {string} [markdownDescription]
 * @property {string} [description]
 * @property {string[]} [enum]
 */

/**
 * @param {{ contributes: { configuration: Group | Group[] } }} manifest
 * @typedef {{ properties: Record<string, Property> }} Group
 * @param {Record<string, string>} texts
 */
function tableOf({ contributes }, texts) {
  const rows = [contributes.configuration].flat().flatMap(({ properties }) =>
    Object.entries(properties).map(([name, property]) => {
      const named = property.markdownDescription ?? property.description ?? "";
      const choices = property.enum ? ` One of ${property.enum.map((one) => `\`${one}\``).join(", ")}.` : "";
      return `| \`${name}\` | ${defaultOf(property)} | ${cell(texts[named.replace(/^%(.*)%$/, "$1")] ?? named)}${choices} |`;
    }),
  );
  return ["| setting | default | what it is |", "| --- | --- | --- |", ...rows].join("\n");
}

/** @param {Property} property */
function defaultOf(property) {
  const { default: value } = property;
  const isEmpty = value === "" || value === null || JSON.stringify(value) === "[]" || JSON.stringify(value) === "{}";
  return isEmpty || value === undefined ? "" : `\`${typeof value === "string" ? value : JSON.stringify(value)}\``;
}

/**
 * A description on one line; the editor's links to other settings become their names.
 * @param {string} text
 */
function cell(text) {
  return text
    .replaceAll(/`#([\w.]+)#`/g, "`$1`")
    .replaceAll(/\[([^\]]*)\]\(command:[^)]*\)/g, "_$1_")
    .replaceAll(/\s+/g, " ")
    .replaceAll("|", "\\|");
}

await runIfProgram(import.meta.url, async () => {
  const file = join(ROOT, "README.md");
  const [readme = "", manifest = "", nls = ""] = await Promise.all(
    [file, join(ROOT, "package.json"), join(ROOT, "package.nls.json")].map((path) => readFile(path, "utf8")),
  );
  await writeFile(file, withSettings(readme, manifest, nls));
  say("Wrote the settings of README.md.");
});
