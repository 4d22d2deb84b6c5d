import { malformedAt } from "#core/text/splice.js";
import { said } from "../../errors.js";
import type { Format } from "../format.js";
import { refusing } from "../refusing.js";

/** How far into a file its version must be. */
const MAX_HEAD = 4000;
const VERSION = /^(\ufeff?[ \t]*_version[ \t]*=[ \t]*)2[ \t]*(?:#.*)?$/m;

/** The offset of rust-i18n's `_version = 2`, before any table; undefined in other files. */
export function versionAt(text: string): number | undefined {
  const head = text.slice(0, MAX_HEAD);
  const table = head.search(/^\ufeff?[ \t]*\[/m);
  const match = VERSION.exec(table < 0 ? head : head.slice(0, table));
  return match ? match.index + (match[1] ?? "").length : undefined;
}

/** The same format, refusing files of rust-i18n with all languages, whose last keys are languages. */
export function refusingAllLanguages(format: Format): Format {
  return refusing(format, (text) => {
    const at = versionAt(text);
    if (at !== undefined)
      throw malformedAt(
        text,
        at,
        said`A rust-i18n file with _version = 2 must have all languages, as in [hello] en = "…" de = "…"`,
      );
  });
}
