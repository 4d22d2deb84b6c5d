import { keyOf } from "../keys/key-tree.js";
import { below, byPlace, cannotInsert, type Order, type Values, valueText } from "../tree/render.js";
import type { Pattern, Piece, SelectPiece } from "./pattern.js";
import { GUARD } from "./pattern.js";
import { spellFluent, type TextPlace } from "./spelling.js";

/** The layout of a file. */
export interface FluentLayout {
  readonly lineEnd: string;
  /** Spaces per level. */
  readonly unit: number;
}

/**
 * The text of a new pattern.
 *
 * @param model the pattern of the source file, for its select expressions
 * @param indent of the line where it begins
 * @throws {RouteLmtError} `option-invalid` if the values do not have the structure of the model
 */
export function buildPattern(
  values: Values,
  order: Order,
  model: Pattern | undefined,
  indent: number,
  layout: FluentLayout,
): string {
  const place = { first: true, last: true, startsLine: false, indent: indent + layout.unit, lineEnd: layout.lineEnd };
  if (values.value !== undefined) return valueText(values, (value) => spellFluent(value, place));
  const pieces = model?.pieces ?? [];
  const [only] = pieces;
  if (pieces.length === 1 && only?.kind === "select") return buildSelect(values, order, only, indent, layout);
  const alien = [...values.children.values()].find(({ key }) => typeof key !== "number" || !pieces[key]);
  if (alien || pieces.length < 2) throw cannotInsert(keyOf(alien ?? values));
  return pieces
    .map((piece, index) => {
      const child = values.children.get(index);
      return buildPiece(piece, child, child && below(order, child), indent, layout, {
        ...place,
        first: index === 0,
        last: index === pieces.length - 1,
      });
    })
    .join("");
}

function buildPiece(
  piece: Piece,
  values: Values | undefined,
  order: Order,
  indent: number,
  layout: FluentLayout,
  place: TextPlace,
): string {
  if (piece.kind === "select") return buildSelect(values, order, piece, indent, layout);
  if (!values) return GUARD;
  if (values.value === undefined) throw cannotInsert(keyOf(values));
  return valueText(values, (value) => spellFluent(value, place));
}

/** A select expression with the variants that have values; without any, it gets an empty default. */
function buildSelect(
  values: Values | undefined,
  order: Order,
  model: SelectPiece,
  indent: number,
  layout: FluentLayout,
): string {
  const { lineEnd, unit } = layout;
  if (values?.value !== undefined) throw cannotInsert(keyOf(values));
  const children = values ? byPlace([...values.children.values()], order) : [];
  const usual = model.variants.find(({ isDefault }) => isDefault)?.key ?? "other";
  const names = children.length > 0 ? children.map(({ key }) => String(key)) : [usual];
  const chosen = names.includes(usual) ? usual : names.includes("other") ? "other" : names.at(-1);
  const inside = indent + unit;
  const lines = names.map((name, index) => {
    const child = children[index];
    const text = child ? buildVariant(child, below(order, child), model, inside, layout) : `[${name}] ${GUARD}`;
    return name === chosen ? `${" ".repeat(inside - 1)}*${text}` : " ".repeat(inside) + text;
  });
  return [`{ ${model.selector} ->`, ...lines, `${" ".repeat(indent)}}`].join(lineEnd);
}

/** A variant, beginning with its key. @throws {RouteLmtError} `option-invalid` for an impossible key */
export function buildVariant(
  values: Values,
  order: Order,
  { variants }: SelectPiece,
  indent: number,
  layout: FluentLayout,
): string {
  const key = String(values.key);
  if (typeof values.key === "number" || !/^(?:[a-zA-Z][\w-]*|-?\d+(?:\.\d+)?)$/.test(key))
    throw cannotInsert(keyOf(values));
  const model = variants.find((one) => one.key === key) ?? variants.find(({ isDefault }) => isDefault);
  return `[${key}] ${buildPattern(values, order, model?.pattern, indent, layout)}`;
}
