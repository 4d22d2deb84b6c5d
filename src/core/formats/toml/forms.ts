import type { KeyPath } from "../format.js";
import { keyOf } from "../keys/key-tree.js";
import { MAX_DEPTH } from "../tree/layout.js";
import { isArrayOf, type Values } from "../tree/render.js";
import { childAt, type TomlNode } from "./node.js";
import type { Example } from "./spelling.js";

/** How a new value is written: in a line with its key, with dotted keys, inline, as a table or as an array of tables. */
export type NewForm = "line" | "dotted" | "inline" | "table" | "list";

/** How a table's values with others in them are written. */
export interface Beside {
  readonly object?: NewForm | undefined;
  readonly array?: NewForm | undefined;
}

/** The forms of the last values in a table. */
export function formsIn({ form, children }: TomlNode): Beside {
  const last = (type: TomlNode["type"]): NewForm | undefined => formOf(children.findLast((one) => one.type === type));
  return { object: form === "dotted" ? "dotted" : last("object"), array: last("array") };
}

/** How the source file writes what the target lacks. */
export class SourceForms {
  readonly #source: { readonly text: string; readonly messages: TomlNode } | undefined;
  readonly #prefix: KeyPath;

  /** @param prefix of the keys in the target, which are others in the source */
  constructor(source: { readonly text: string; readonly messages: TomlNode } | undefined, prefix: KeyPath) {
    this.#source = source;
    this.#prefix = prefix;
  }

  /** The source's value. */
  exampleOf(values: Values): Example | undefined {
    const node = this.#nodeOf(values);
    return node && this.#source && { node, text: this.#source.text };
  }

  /** The form of a new value: as in the source, or else like its neighbours in the file. */
  formOf(values: Values, beside: Beside = {}): NewForm {
    if (values.value !== undefined) return "line";
    const isArray = isArrayOf(values);
    const form = formOf(this.#nodeOf(values)) ?? (isArray ? beside.array : beside.object);
    if (keyOf(values).length > MAX_DEPTH) return "inline";
    if (isArray) return form === "list" && [...values.children.values()].every(isObject) ? "list" : "inline";
    return form === "inline" || form === "dotted" ? form : "table";
  }

  #nodeOf(values: Values): TomlNode | undefined {
    let node = this.#source?.messages;
    for (const key of keyOf(values).slice(this.#prefix.length)) node = node && childAt(node, key);
    return node;
  }
}

const isObject = (values: Values): boolean => values.value === undefined && !isArrayOf(values);

/** The form of a value that is written like this node. */
function formOf(node: TomlNode | undefined): NewForm | undefined {
  switch (node?.form) {
    case "table":
    case "super":
      return "table";
    case "list":
    case "dotted":
    case "inline":
      return node.form;
    case "array":
      return "inline";
    default:
      return undefined;
  }
}
