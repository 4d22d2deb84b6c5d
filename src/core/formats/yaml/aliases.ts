import { splice } from "#core/text/splice.js";
import type { KeyPath, KeySpan } from "../format.js";
import { messagesOf } from "./language.js";
import type { YamlNode } from "./node.js";
import { parseYamlTree } from "./tree.js";

/** The meaning of `<<`: the entries of another mapping, or of several. YAML 1.1, "Merge Key". */
const MERGE = "<<";
/** The most keys that aliases may expand to; more is an attack. */
const MAX_KEYS = 100_000;

/** An alias or a merge key, with its path below the messages. */
export interface AliasEntry {
  readonly key: KeyPath;
  /** Its value as written: `*name`, or for merges also `[*a, *b]`. */
  readonly written: string;
  readonly names: readonly string[];
}

/** Every node below another, with its key; iterative, so that depth costs no stack. */
function* nodesBelow(root: YamlNode): Generator<{ readonly node: YamlNode; readonly key: KeyPath }> {
  const work: { node: YamlNode; key: KeyPath }[] = [{ node: root, key: [] }];
  for (let one = work.pop(); one; one = work.pop()) {
    yield one;
    const { node, key } = one;
    for (let at = node.children.length - 1; at >= 0; at--) {
      const child = node.children[at];
      if (child) work.push({ node: child, key: [...key, child.key] });
    }
  }
}

function anchorsIn(root: YamlNode): Map<string, { readonly node: YamlNode; readonly key: KeyPath }> {
  const anchors = new Map<string, { node: YamlNode; key: KeyPath }>();
  for (const one of nodesBelow(root)) if (one.node.anchor !== undefined) anchors.set(one.node.anchor, one);
  return anchors;
}

const nameOf = (text: string, { start, end }: YamlNode): string => text.slice(start + 1, end);

/** The aliases below the messages, in order; in lists, only those of merge keys. */
function aliasesIn(text: string, messages: YamlNode): AliasEntry[] {
  const found: AliasEntry[] = [];
  for (const { node, key } of nodesBelow(messages)) {
    if (key.some((one) => typeof one === "number") || node.inFlow) continue;
    const parts = node.style === "alias" ? [node] : node.key === MERGE ? node.children : [];
    if (parts.length === 0 || !parts.every(({ style }) => style === "alias")) continue;
    found.push({ key, written: text.slice(node.start, node.end), names: parts.map((one) => nameOf(text, one)) });
  }
  return found;
}

/** The keys of texts that a file has through aliases and merge keys, at the aliases' positions. */
export function aliasedKeys(text: string, root: YamlNode): KeySpan[] {
  if (!text.includes("*")) return [];
  const messages = messagesOf(root);
  const anchors = anchorsIn(root);
  const found: KeySpan[] = [];
  for (const { key, names } of aliasesIn(text, messages)) {
    const at = nodeAt(messages, key);
    if (!at) continue;
    const span = { start: at.start, end: at.end };
    const prefix = key.at(-1) === MERGE ? key.slice(0, -1) : key;
    for (const name of names) {
      const anchored = anchors.get(name)?.node;
      for (const { node, key: rest } of anchored ? nodesBelow(anchored) : []) {
        if (node.type !== "string" || found.length >= MAX_KEYS) continue;
        found.push({ key: [...prefix, ...rest], span });
      }
    }
  }
  return found;
}

function nodeAt(root: YamlNode, key: KeyPath): YamlNode | undefined {
  let node: YamlNode | undefined = root;
  for (const name of key) node = node?.children.findLast((child) => child.key === name);
  return node;
}

/**
 * The aliases of a source file that its target lacks, though it has what they refer to.
 *
 * @param text of the target, with its new texts
 * @returns the text with the aliases, and the anchors that they need
 */
export function missingAliases(
  text: string,
  sourceText: string,
): { readonly text: string; readonly aliases: readonly AliasEntry[] } {
  const none = { text, aliases: [] };
  if (!sourceText.includes("*") || !sourceText.includes("&")) return none;
  const source = parseYamlTree(sourceText);
  const wanted = aliasesIn(sourceText, messagesOf(source));
  if (wanted.length === 0) return none;
  const root = parseYamlTree(text);
  const [messages, sourceMessages] = [messagesOf(root), messagesOf(source)];
  const own = anchorsIn(root);
  const keys = new Map([...anchorsIn(sourceMessages)].map(([name, { key }]) => [name, key]));
  const anchors = new Map<string, YamlNode>();
  const aliases = wanted.filter(({ key, names }) => {
    if (nodeAt(messages, key) || (key.length > 1 && nodeAt(messages, key.slice(0, -1))?.style === "flow")) return false;
    const targets = names.map((name) => {
      const place = keys.get(name);
      const node = place && nodeAt(messages, place);
      const isFree = node?.anchor === undefined ? !own.has(name) : node.anchor === name;
      return node && isFree && (node.type === "string" || node.style === "block") ? ([name, node] as const) : undefined;
    });
    if (!targets.every((one) => one !== undefined)) return false;
    for (const [name, node] of targets) anchors.set(name, node);
    return true;
  });
  const splices = [...anchors].flatMap(([name, node]) => {
    if (node.anchor !== undefined) return [];
    const isBlock = node.style === "block";
    const at = isBlock ? text.indexOf(":", node.nameEnd) + 1 : node.start;
    return [{ start: at, end: at, text: isBlock ? ` &${name}` : `&${name} ` }];
  });
  return {
    text: splice(
      text,
      splices.sort((a, b) => a.start - b.start),
    ),
    aliases,
  };
}

/** Whether every alias of a text comes after its anchor, as YAML requires. */
export function areAliasesDefined(text: string): boolean {
  const defined = new Map([...anchorsIn(parseYamlTree(text))].map(([name, { node }]) => [name, node.propertyStart]));
  return [...nodesBelow(parseYamlTree(text))].every(({ node }) => {
    if (node.style !== "alias") return true;
    return (defined.get(nameOf(text, node)) ?? Number.POSITIVE_INFINITY) < node.start;
  });
}

/** Marks the value of a new alias: no text begins like this. */
export const ALIAS_MARK = "\0alias\0";

/** The keys of a source file with its aliases among them; keys that it lacks come last. */
export function orderWithAliases(sourceText: string, sourceOrder: readonly KeyPath[]): KeyPath[] {
  const all = [...nodesBelow(messagesOf(parseYamlTree(sourceText)))].map(({ key }) => key).slice(1);
  return [...all, ...sourceOrder];
}
