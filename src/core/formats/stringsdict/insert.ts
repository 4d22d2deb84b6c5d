import { RouteLmtError, said } from "#core/errors.js";
import type { Splice } from "#core/text/splice.js";
import { type Edit, type KeyPath, keyId, keyName, type WriteOptions } from "../format.js";
import { groupByAnchor, type Ranked } from "../keys/anchors.js";
import { emptyKeyTree, grow, type KeyTree, keyOf } from "../keys/key-tree.js";
import { insertChildren, leadOf, type NewElement } from "../xml/layout.js";
import { textOf } from "../xml/text.js";
import type { XmlElement } from "../xml/tree.js";
import type { XmlWriter } from "../xml/writer.js";
import { CATEGORIES, type DictKind, type RuleDict, type RuleFile, readRules } from "./rules.js";

/** Splices that insert missing texts: into existing rules, and with whole entries and rules from the source. */
export function insertions(
  file: RuleFile,
  additions: readonly Edit[],
  writer: XmlWriter,
  { sourceOrder = [], sourceText }: WriteOptions,
): Splice[] {
  const wanted = new Set(additions.map(({ key }) => String(key[0])));
  const source = sourceText === undefined ? undefined : readRules(sourceText, wanted);
  const rankOf = ranksIn(sourceOrder);
  const tree = emptyKeyTree<Edit>();
  const ranked = additions.map((edit) => ({ edit, rank: rankOf(edit.key, undefined) }));
  ranked.sort((a, b) => (a.rank === b.rank ? 0 : a.rank - b.rank));
  for (const { edit } of ranked) grow(tree, edit.key).value = edit;
  if (tree.value) throw cannotInsert([]);
  const style = styleOf(file, source);
  return [...new Insertion(file, source, writer, style, rankOf).into(file.root, source?.root, tree)];
}

/** The position of a key; for a plural category that the source lacks, its position among the categories. */
type RankOf = (key: KeyPath, parent: DictKind | undefined) => number;

function ranksIn(order: readonly KeyPath[]): RankOf {
  const ranks = new Map<string, number>();
  for (const [index, key] of order.entries()) {
    for (let length = 1; length <= key.length; length++) {
      const id = keyId(key.slice(0, length));
      if (!ranks.has(id)) ranks.set(id, index);
    }
  }
  return (key, parent) => {
    const rank = ranks.get(keyId(key));
    if (rank !== undefined) return rank;
    return parent === "plural" ? order.length + CATEGORIES.indexOf(String(key.at(-1))) : Number.POSITIVE_INFINITY;
  };
}

/** The layout of the pairs of a file. */
interface Style {
  /** Indentation of one level. */
  readonly unit: string;
  /** The blanks between a key and its text; undefined if the text has its own line. */
  readonly gap: string | undefined;
}

function styleOf(file: RuleFile, source: RuleFile | undefined): Style {
  const shown = [file, source].find((one) => one && one.root.pairs.size > 0) ?? file;
  const { text } = shown.xml;
  const { element } = shown.root;
  const child = element.children[0];
  const [outer, inner] = [leadOf(text, element.start), child ? leadOf(text, child.start) : ""];
  const gap = gapIn(text, element, MAX_DEPTH);
  return {
    unit: (inner.startsWith(outer) && inner.slice(outer.length)) || "\t",
    gap: gap === undefined || /[^ \t]/.test(gap) ? undefined : gap,
  };
}

/** The depth of the texts of a device, the deepest that there are. */
const MAX_DEPTH = 5;

/** The blanks between the first key with a string, and the string. */
function gapIn(text: string, { children }: XmlElement, depth: number): string | undefined {
  for (const [index, child] of children.entries()) {
    const key = children[index - 1];
    if (child.name === "string" && key?.name === "key") return text.slice(key.end, child.start);
    const inside = depth > 0 ? gapIn(text, child, depth - 1) : undefined;
    if (inside !== undefined) return inside;
  }
  return undefined;
}

