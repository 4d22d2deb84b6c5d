import { keyOf } from "../keys/key-tree.js";
import type { Layout } from "../tree/layout.js";
import {
  below,
  byRank,
  GAP,
  isArrayOf,
  type Order,
  orderedInside,
  render,
  type TreeStyle,
  type TreeValue,
  type Values,
  valueText,
} from "../tree/render.js";
import type { NewForm, SourceForms } from "./forms.js";
import { inlineNotation, spellKey, spellNew } from "./spelling.js";
import type { TomlStyle } from "./style.js";

/** Writes new values as lines, or as tables with a header. */
export class Renderer {
  readonly #style: TomlStyle;
  readonly #forms: SourceForms;
  /** How arrays and inline tables are written. */
  readonly inline: TreeStyle;

  constructor(text: string, style: TomlStyle, forms: SourceForms) {
    this.#style = style;
    this.#forms = forms;
    this.inline = { notation: inlineNotation(text, style), layout: inlineLayout(style) };
  }

  /**
   * The lines of a value, without indentation: with dotted keys several, otherwise one.
   *
   * @param before the dotted key that its own follows
   */
  linesOf(value: Values, order: Order, form: NewForm, before = ""): string[] {
    const { equals } = this.#style;
    const key = before + spellKey(value.key, this.#style);
    if (form === "line") {
      const example = this.#forms.exampleOf(value);
      return [key + equals + valueText(value, (text) => spellNew(text, this.#style, example))];
    }
    if (form !== "dotted") return [key + equals + render(value, order, this.inline, false)];
    return byRank([...value.children.values()], order).flatMap((child) => {
      const own = this.#forms.formOf(child, { object: "dotted" });
      return this.linesOf(child, below(order, child), own, `${key}.`);
    });
  }

  /**
   * The tables of a value, each with its header and lines.
   *
   * @param indent of the headers
   */
  tablesOf(value: Values, order: Order, indent: string): string[] {
    if (!isArrayOf(value)) return this.#table(`[${this.headerPath(value)}]`, value, order, indent, false);
    return orderedInside(value, order).flatMap((one) => this.elementOf(value, one, below(order, one), indent));
  }

  /** The tables of an element of an array of tables. */
  elementOf(list: Values, value: TreeValue, order: Order, indent: string): string[] {
    return this.#table(`[[${this.headerPath(list)}]]`, value, order, indent, true);
  }

  /** The path in the header of a table. */
  headerPath(value: Values): string {
    const names = keyOf(value).filter((key) => typeof key === "string");
    return names.map((name) => spellKey(name, this.#style)).join(".");
  }

  /** A header with lines below it. */
  section(header: string, lines: readonly string[], indent: string): string {
    const inside = indent + (this.#style.indent ?? "");
    return indent + header + lines.map((line) => this.#style.lineEnd + inside + line).join("");
  }

  #table(header: string, value: TreeValue, order: Order, indent: string, isElement: boolean): string[] {
    if (value === GAP) return [indent + header];
    const lines: string[] = [];
    const tables: string[] = [];
    for (const child of orderedInside(value, order) as Values[]) {
      const form = this.#forms.formOf(child);
      const inside = below(order, child);
      if (form === "table" || form === "list") tables.push(...this.tablesOf(child, inside, indent));
      else lines.push(...this.linesOf(child, inside, form));
    }
    const isNeeded = isElement || lines.length > 0;
    return isNeeded ? [this.section(header, lines, indent), ...tables] : tables;
  }
}

/** Inline tables are on one line in TOML 1.0. */
function inlineLayout({ equals, lineEnd }: TomlStyle): Layout {
  return {
    multiline: false,
    lineEnd,
    indent: "",
    childIndent: "  ",
    unit: "  ",
    trailingComma: false,
    colon: equals,
    gap: " ",
    padding: " ",
  };
}
