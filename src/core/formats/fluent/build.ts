import { keyOf } from "../keys/key-tree.js";
import { below, byRank, cannotInsert, type Order, type Values, valueText } from "../tree/render.js";
import type { Pattern, SelectPiece } from "./pattern.js";
import { EMPTY_PLACEABLE } from "./pattern.js";
import { spellFluent, type TextPlace } from "./spelling.js";

/** The layout of a file. */
export interface FluentLayout {
  readonly lineEnd: string;
  /** Spaces per level. */
  readonly unit: number;
}

/** Makes the texts of new patterns and variants, in the layout of a file. */
export class PatternBuilder {
  readonly #layout: FluentLayout;
  /** The patterns of select expressions by the keys of their variants. */
  readonly #patterns = new WeakMap<SelectPiece, ReadonlyMap<string, Pattern>>();

  constructor(layout: FluentLayout) {
    this.#layout = layout;
  }

  /**
   * The text of a new pattern.
   *
   * @param model the pattern of the source file, for its select expressions
   * @param indent of the line where it begins
   * @throws {RouteLmtError} `option-invalid` if the values do not have the structure of the model
   */
  pattern(values: Values, order: Order, model: Pattern | undefined, indent: number): string {
    const { lineEnd, unit } = this.#layout;
    const place = { first: true, last: true, startsLine: false, indent: indent + unit, lineEnd };
    if (values.value !== undefined) return valueText(values, (value) => spellFluent(value, place));
    const pieces = model?.pieces ?? [];
    const [only] = pieces;
    if (pieces.length === 1 && only?.kind === "select") return this.#select(values, order, only, indent);
    const alien = [...values.children.values()].find(({ key }) => typeof key !== "number" || !pieces[key]);
    if (alien || pieces.length < 2) throw cannotInsert(keyOf(alien ?? values));
    return pieces
      .map((piece, index) => {
        const child = values.children.get(index);
        if (piece.kind === "select") return this.#select(child, child && below(order, child), piece, indent);
        return textPiece(child, { ...place, first: index === 0, last: index === pieces.length - 1 });
      })
      .join("");
  }

  /** A variant, beginning with its key. @throws {RouteLmtError} `option-invalid` for an impossible key */
  variant(values: Values, order: Order, model: SelectPiece, indent: number): string {
    const key = String(values.key);
    if (typeof values.key === "number" || !/^(?:[a-zA-Z][\w-]*|-?\d+(?:\.\d+)?)$/.test(key))
      throw cannotInsert(keyOf(values));
    const pattern = this.#patternsOf(model).get(key) ?? model.variants.find(({ isDefault }) => isDefault)?.pattern;
    return `[${key}] ${this.pattern(values, order, pattern, indent)}`;
  }

  #patternsOf(model: SelectPiece): ReadonlyMap<string, Pattern> {
    const known = this.#patterns.get(model);
    if (known) return known;
    // Of variants with the same key, the first one counts.
    const patterns = new Map(model.variants.toReversed().map(({ key, pattern }) => [key, pattern]));
    this.#patterns.set(model, patterns);
    return patterns;
  }

  /** A select expression with the variants that have values; without any, it gets an empty default. */
  #select(values: Values | undefined, order: Order, model: SelectPiece, indent: number): string {
    const { lineEnd, unit } = this.#layout;
    if (values?.value !== undefined) throw cannotInsert(keyOf(values));
    const children = values ? byRank([...values.children.values()], order) : [];
    const usual = model.variants.find(({ isDefault }) => isDefault)?.key ?? "other";
    const names = children.length > 0 ? children.map(({ key }) => String(key)) : [usual];
    const chosen = names.includes(usual) ? usual : names.includes("other") ? "other" : names.at(-1);
    const inside = indent + unit;
    const lines = names.map((name, index) => {
      const child = children[index];
      const text = child ? this.variant(child, below(order, child), model, inside) : `[${name}] ${EMPTY_PLACEABLE}`;
      return name === chosen ? `${" ".repeat(inside - 1)}*${text}` : " ".repeat(inside) + text;
    });
    return [`{ ${model.selector} ->`, ...lines, `${" ".repeat(indent)}}`].join(lineEnd);
  }
}

function textPiece(values: Values | undefined, place: TextPlace): string {
  if (!values) return EMPTY_PLACEABLE;
  if (values.value === undefined) throw cannotInsert(keyOf(values));
  return valueText(values, (value) => spellFluent(value, place));
}
