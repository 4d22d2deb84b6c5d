import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { bundledPackages } from "./build.mjs";
import { ROOT } from "./paths.mjs";
import { runIfProgram, say } from "./process.mjs";

/** `npm run third-party`: lists third-party software in the product, with its licences. */

/** The list, relative to {@link ROOT}. */
export const NOTICES = "THIRD-PARTY.md";

/** Native, and so not bundled: it is beside the bundles. Both packages are made from one repository. */
const RUNTIME = ["onnxruntime-node", "onnxruntime-common"];
/** ONNX Runtime's npm packages lack its licence texts; they are here, in a folder for each version. */
const RUNTIME_TEXTS = "third-party/onnxruntime";
/** Packages with generated code of others inside, of which they lack the licence: folders with its text. */
const INSIDE = {
  // Tables of the Unicode Character Database and of CLDR; the text is that of cldr-core.
  "@formatjs/icu-messageformat-parser": "third-party/unicode",
  "@formatjs/icu-skeleton-parser": "third-party/unicode",
};
const LICENCE_FILE = /^(licen[cs]e|notice|thirdpartynotices)(\.(md|txt))?$/i;
/** Long enough to ship as a file of its own. */
const LONG = "ThirdPartyNotices.txt";

const HEAD = `# Third-party software

Made by \`npm run third-party\`. The bundles in \`dist/\` contain code of these packages; ONNX Runtime stands beside
them as it was published. The weights of the model are not listed here: see [LICENSES.md](LICENSES.md).
`;

/**
 * A package with code in the product.
 * @typedef {object} Package
 * @property {string} name
 * @property {string} version
 * @property {string} licence as an SPDX identifier
 * @property {string} text licence and notices
 */

/**
 * The packages with code in the bundles, and ONNX Runtime.
 * @returns {Promise<Package[]>}
 */
export async function thirdPartyPackages() {
  return Promise.all([...(await bundledPackages()), ...RUNTIME].map(readPackage));
}

/**
 * The content of THIRD-PARTY.md.
 * @param {readonly Package[]} packages
 * @returns {string}
 */
export function noticesOf(packages) {
  const rows = packages.map(({ name, version, licence }) => `| ${name} | ${version} | ${licence} |`);
  const table = ["| package | version | licence |", "| --- | --- | --- |", ...rows, ""].join("\n");
  return [HEAD, table, ...packages.map(({ name, version, text }) => `## ${name} ${version}\n\n${text}\n`)].join("\n");
}

/**
 * @param {string} name
 * @returns {Promise<Package>}
 */
async function readPackage(name) {
  const folder = `node_modules/${name}`;
  const { version, license: licence } = JSON.parse(await readFile(join(ROOT, folder, "package.json"), "utf8"));
  const kept = `${RUNTIME_TEXTS}-${version}`;
  const texts = await licenceTexts(RUNTIME.includes(name) ? kept : folder);
  if (texts.length === 0) throw new Error(`There is no licence of ${name} ${version} in ${folder}/ or ${kept}/.`);
  const inside = new Map(Object.entries(INSIDE)).get(name);
  if (inside !== undefined) texts.push("What it contains of others:", ...(await licenceTexts(inside)));
  if (RUNTIME.includes(name)) texts.push(`What it contains of others: [${LONG}](${kept}/${LONG}).`);
  return { name, version, licence, text: texts.join("\n\n") };
}

/**
 * The licence files directly in a folder, as Markdown.
 * @param {string} folder
 * @returns {Promise<string[]>}
 */
async function licenceTexts(folder) {
  const names = await readdir(join(ROOT, folder)).catch(() => []);
  const files = names.filter((name) => LICENCE_FILE.test(name) && name !== LONG);
  const texts = await Promise.all(files.sort().map((name) => readFile(join(ROOT, folder, name), "utf8")));
  return texts.map(
    (text) =>
      `\`\`\`text\n${text
        .replaceAll(/[^\S\n]+$/gm, "")
        .replaceAll("\r", "")
        .trim()}\n\`\`\``,
  );
}

await runIfProgram(import.meta.url, async () => {
  const packages = await thirdPartyPackages();
  await writeFile(join(ROOT, NOTICES), noticesOf(packages));
  say(`${NOTICES}: ${packages.length} packages`);
});
