import { RouteLmtError } from "../errors.js";
import type { Format } from "./format.js";
import { json } from "./json.js";
import { po } from "./po.js";

/** Every format, in the order in which paths are tried. */
export const FORMATS: readonly Format[] = [json, po];

/**
 * The format of a file, by its name or by its path.
 *
 * @throws {RouteLmtError} `format-unknown`
 */
export function formatFor(path: string, name?: string): Format {
  const format = FORMATS.find((one) => (name === undefined ? one.matches(path) : one.name === name));
  if (format) return format;
  const known = FORMATS.map((one) => one.name).join(", ");
  throw new RouteLmtError(
    "format-unknown",
    name === undefined ? `No format is known for ${path}` : `There is no format named ${name}`,
    `Name one with --format: ${known}.`,
  );
}
