import { said } from "#core/errors.js";
import { parseLanguage } from "../core/language/language-names.js";
import { invalid, listOf } from "./arguments.js";

/** The files that a command works on, and other knowledge. */
export interface FileOptions {
  /** Source files, or folders that have some. */
  readonly files: readonly string[];
  readonly source: string;
  /** Whether `--from` named it. */
  readonly isSourceTold: boolean;
  /** Empty if none was named. */
  readonly targets: readonly string[];
  readonly format: string | undefined;
  /** The target file, with `{lang}` for its language. */
  readonly out: string | undefined;
  /** TMX files; undefined to use no memory. */
  readonly memories: readonly string[] | undefined;
  /** Termbases, TBX or CSV. */
  readonly termbases: readonly string[];
}

/** Options of languages, memories and terms. */
export const KNOWLEDGE_OPTIONS = {
  to: { type: "string" },
  from: { type: "string" },
  memory: { type: "string" },
  "no-memory": { type: "boolean" },
  terms: { type: "string" },
} as const;

/** Options that name source files and their target files. */
export const FILE_OPTIONS = {
  ...KNOWLEDGE_OPTIONS,
  format: { type: "string" },
  out: { type: "string" },
} as const;

interface FileValues {
  readonly to?: string | undefined;
  readonly from?: string | undefined;
  readonly format?: string | undefined;
  readonly out?: string | undefined;
  readonly memory?: string | undefined;
  readonly "no-memory"?: boolean | undefined;
  readonly terms?: string | undefined;
}

/**
 * Checks the options of {@link FILE_OPTIONS}.
 *
 * @throws {RouteLmtError} `option-invalid`, `language-unknown`
 */
export function filesOf(values: FileValues, files: readonly string[], command: string): FileOptions {
  if (files.length === 0)
    throw invalid(
      said`No file was named`,
      said`Name a source file, as in: routelmt ${command} locales/en.json --to de`,
    );
  if (values.out && (files.length > 1 || (values.to?.includes(",") && !values.out.includes("{lang}")))) {
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
    targets: [...new Set(listOf(values.to).map(parseLanguage))],
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
