import { parseArgs } from "node:util";
import { said } from "#core/errors.js";
import { type FormalitySetting, readFormality } from "../core/language/formality.js";
import { parseLanguage } from "../core/language/language-names.js";
import { PSEUDO_LANGUAGE } from "../core/pseudo/pseudo-file.js";
import { CAP_PERIODS, CAP_UNITS, type CapPeriod, type CapUnit } from "../core/routing/cap.js";
import { DEFAULTS } from "../core/translate/defaults.js";
import { DEFAULT_MINIMUM_QUALITY } from "../core/translate/draft.js";
import { SEARCH_MODES, type SearchMode } from "../small-model/search-mode.js";
import { invalid, listOf, number, oneOf, parsed } from "./arguments.js";
import { LARGE_MODEL_OPTIONS, type LargeModelChoice, largeModelChoice } from "./large-model-options.js";

/** The files that a command works on, and other knowledge. */
export interface FileOptions {
  readonly files: readonly string[];
  readonly source: string;
  /** Whether `--from` named it. */
  readonly isSourceTold: boolean;
  readonly targets: readonly string[];
  readonly format: string | undefined;
  /** The target file, with `{lang}` for its language. */
  readonly out: string | undefined;
  /** TMX files; undefined to use no memory. */
  readonly memories: readonly string[] | undefined;
  /** Termbases, TBX or CSV. */
  readonly termbases: readonly string[];
}

/** How both models are used, and what may be spent. */
export interface ModelOptions extends LargeModelChoice {
  readonly share: number;
  /** The budget; undefined if none was given. */
  readonly cap: number | undefined;
  /** The unit of the budget, and its period. */
  readonly unit: CapUnit;
  readonly period: CapPeriod;
  readonly modelFolder: string | undefined;
  readonly threads: number;
  /** How the small model searches for a hypothesis. */
  readonly search: SearchMode;
  /** Predicted quality below which a local translation is a draft, 0 to 100. */
  readonly minimumQuality: number;
  /** Whether drafts are also written if the format has no mark for them. */
  readonly writeDrafts: boolean;
  readonly formality: FormalitySetting;
}

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

/**
 * Checks the options of {@link MODEL_OPTIONS}, and fills in defaults.
 *
 * @throws {RouteLmtError} `option-invalid`
 */
export function modelOptions(values: ModelValues): ModelOptions {
  return {
    share: number(values.share, "--share", 0, 1) ?? DEFAULTS.share,
    cap: number(values.budget, "--budget", 0),
    unit: oneOf(values["budget-unit"] ?? "usd", CAP_UNITS, "--budget-unit"),
    period: oneOf(values["budget-period"] ?? "run", CAP_PERIODS, "--budget-period"),
    modelFolder: values.model,
    threads: number(values.threads, "--threads", 1, 64) ?? DEFAULTS.threads,
    search: oneOf(values.search ?? "auto", SEARCH_MODES, "--search"),
    ...largeModelChoice(values),
    minimumQuality: number(values["minimum-quality"], "--minimum-quality", 0, 100) ?? DEFAULT_MINIMUM_QUALITY,
    writeDrafts: values["write-drafts"] ?? false,
    formality: formalityOf(values.formality),
  };
}

/** Options of the models and of the budget, for Node's parser. */
export const MODEL_OPTIONS = {
  share: { type: "string" },
  budget: { type: "string" },
  "budget-unit": { type: "string" },
  "budget-period": { type: "string" },
  model: { type: "string" },
  threads: { type: "string" },
  search: { type: "string" },
  ...LARGE_MODEL_OPTIONS,
  "minimum-quality": { type: "string" },
  "write-drafts": { type: "boolean" },
  formality: { type: "string" },
} as const;

/** The parser's result. */
type ModelValues = {
  readonly [Name in keyof typeof MODEL_OPTIONS]?:
    | ((typeof MODEL_OPTIONS)[Name]["type"] extends "boolean" ? boolean : string)
    | undefined;
};

/** Options of languages, memories and terms. */
export const KNOWLEDGE_OPTIONS = {
  to: { type: "string" },
  from: { type: "string" },
  memory: { type: "string" },
  "no-memory": { type: "boolean" },
  terms: { type: "string" },
} as const;

