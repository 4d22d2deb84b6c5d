import { RouteLmtError, said } from "#core/errors.js";
import type { LanguageTag } from "#core/language/tag.js";
import { atOnce } from "#core/text/at-once.js";
import { malformedAt } from "#core/text/splice.js";
import type { Document, Edit, FileProblem, Format, KeyPath, Unit, WriteOptions } from "../format.js";
import { json } from "../json/json.js";
import { parseJsonSteps } from "../json/parse.js";
import { writeJson, writeJsonTree } from "../json/write.js";
import { editsByName } from "../keys/flat-keys.js";
import type { JsonNode } from "../tree/node.js";

/**
 * Application Resource Bundles of Flutter, after the ARB specification
 * (github.com/google/app-resource-bundle): one JSON object of messages. Keys with `@` describe the message of that
 * name, those with `@@` the file.
 */
export const arb: Format = {
  name: "arb",
  label: "Flutter ARB",
  holds: "one-language",
  syntax: "flutter",
  matches: (path) => /\.arb$/i.test(path),
  read: (text) => atOnce(readSteps(text)),
  readSteps,
  write,
  create,
};

function parse(text: string): JsonNode {
  return atOnce(parseSteps(text));
}

function* parseSteps(text: string): Generator<void, JsonNode> {
  const root = yield* parseJsonSteps(text);
  if (root.type !== "object") throw malformedAt(text, root.start, said`An object of messages is expected`);
  return root;
}

const isMetadata = (key: string | number): boolean => String(key).startsWith("@");

/** Properties that are looked at in one step. */
const PROPERTIES_IN_STEP = 1000;

function* readSteps(text: string): Generator<void, Document> {
  const properties = (yield* parseSteps(text)).children;
  const metadata = new Map<string | number, JsonNode>();
  for (const [index, one] of properties.entries()) {
    if (index % PROPERTIES_IN_STEP === 0) yield;
    if (isMetadata(one.key)) metadata.set(one.key, one);
  }
  const units: Unit[] = [];
  const problems: FileProblem[] = [];
  for (const [index, { key, type, value = "", start, end, shadowed }] of properties.entries()) {
    if (index % PROPERTIES_IN_STEP === 0) yield;
    if (isMetadata(key)) continue;
    const span = { start, end };
    if (shadowed) problems.push({ code: "duplicate", what: "key", name: String(key), used: "last", span });
    // As in JSON, `null` is a missing value.
    else if (type === "null") continue;
    else if (type !== "string") problems.push({ code: "not-a-string", key: String(key), span });
    else {
      const about = metadata.get(`@${key}`);
      const comment = stringIn(about, "description");
      const context = stringIn(about, "context");
      units.push({
        key: [key],
        value,
        span,
        state: value === "" ? "untranslated" : "translated",
        ...(comment ? { comment } : {}),
        ...(context ? { context } : {}),
      });
    }
  }
  return { units, problems };
}

function stringIn(node: JsonNode | undefined, key: string): string | undefined {
  return node?.children.find((child) => child.key === key && !child.shadowed)?.value;
}

function write(text: string, edits: readonly Edit[], options: WriteOptions = {}): string {
  const root = parse(text);
  for (const key of editsByName(edits).keys()) if (isMetadata(key)) throw notAMessage(key);
  const sourceOrder = withMetadata(options.sourceOrder ?? [], root.children);
  return writeJsonTree(text, root, edits, { ...options, sourceOrder });
}

/**
 * The order of the source: the metadata of the file first, and that of each message next to it, on the side where the
 * source has it.
 */
function withMetadata(sourceOrder: readonly KeyPath[], properties: readonly JsonNode[]): KeyPath[] {
  const firstMessage = properties.findIndex(({ key }) => !String(key).startsWith("@@"));
  const aboutFile = properties.slice(0, firstMessage < 0 ? undefined : firstMessage).map(({ key }) => [key]);
  const positions = new Map(properties.map(({ key }, position) => [key, position]));
  const withOwn = (message: KeyPath): KeyPath[] => {
    const about = `@${message[0]}`;
    const isAhead = (positions.get(about) ?? 0) < (positions.get(String(message[0])) ?? 0);
    return isAhead ? [[about], message] : [message, [about]];
  };
  return [...aboutFile, ...sourceOrder.flatMap(withOwn)];
}

function notAMessage(key: string): RouteLmtError {
  return new RouteLmtError(
    "option-invalid",
    said`The key ${key} is not a message: keys that begin with @ describe one`,
    said`Name a message, and run again; nothing was written.`,
  );
}

function create(sourceText: string, language: LanguageTag): string {
  parse(sourceText);
  const locale = { key: ["@@locale"], value: language.replaceAll("-", "_") };
  return writeJson(json.create(sourceText, language), [locale]);
}
