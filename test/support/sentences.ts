import type { Problem } from "#core/checks/problem.js";
import type { FileProblem } from "#core/formats/format.js";
import { fileProblemText, findingText } from "#workspace/finding-text.js";
import { inEnglish } from "#workspace/localize.js";

/** A finding in the words of the command line. */
export const said = (finding: { readonly problem: Problem; readonly isRepaired?: true }): string =>
  findingText(finding, inEnglish);

/** The problems of a file in the words of the command line. */
export const oddities = ({ problems }: { readonly problems: readonly FileProblem[] }): string[] =>
  problems.map((problem) => fileProblemText(problem, inEnglish));
