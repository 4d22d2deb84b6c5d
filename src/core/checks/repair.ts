import { checkCandidate } from "./all-checks.js";
import type { Checked, Finding } from "./check.js";

/** A candidate after its repair. */
export interface Repaired {
  readonly target: string;
  /** The findings on it; what was repaired is included as a warning. */
  readonly findings: readonly Finding[];
}

/** The most repairs of one candidate. */
const MAX_REPAIRS = 6;

/**
 * Checks a candidate and applies the unambiguous fixes, as long as each leaves fewer findings.
 */
export function repair(checked: Checked): Repaired {
  let { target } = checked;
  let findings = checkCandidate(checked);
  // A text with something foreign in it is not a translation with a slip: removing it proves nothing.
  if (findings.some(({ problem }) => problem.code === "intruder")) return { target, findings };
  const repaired: Finding[] = [];
  for (let round = 0; round < MAX_REPAIRS; round++) {
    const next = firstRepair(checked, findings);
    if (!next) break;
    ({ target, findings } = next);
    const { check, problem } = next.made;
    repaired.push({ check, severity: "warning", problem, isRepaired: true });
  }
  return { target, findings: [...findings, ...repaired] };
}

function firstRepair(
  checked: Checked,
  findings: readonly Finding[],
): { target: string; findings: Finding[]; made: Finding } | undefined {
  for (const made of findings) {
    if (!made.fix) continue;
    const { target } = made.fix;
    const left = checkCandidate({ ...checked, target });
    const before = findings.filter(({ severity }) => severity === "error").length;
    if (left.length < findings.length && left.filter(({ severity }) => severity === "error").length <= before)
      return { target, findings: left, made };
  }
  return undefined;
}
