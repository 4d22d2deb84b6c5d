import { said } from "#core/errors.js";
import { parseLanguage } from "../core/language/language-names.js";
import { invalid, listOf, readArguments } from "./arguments.js";

/** The project that a command works on. */
export interface ProjectOptions {
  readonly folder: string;
  readonly source: string;
  /** Whether `--from` named it. */
  readonly isSourceTold: boolean;
  /** Empty: every existing language. */
  readonly targets: readonly string[];
}

/** Options of `status`, checked. */
export interface StatusOptions extends ProjectOptions {
  readonly failOn: readonly FailingKind[];
  readonly output: "text" | "json";
  /** Whether every key is listed. */
  readonly list: boolean;
}

const FAILING_KINDS = ["missing", "stale", "unused"] as const;

/** The kinds of keys that are not done. */
export type FailingKind = (typeof FAILING_KINDS)[number];

/**
 * Reads the arguments after `status`.
 *
 * @throws {RouteLmtError} `option-invalid`, `language-unknown`
 */
export function parseStatusOptions(args: readonly string[]): StatusOptions {
  const { values, positionals } = readArguments(args, {
    ...PROJECT_OPTIONS,
    "fail-on": { type: "string" },
    json: { type: "boolean" },
    list: { type: "boolean" },
  });
  return {
    ...projectOf(values, positionals),
    failOn: listOf(values["fail-on"]).map((text) => {
      const kind = FAILING_KINDS.find((one) => one === text);
      if (kind) return kind;
      throw invalid(said`--fail-on cannot be "${text}"`, said`Use one or more of ${FAILING_KINDS.join(", ")}.`);
    }),
    output: values.json ? "json" : "text",
    list: values.list ?? false,
  };
}

const PROJECT_OPTIONS = { to: { type: "string" }, from: { type: "string" } } as const;

/**
 * Reads the arguments after a command that takes a folder.
 *
 * @throws {RouteLmtError} `option-invalid`, `language-unknown`
 */
export function parseProjectOptions(args: readonly string[]): ProjectOptions {
  const { values, positionals } = readArguments(args, PROJECT_OPTIONS);
  return projectOf(values, positionals);
}

/** The folder, source and target languages of some arguments. @throws {RouteLmtError} as {@link parseProjectOptions} */
export function projectOf(
  { to, from }: { readonly to?: string | undefined; readonly from?: string | undefined },
  folders: readonly string[],
): ProjectOptions {
  if (folders.length > 1)
    throw invalid(said`${folders.length} folders were named`, said`Name one, or none for the current one.`);
  return {
    folder: folders[0] ?? ".",
    source: parseLanguage(from ?? "en"),
    isSourceTold: from !== undefined,
    targets: [...new Set(listOf(to).map(parseLanguage))],
  };
}
