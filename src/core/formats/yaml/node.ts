import type { JsonNode } from "../tree/node.js";

/** The style of a node; `empty` is a missing value, `block` a collection by indentation. */
export type YamlStyle = "plain" | "single" | "double" | "literal" | "folded" | "block" | "flow" | "alias" | "empty";

/** A value of a YAML text, with its position. */
export interface YamlNode extends JsonNode {
  readonly parent: YamlNode | undefined;
  readonly children: YamlNode[];
  readonly style: YamlStyle;
  /** Column of the entries of a block collection; for others, that of the collection around them (-1 at the root). */
  readonly indent: number;
  /** Whether it is inside a flow collection. */
  readonly inFlow: boolean;
  /** Start of the comment lines directly above it; -1 if there are none. */
  readonly commentStart: number;
  /** The name that aliases refer to it by. */
  readonly anchor: string | undefined;
}

/** A position where a value is expected. */
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
  /** Offset of the value: after the `:`, the `-`, or the tag and anchor. */
  valueAt: number;
  tag: string | undefined;
  anchor?: string | undefined;
}

/** Most nodes are leaves: they share one empty list of children. */
const NO_CHILDREN: YamlNode[] = [];

/** What a slot is filled with. */
export interface SlotValue extends Pick<YamlNode, "type" | "style" | "start" | "end"> {
  /** Of a scalar. */
  readonly value?: string | undefined;
  /** Column of the entries of a block collection; for others, that of the slot. */
  readonly indent?: number;
}

/** Adds a node where one is expected. */
export function fillSlot(slot: Slot, { type, style, start, end, value, indent = slot.indent }: SlotValue): YamlNode {
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
    anchor: slot.anchor,
  };
  parent?.children.push(node);
  return node;
}

/** Fills a slot without a value, which is null. */
export function leaveEmpty(slot: Slot, at = slot.valueAt): YamlNode {
  return fillSlot(slot, { type: "null", style: "empty", start: at, end: at });
}

const NULL = /^(?:~|null|Null|NULL)$/;
const NOT_STRING =
  /^(?:true|True|TRUE|false|False|FALSE|[-+]?\d+|0o[0-7]+|0x[\da-fA-F]+|[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;

/** The type of a plain scalar in the core schema of YAML 1.2, where `yes` and `no` are strings. */
export function typeOfPlain(value: string): "string" | "null" | "other" {
  if (NULL.test(value)) return "null";
  return NOT_STRING.test(value) ? "other" : "string";
}

/** The type of a tagged scalar: `!!str` and `!` are strings; with a custom tag, quoted scalars are. */
export function typeOfTagged(tag: string, style: YamlStyle): "string" | "other" {
  if (tag === "!!str" || tag === "!" || tag === "!<tag:yaml.org,2002:str>") return "string";
  const own = tag.startsWith("!") && !/^!(?:!|<|ruby\/|php\/)/.test(tag);
  return own && style !== "plain" ? "string" : "other";
}
