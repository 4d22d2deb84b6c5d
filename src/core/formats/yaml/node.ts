import type { JsonNode } from "../tree/node.js";

/** How a node is written; `empty` is a value that is not there, `block` a collection by indentation. */
export type YamlStyle = "plain" | "single" | "double" | "literal" | "folded" | "block" | "flow" | "alias" | "empty";

/** A value of a YAML text with its place. */
export interface YamlNode extends JsonNode {
  readonly parent: YamlNode | undefined;
  readonly children: YamlNode[];
  readonly style: YamlStyle;
  /** Column of the entries of a block collection; of anything else, that of the collection it is in (-1 at the root). */
  readonly indent: number;
  /** Whether it is in a flow collection. */
  readonly inFlow: boolean;
  /** Where the comment lines right above it begin; -1 without any. */
  readonly commentStart: number;
}

/** Where a value is expected. */
export interface Slot {
  readonly parent: YamlNode | undefined;
  readonly key: string | number;
  readonly propertyStart: number;
  readonly nameEnd: number;
  readonly lineStart: number;
  readonly indent: number;
  readonly commentStart: number;
  /** Whether a block collection may begin on the same line, as after `- `. */
  readonly compact: boolean;
  /** Where the value would be: after the `:`, the `-`, or the tag and anchor. */
  valueAt: number;
  tag: string | undefined;
}

/** Leaves are the many: they share one list of no children. */
const NO_CHILDREN: YamlNode[] = [];

/** Puts a node where one is expected. */
export function fillSlot(
  slot: Slot,
  type: YamlNode["type"],
  style: YamlStyle,
  { start, end }: { readonly start: number; readonly end: number },
  value: string | undefined,
  indent = slot.indent,
): YamlNode {
  const { parent, key, propertyStart, nameEnd, lineStart, commentStart } = slot;
  const node: YamlNode = {
    type,
    style,
    start,
    end,
    value,
    key,
    parent,
    children: type === "object" || type === "array" ? [] : NO_CHILDREN,
    propertyStart,
    nameEnd,
    lineStart,
    commaEnd: -1,
    shadowed: false,
    indent,
    inFlow: parent?.style === "flow",
    commentStart,
  };
  parent?.children.push(node);
  return node;
}

const NULL = /^(?:~|null|Null|NULL)$/;
const NOT_STRING =
  /^(?:true|True|TRUE|false|False|FALSE|[-+]?\d+|0o[0-7]+|0x[\da-fA-F]+|[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;

/** The type of a plain scalar in the core schema of YAML 1.2, in which `yes` and `no` are strings. */
export function typeOfPlain(value: string): "string" | "null" | "other" {
  if (NULL.test(value)) return "null";
  return NOT_STRING.test(value) ? "other" : "string";
}

/** The type of a scalar with a tag: `!!str` and `!` are strings, a tag of one's own is one where it is quoted. */
export function typeOfTagged(tag: string, style: YamlStyle): "string" | "other" {
  if (tag === "!!str" || tag === "!" || tag === "!<tag:yaml.org,2002:str>") return "string";
  const own = tag.startsWith("!") && !/^!(?:!|<|ruby\/|php\/)/.test(tag);
  return own && style !== "plain" ? "string" : "other";
}
