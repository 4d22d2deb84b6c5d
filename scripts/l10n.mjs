import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "@babel/parser";
import { build } from "./build.mjs";
import { ROOT } from "./paths.mjs";
import { run, runIfProgram, say } from "./process.mjs";

/**
 * `npm run l10n`: exports the extension's own texts, lets RouteLMT translate what is missing, and removes what is gone. A person
 * reads the difference before it is committed.
 */

/** Languages that the extension speaks, as VS Code spells them in names of files. */
export const LANGUAGES = ["de", "fr", "es", "it", "pt-br", "nl", "pl", "ru", "ja", "zh-cn"];
/** The texts of the manifest, and those of the program. */
export const MANIFEST_TEXTS = "package.nls.json";
export const BUNDLE = "l10n/bundle.l10n.json";

/**
 * The file of a language beside a source file.
 * @param {string} source
 * @param {string} language
 */
export function fileOf(source, language) {
  return source.replace(/\.json$/, `.${language}.json`);
}

/**
 * Every sentence of the program that is shown translated: the first arguments of `vscode.l10n.t`, and of `t` or `localized` where
 * that is a `Localize` (`src/workspace/localize.ts`), and what errors say (`said` in `src/core/errors.ts`).
 * @returns {Promise<string[]>} each once, in order
 */
export async function sentencesInProgram() {
  const names = await readdir(join(ROOT, "src"), { recursive: true });
  // The panel gets its texts from `src/vscode/views/panel-texts.ts`; the command line and agents get English.
  const files = names
    .filter((name) => name.endsWith(".ts") && !/^(?:panel|cli|workspace.agent)\b/.test(name))
    .map((name) => join(ROOT, "src", name));
  const found = await Promise.all(files.map(async (file) => sentencesIn(await readFile(file, "utf8"), file)));
  return [...new Set(found.flat())].sort();
}

/**
 * @typedef {{ type: string, [name: string]: unknown }} Node
 * @param {string} text of a TypeScript file
 * @param {string} file for the error
 * @returns {string[]}
 * @throws {Error} for a call with a sentence that cannot be read from the source
 */
export function sentencesIn(text, file) {
  if (!/\b(?:t|localized)\(|\bsaid`/.test(text)) return [];
  /** @type {string[]} */
  const found = [];
  const { program } = parse(text, { sourceType: "module", plugins: ["typescript"] });
  walk(/** @type {Node} */ (/** @type {unknown} */ (program)), (call) => {
    if (call.type === "TaggedTemplateExpression") {
      const sentence = sentenceOf(/** @type {Node} */ (call["quasi"]));
      // A nested sentence without words around it.
      if (/\p{L}/u.test(sentence.replace(/\{\d+\}/g, ""))) found.push(sentence);
      return;
    }
    const [first] = /** @type {Node[]} */ (call["arguments"]);
    const sentences = first && literalsOf(first);
    if (!sentences)
      throw new Error(
        `${file}: the first argument of ${text.slice(Number(call["start"]), Number(call["end"]))} is no text.`,
      );
    found.push(...sentences);
  });
  return found;
}

/**
 * @param {Node} node
 * @param {(call: Node) => void} visit
 */
function walk(node, visit) {
  if (node.type === "CallExpression" && isLocalize(/** @type {Node} */ (node["callee"]))) visit(node);
  if (node.type === "TaggedTemplateExpression" && isNode(node["tag"]) && node["tag"]["name"] === "said") visit(node);
  for (const value of Object.values(node)) {
    for (const child of [value].flat()) if (isNode(child)) walk(child, visit);
  }
}

/**
 * @param {unknown} value
 * @returns {value is Node}
 */
function isNode(value) {
  return typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";
}

/** @param {Node} callee */
function isLocalize(callee) {
  if (callee.type === "Identifier") return callee["name"] === "t" || callee["name"] === "localized";
  const { object, property } = /** @type {{ object?: Node, property?: Node }} */ (callee);
  return (
    property?.["name"] === "t" &&
    (object?.["name"] === "l10n" || (isNode(object?.["property"]) && object["property"]["name"] === "l10n"))
  );
}

/**
 * The sentence of a template, as `said` makes it.
 * @param {Node} template
 */
function sentenceOf(template) {
  const parts = /** @type {{ value: { cooked: string } }[]} */ (template["quasis"]).map(({ value }) => value.cooked);
  return parts.reduce((before, part, index) => `${before}{${index - 1}}${part}`);
}

/**
 * The possible texts of an expression; undefined if they cannot be determined.
 * @param {Node} node
 * @returns {string[] | undefined}
 */
function literalsOf(node) {
  if (node.type === "StringLiteral") return [String(node["value"])];
  if (node.type !== "ConditionalExpression") return undefined;
  const sides = [node["consequent"], node["alternate"]].map((side) => literalsOf(/** @type {Node} */ (side)));
  return sides.every((side) => side !== undefined) ? sides.flat() : undefined;
}

/**
 * @param {string} name
 * @returns {Promise<Record<string, string>>} empty if there is no such file
 */
export async function readTexts(name) {
  const text = await readFile(join(ROOT, name), "utf8").catch(() => "{}");
  return JSON.parse(text);
}

/**
 * @param {string} name
 * @param {Record<string, string>} texts
 */
function writeTexts(name, texts) {
  return writeFile(join(ROOT, name), `${JSON.stringify(texts, null, 2)}\n`);
}

/** Removes translations of texts that no longer exist. */
async function removeUnused() {
  for (const source of [MANIFEST_TEXTS, BUNDLE]) {
    const wanted = await readTexts(source);
    for (const file of LANGUAGES.map((language) => fileOf(source, language))) {
      const texts = await readTexts(file);
      const kept = Object.keys(wanted).flatMap((key) => (texts[key] === undefined ? [] : [[key, texts[key]]]));
      if (Object.keys(texts).length > 0) await writeTexts(file, Object.fromEntries(kept));
    }
  }
}

/** Translates missing texts with the product itself, locally and free of charge. */
async function translateMissing() {
  await build();
  const options = ["--formality", "formal", "--write-drafts", "--stale"];
  for (const source of [MANIFEST_TEXTS, BUNDLE])
    await run(process.execPath, ["dist/cli.mjs", "translate", source, "--to", LANGUAGES.join(","), ...options], {
      cwd: ROOT,
    }).catch((/** @type {Error} */ error) => say(`${source}: ${error.message}; see above.`));
}

await runIfProgram(import.meta.url, async () => {
  const sentences = await sentencesInProgram();
  await writeTexts(BUNDLE, Object.fromEntries(sentences.map((sentence) => [sentence, sentence])));
  await removeUnused();
  await translateMissing();
  say(
    `${sentences.length} sentences in ${LANGUAGES.length} languages. Read the difference; npm test -- unit --grep "own texts" checks it.`,
  );
});
