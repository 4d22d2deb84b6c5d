import type { Splice } from "#core/text/splice.js";
import type { Edit, KeyPath } from "../format.js";
import type { LiteralFile } from "../literals/file.js";
import { insertStatements } from "../literals/statements.js";
import { cannotInsert, type Notation } from "../tree/render.js";
import { codeEnd } from "./lexer.js";

const VARIABLE = /^\$[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*$/;

/**
 * Splices that insert assignments, `$lang['a'] = 'text';`, and definitions of constants, each after its predecessor in the source file.
 *
 * @param order the keys of the source file
 * @throws {RouteLmtError} `option-invalid` for a key that does not begin with a variable and is not a constant
 */
export function insertAssignments(
  file: LiteralFile,
  additions: readonly Edit[],
  order: readonly KeyPath[],
  notation: Notation,
): Splice[] {
  const { comment } = notation;
  const place = codeEnd(file.text);
  return insertStatements(file, { additions, order, comment, place, statement: (edit) => statement(edit, notation) });
}

function statement({ key, value }: Edit, notation: Notation): string {
  const [variable, ...rest] = key;
  if (typeof variable === "string" && /^[A-Z_]\w*$/i.test(variable) && rest.length === 0)
    return `define(${notation.value(variable)}, ${notation.value(value)});`;
  if (typeof variable !== "string" || !VARIABLE.test(variable)) throw cannotInsert(key);
  if (rest.some((one) => typeof one === "number" && !(Number.isSafeInteger(one) && one >= 0))) throw cannotInsert(key);
  return `${variable}${rest.map((one) => `[${notation.key(one)}]`).join("")} = ${notation.value(value)};`;
}
