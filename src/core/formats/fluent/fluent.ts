import { atOnce } from "#core/text/at-once.js";
import type { Document, FileProblem, Format, KeyPath, Unit } from "../format.js";
import { keyName } from "../format.js";
import { type FluentEntry, type NamedPattern, parseFluent, parseFluentSteps } from "./parse.js";
import type { Pattern } from "./pattern.js";
import { writeFluent } from "./write.js";

/**
 * Fluent, after Fluent Syntax 1.0. Keys are the names of messages (`id`), terms (`-id`) and
 * attributes (`id.name`). If a value is a select expression, each variant is a unit (`id`, variant); if it has select
 * expressions within text, each piece is a unit (`id`, index).
 */
export const fluent: Format = {
  name: "fluent",
  label: "Fluent",
  holds: "one-language",
  isTree: true,
  syntax: "fluent",
  matches: (path) => /\.ftl$/i.test(path),
  read: (text) => atOnce(readSteps(text)),
  readSteps,
  write: writeFluent,
  create: (sourceText) => (sourceText.startsWith("\ufeff") ? "\ufeff" : "").concat(checked(sourceText)),
};

/** Nothing, after a look for errors. */
function checked(sourceText: string): "" {
  parseFluent(sourceText);
  return "";
}

/** Entries that are taken in one step. */
const ENTRIES_IN_STEP = 1000;

function* readSteps(text: string): Generator<void, Document> {
  const units: Unit[] = [];
  const problems: FileProblem[] = [];
  const ids = new Set<string>();
  for (const [index, entry] of (yield* parseFluentSteps(text)).entries()) {
    if (index % ENTRIES_IN_STEP === 0) yield;
    if (ids.has(entry.id)) {
      const { id: name, start, end } = entry;
      problems.push({ code: "duplicate", what: "message", name, used: "first", span: { start, end } });
      continue;
    }
    ids.add(entry.id);
    for (const { name, pattern } of lastOfEach(entry, problems)) addUnits([name], pattern, entry, units, problems);
  }
  return { units, problems };
}

/** The attributes that count: of several with the same name, the last. */
function lastOfEach({ patterns }: FluentEntry, problems: FileProblem[]): readonly NamedPattern[] {
  if (patterns.length === 1) return patterns;
  const last = new Map(patterns.map((one) => [one.name, one]));
  return patterns.filter((one) => {
    if (last.get(one.name) === one) return true;
    const { start, end } = one.pattern;
    problems.push({ code: "duplicate", what: "attribute", name: one.name, used: "last", span: { start, end } });
    return false;
  });
}

function addUnits(key: KeyPath, { pieces }: Pattern, entry: FluentEntry, units: Unit[], problems: FileProblem[]): void {
  for (const [index, piece] of pieces.entries()) {
    const path = pieces.length === 1 ? key : [...key, index];
    if (piece.kind === "text") {
      const { value, start, end } = piece;
      const state = isGrammar(key) ? "ignored" : value === "" ? "untranslated" : "translated";
      const { comment } = entry;
      units.push({ key: path, value, span: { start, end }, state, ...(comment === "" ? {} : { comment }) });
      continue;
    }
    const seen = new Set<string>();
    for (const { key: name, pattern, start, end } of piece.variants) {
      const variant = [...path, name];
      if (!seen.has(name)) addUnits(variant, pattern, entry, units, problems);
      else
        problems.push({
          code: "duplicate",
          what: "variant",
          name: keyName(variant),
          used: "first",
          span: { start, end },
        });
      seen.add(name);
    }
  }
}

/** Attributes of terms are grammatical data for selectors and never shown. */
function isGrammar([name]: KeyPath): boolean {
  return typeof name === "string" && name.startsWith("-") && name.includes(".");
}
