import { said } from "#core/errors.js";
import { PSEUDO_LANGUAGE } from "../core/pseudo/pseudo-file.js";
import { invalid, number, readArguments } from "./arguments.js";
import { FILE_OPTIONS, type FileOptions, filesOf } from "./file-options.js";
import { MODEL_OPTIONS, type ModelOptions, modelOptions } from "./model-options.js";

/** Options of `translate` and `plan`, checked. */
export interface RunCommandOptions extends FileOptions, ModelOptions {
  /** Whether earlier local translations are also offered to the large model. */
  readonly buy: boolean;
  readonly json: boolean;
  readonly all: boolean;
  /** Whether stale translations by RouteLMT are redone. */
  readonly stale: boolean;
}

/**
 * Reads the arguments after `translate` or `plan`.
 *
 * @throws {RouteLmtError} `option-invalid`, `language-unknown`
 */
export function parseRunOptions(args: readonly string[]): RunCommandOptions {
  const { values, positionals } = parseRun(args);
  return {
    ...filesOf(values, positionals, "translate"),
    ...modelOptions(values),
    buy: values.buy ?? false,
    json: values.json ?? false,
    all: values.all ?? false,
    stale: values.stale ?? false,
  };
}

/** Options of `check`, checked. */
export interface CheckOptions extends FileOptions {
  readonly output: "text" | "json" | "sarif";
  /** More warnings than this make the command fail. */
  readonly maxWarnings: number;
}

/**
 * Reads the arguments after `check`.
 *
 * @throws {RouteLmtError} `option-invalid`, `language-unknown`
 */
export function parseCheckOptions(args: readonly string[]): CheckOptions {
  const { values, positionals } = readArguments(args, {
    ...FILE_OPTIONS,
    json: { type: "boolean" },
    sarif: { type: "boolean" },
    "max-warnings": { type: "string" },
  });
  if (values.json && values.sarif)
    throw invalid(said`--json and --sarif cannot be combined`, said`Choose one of them.`);
  return {
    ...filesOf(values, positionals.length > 0 ? positionals : ["."], "check"),
    output: values.json ? "json" : values.sarif ? "sarif" : "text",
    maxWarnings:
      number(values["max-warnings"], "--max-warnings", { min: 0, isWhole: true, example: "10" }) ??
      Number.POSITIVE_INFINITY,
  };
}

/**
 * Reads the arguments after a command that takes only files and languages.
 *
 * @throws {RouteLmtError} `option-invalid`, `language-unknown`
 */
export function parseFileOptions(args: readonly string[], command: string): FileOptions {
  const { values, positionals } = readArguments(args, FILE_OPTIONS);
  return filesOf(values, positionals, command);
}

/**
 * Reads the arguments after `pseudo`: one pseudo-locale, `qps-ploc` by default.
 *
 * @throws {RouteLmtError} `option-invalid`, `language-unknown`
 */
export function parsePseudoOptions(args: readonly string[]): FileOptions {
  const { to, from, format, out } = FILE_OPTIONS;
  const { values, positionals } = readArguments(args, { to, from, format, out });
  const options = filesOf({ ...values, to: values.to ?? PSEUDO_LANGUAGE }, positionals, "pseudo");
  if (options.targets.length === 1) return options;
  throw invalid(said`--to names several pseudo-locales`, said`Make one at a time.`);
}

function parseRun(args: readonly string[]) {
  return readArguments(args, {
    ...FILE_OPTIONS,
    ...MODEL_OPTIONS,
    buy: { type: "boolean" },
    json: { type: "boolean" },
    all: { type: "boolean" },
    stale: { type: "boolean" },
  });
}