/** Options that name source files and their target files. */
const FILE_OPTIONS = {
  ...KNOWLEDGE_OPTIONS,
  format: { type: "string" },
  out: { type: "string" },
} as const;

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
  const { values, positionals } = parsed(() =>
    parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        ...FILE_OPTIONS,
        json: { type: "boolean" },
        sarif: { type: "boolean" },
        "max-warnings": { type: "string" },
      },
    }),
  );
  if (values.json && values.sarif)
    throw invalid(said`--json and --sarif cannot be combined`, said`Choose one of them.`);
  return {
    ...filesOf(values, positionals, "check"),
    output: values.json ? "json" : values.sarif ? "sarif" : "text",
    maxWarnings: number(values["max-warnings"], "--max-warnings", 0) ?? Number.POSITIVE_INFINITY,
  };
}

/**
 * Reads the arguments after a command that takes only files and languages.
 *
 * @throws {RouteLmtError} `option-invalid`, `language-unknown`
 */
export function parseFileOptions(args: readonly string[], command: string): FileOptions {
  const { values, positionals } = parsed(() =>
    parseArgs({ args: [...args], allowPositionals: true, options: FILE_OPTIONS }),
  );
  return filesOf(values, positionals, command);
}

/**
 * Reads the arguments after `pseudo`: one pseudo-locale, `qps-ploc` by default.
 *
 * @throws {RouteLmtError} `option-invalid`, `language-unknown`
 */
export function parsePseudoOptions(args: readonly string[]): FileOptions {
  const { to, from, format, out } = FILE_OPTIONS;
  const { values, positionals } = parsed(() =>
    parseArgs({ args: [...args], allowPositionals: true, options: { to, from, format, out } }),
  );
  const options = filesOf({ ...values, to: values.to ?? PSEUDO_LANGUAGE }, positionals, "pseudo");
  if (options.targets.length === 1) return options;
  throw invalid(said`--to names several pseudo-locales`, said`Make one at a time.`);
}

interface FileValues {
  readonly to?: string | undefined;
  readonly from?: string | undefined;
  readonly format?: string | undefined;
  readonly out?: string | undefined;
  readonly memory?: string | undefined;
  readonly "no-memory"?: boolean | undefined;
  readonly terms?: string | undefined;
}

function filesOf(values: FileValues, files: readonly string[], command: string): FileOptions {
  if (files.length === 0)
    throw invalid(
      said`No file was named`,
      said`Name a source file, as in: routelmt ${command} locales/en.json --to de`,
    );
  if (!values.to)
    throw invalid(said`No target language was named`, said`Add --to with one or more languages, as in --to de,fr`);
  if (values.out && (files.length > 1 || (values.to.includes(",") && !values.out.includes("{lang}")))) {
    throw invalid(
      said`--out names one file, but there are several targets`,
      said`Leave out --out, or name one file and one language, or write {lang} where the language goes.`,
    );
  }
  if (values.memory && values["no-memory"])
    throw invalid(said`--memory and --no-memory cannot be combined`, said`Choose one.`);
  return {
    files,
    source: parseLanguage(values.from ?? "en"),
    isSourceTold: values.from !== undefined,
    targets: [...new Set(values.to.split(",").map(parseLanguage))],
    format: values.format,
    out: values.out,
    memories: values["no-memory"] ? undefined : listOf(values.memory),
    termbases: listOf(values.terms),
  };
}

/** The target file of a source file. */
export function namedTarget({ out }: FileOptions, target: string): string | undefined {
  return out?.replaceAll("{lang}", target);
}

function parseRun(args: readonly string[]) {
  return parsed(() =>
    parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        ...FILE_OPTIONS,
        ...MODEL_OPTIONS,
        buy: { type: "boolean" },
        json: { type: "boolean" },
        all: { type: "boolean" },
        stale: { type: "boolean" },
      },
    }),
  );
}

/** `informal`, `de=informal,nl=formal`, or both: a value without a language is for all others. */
function formalityOf(text: string | undefined): FormalitySetting {
  const entries = listOf(text).map((one): [string, string] => {
    const [language, mode] = one.split("=");
    return mode === undefined ? ["*", one] : [language ?? "", mode];
  });
  return readFormality(entries, "--formality");
}
