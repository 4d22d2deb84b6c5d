import { type KeyPath, keyId, type Unit } from "../formats/format.js";
import type { Termbase } from "../memory/termbase.js";
import type { AcceleratorMarker } from "../messages/accelerator.js";
import type { SegmentState } from "../status/segment-states.js";
import type { Staleness } from "../status/staleness.js";
import type { Wanted } from "../status/wanted-string.js";
import type { Span } from "../text/span.js";
import { checkCandidate } from "./all-checks.js";
import type { Checked, Finding, Fix, Severity } from "./check.js";
import type { FileRuleName } from "./file-rules.js";
import type { FindingCache } from "./finding-cache.js";
import type { Problem } from "./problem.js";

/** A finding on a file, with the part of its text that it is about. */
export interface FoundInFile {
  readonly check: string;
  readonly severity: Severity;
  readonly problem: Problem;
  readonly key: KeyPath;
  readonly span: Span;
  readonly unit?: Unit;
  readonly fix?: Fix;
  readonly stale?: Staleness;
}

/** What all strings of a file are checked with. */
export type FileChecks = Pick<Checked, "direction" | "syntax"> & {
  readonly accelerators: readonly AcceleratorMarker[];
  readonly termbase: Termbase | undefined;
};

/** Findings on some strings of a file. @param messages see {@link pluralSources} */
export function keysFound(
  states: readonly SegmentState[],
  messages: ReadonlyMap<string, readonly string[]>,
  checks: FileChecks,
  cache: FindingCache,
): FoundInFile[] {
  return states.flatMap((state): FoundInFile[] => {
    if (state.kind === "missing" && state.unit)
      return [foundAt("untranslated", { code: "untranslated" }, state.key, state.span)];
    if (state.kind === "missing") return [foundAt("missing-key", { code: "string-missing" }, state.key, state.span)];
    const { key, span } = state.unit;
    if (state.kind === "unused") return [foundAt("unused-key", { code: "unused" }, key, span)];
    if (state.kind === "draft") return [foundAt("draft", { code: "draft" }, key, span)];
    if (state.unit.state === "fuzzy") return [foundAt("fuzzy", { code: "fuzzy" }, key, span)];
    const { wanted, unit } = state;
    const ofMessage = messages.size === 0 ? undefined : messages.get(keyId(key.slice(0, -1)));
    const variants = wanted.variants ?? ofMessage;
    const findings = findingsOf(wanted, unit, variants, checks, cache).map(
      (one): FoundInFile => ({ ...one, key, span, unit }),
    );
    if (state.kind === "translated") return findings;
    const stale = foundAt("stale", { code: "stale", reason: state.stale.reason }, key, span);
    return [{ ...stale, stale: state.stale }, ...findings];
  });
}

function foundAt(check: FileRuleName, problem: Problem, key: KeyPath, span: Span): FoundInFile {
  return { check, severity: "warning", problem, key, span };
}

/** The source texts of plural messages in a bilingual file: msgid and msgid_plural, `one` and `other`. */
export function pluralSources(units: readonly Unit[]): Map<string, readonly string[]> {
  const sources = new Map<string, Set<string>>();
  for (const { key, source } of units) {
    if (source === undefined || !/^(?:\d+|zero|one|two|few|many|other)$/.test(String(key.at(-1)))) continue;
    const id = keyId(key.slice(0, -1));
    const known = sources.get(id);
    if (known) known.add(source);
    else sources.set(id, new Set([source]));
  }
  return new Map([...sources].map(([id, texts]) => [id, [...texts]]));
}

/** The findings against the source text; for a plural form, which has variants, against the variant that fits best. */
function findingsOf(
  { source, maxLength, forPrograms }: Wanted,
  unit: Unit,
  variants: readonly string[] | undefined,
  { termbase, direction, syntax, accelerators }: FileChecks,
  cache: FindingCache,
): readonly Finding[] {
  // People adapt date patterns; these have no placeholders.
  if (forPrograms !== undefined) return [];
  const sources = variants ? [...new Set([source, ...variants])] : [source];
  // The forms of a plural may be alike: `%d selected`.
  const isPluralForm = variants !== undefined;
  const known = cache.get(sources, unit.value, maxLength, isPluralForm);
  if (known) return known;
  let best: readonly Finding[] | undefined;
  for (const text of sources) {
    const terms = termbase?.find(text, direction) ?? [];
    const candidate = {
      source: text,
      target: unit.value,
      direction,
      syntax,
      accelerators,
      maxLength,
      isPluralForm,
      terms,
    };
    const findings = checkCandidate(candidate);
    if (!best || weight(findings) < weight(best)) best = findings;
    if (best.length === 0) break;
  }
  cache.set(unit.value, { sources, maxLength, isPluralForm, findings: best ?? [] });
  return best ?? [];
}

function weight(findings: readonly Finding[]): number {
  return findings.reduce((sum, { severity }) => sum + (severity === "error" ? 1000 : 1), 0);
}
