/** A JSON Schema (draft 2020-12) of a tool's arguments. */
export interface InputSchema {
  readonly type: "object";
  readonly properties: Readonly<Record<string, object>>;
  readonly additionalProperties: false;
}

const FOLDER = {
  type: "string",
  minLength: 1,
  description:
    "The project's folder, by its name or absolute path. Leave it out where one alone is open, or for the one of the file that " +
    "the user has open.",
};
const FILES = {
  type: "array",
  items: { type: "string" },
  minItems: 1,
  description:
    "Source files, relative to the project's folder, such as locales/en.json. Leave it out for every file of the project.",
};
const LANGUAGES = {
  type: "array",
  items: { type: "string" },
  minItems: 1,
  description:
    "Target languages as BCP 47 tags, such as de or pt-BR. Leave it out for every language that the project has.",
};
const STALE = {
  type: "boolean",
  description:
    "Also translate again what RouteLMT translated and whose source text changed since. A person's text stays.",
};
const LIMIT = {
  type: "integer",
  minimum: 0,
  description: "Most entries of each list in the answer; 50 without it. The counts are always of everything.",
};
const RUN = { type: "integer", minimum: 1, description: "Id of a run; the last one without it." };
const BUDGET = {
  type: "number",
  minimum: 0,
  description:
    "The most that this call may spend on the large model, in the unit of the user's cap (US dollars unless the plan's caps " +
    "say otherwise). Without it nothing is bought and nothing leaves the machine. The user's own caps hold besides. Call the plan " +
    "tool first, and give a budget only if the user agreed to its price.",
};

function input(properties: Readonly<Record<string, object>>): InputSchema {
  return { type: "object", properties, additionalProperties: false };
}

/** The arguments of each tool. */
export const INPUTS = {
  status: input({ folder: FOLDER, files: FILES, languages: LANGUAGES, limit: LIMIT }),
  plan: input({ folder: FOLDER, files: FILES, languages: LANGUAGES, stale: STALE, limit: LIMIT }),
  translate: input({ folder: FOLDER, files: FILES, languages: LANGUAGES, stale: STALE, budget: BUDGET, limit: LIMIT }),
  check: input({ folder: FOLDER, files: FILES, languages: LANGUAGES, limit: LIMIT }),
  report: input({ folder: FOLDER, run: RUN, limit: LIMIT }),
  ledger: input({ folder: FOLDER, limit: LIMIT }),
} as const;

const NUMBER = { type: "number" };
const TEXT = { type: "string" };
const LIST = { type: "array", items: { type: "object" } };
const COUNTS = { type: "object", additionalProperties: NUMBER };

function output(properties: Readonly<Record<string, object>>, optional: readonly string[] = []) {
  const required = Object.keys(properties).filter((name) => !optional.includes(name));
  return { type: "object" as const, properties, required };
}

/** The answers of each tool. */
export const OUTPUTS = {
  status: output({ project: TEXT, counts: COUNTS, files: LIST, failed: LIST }),
  plan: output({
    project: TEXT,
    summary: COUNTS,
    caps: LIST,
    notes: { type: "array", items: TEXT },
    worth: LIST,
    leftOut: NUMBER,
  }),
  translate: output(
    {
      project: TEXT,
      answer: { type: "string", enum: ["buy", "local", "cancel"] },
      counts: COUNTS,
      paid: NUMBER,
      inDoubt: NUMBER,
      caps: LIST,
      files: LIST,
      failed: LIST,
      notes: { type: "array", items: TEXT },
      toReview: LIST,
      leftOut: NUMBER,
      notBought: TEXT,
    },
    ["notBought"],
  ),
  check: output({ project: TEXT, counts: COUNTS, files: LIST, leftOut: NUMBER }),
  report: output({
    project: TEXT,
    run: { type: "object" },
    counts: COUNTS,
    paid: NUMBER,
    inDoubt: NUMBER,
    decisions: LIST,
    leftOut: NUMBER,
  }),
  ledger: output({
    project: TEXT,
    database: TEXT,
    caps: LIST,
    spending: { type: "object" },
    requests: LIST,
    leftOut: NUMBER,
  }),
} as const;