class Insertion {
  constructor(
    private readonly file: RuleFile,
    private readonly source: RuleFile | undefined,
    private readonly writer: XmlWriter,
    private readonly style: Style,
    private readonly rankOf: RankOf,
  ) {}

  /** Splices for everything in the tree that a dictionary lacks. */
  *into(target: RuleDict, source: RuleDict | undefined, tree: KeyTree<Edit>): Generator<Splice> {
    const added: Ranked<NewElement>[] = [];
    for (const child of tree.children.values()) {
      const there = target.pairs.get(String(child.key));
      const inSource = source?.pairs.get(String(child.key));
      if (there?.dict && !child.value) yield* this.into(there.dict, inSource?.dict, child);
      else if (there) throw cannotInsert(keyOf(child));
      else added.push({ item: this.newPair(child, target.kind, source), rank: this.rank(child, target.kind) });
    }
    if (added.length === 0) return;
    added.sort((a, b) => (a.rank === b.rank ? 0 : a.rank - b.rank));
    const pairs = [...target.pairs.values()];
    const existing = pairs.map(({ path, value, kind }) => {
      return { item: value, rank: kind === "about" ? Number.POSITIVE_INFINITY : this.rankOf(path, target.kind) };
    });
    // The first text comes after the pairs that define the rule.
    const start = pairs.findLast(({ kind }) => kind === "about")?.value;
    const groups = new Map<XmlElement | undefined, NewElement[]>();
    for (const [anchor, group] of groupByAnchor(existing, added)) {
      const at = anchor ?? start;
      groups.set(at, [...(groups.get(at) ?? []), ...group]);
    }
    yield* insertChildren(this.file.xml, target.element, groups, this.style.unit);
  }

  private rank(node: KeyTree<Edit>, parent: DictKind): number {
    return this.rankOf(keyOf(node), parent);
  }

  /** A text, or a rule with its texts. @throws {RouteLmtError} `option-invalid` if neither format nor source has it */
  private newPair(node: KeyTree<Edit>, parent: DictKind, source: RuleDict | undefined): NewElement {
    const key = String(node.key);
    const inSource = source?.pairs.get(key);
    const name = `<key>${this.writer.text(key)}</key>`;
    if (node.value && node.children.size === 0) {
      const isCategory = parent === "plural" && CATEGORIES.includes(key);
      if (!isCategory && inSource?.kind !== "text") throw cannotInsert(keyOf(node));
      return this.textPair(name, node.value.value);
    }
    const dict = inSource?.dict;
    if (node.value || !dict) throw cannotInsert(keyOf(node));
    const parts = [...this.aboutRule(dict)];
    for (const child of node.children.values()) parts.push(this.newPair(child, dict.kind, dict));
    return (lead) => {
      const inside = lead && lead + this.style.unit;
      return `${name}${lead}<dict>${parts.map((one) => inside + one(inside)).join("")}${lead}</dict>`;
    };
  }

  private textPair(name: string, value: string): NewElement {
    const text = `<string>${this.writer.text(value)}</string>`;
    return (lead) => name + (this.style.gap ?? lead) + text;
  }

  /** The pairs of the source that define a rule. */
  private *aboutRule({ pairs }: RuleDict): Generator<NewElement> {
    for (const { key, kind, value } of pairs.values()) {
      if (kind !== "about" || value.name !== "string" || !this.source) continue;
      yield this.textPair(`<key>${this.writer.text(key)}</key>`, textOf(this.source.xml, value));
    }
  }
}

/** The error for a key that neither the format nor the source allows. */
function cannotInsert(key: KeyPath): RouteLmtError {
  return new RouteLmtError(
    "option-invalid",
    said`The key ${keyName(key)} does not fit the rules of its entry`,
    said`Name a text of the source file, or a plural category of one of its rules; nothing was written.`,
  );
}
