import { languageName } from "#core/language/language-names.js";
import { countStates, type LanguageState, type SegmentPlace } from "#core/status/language-state.js";
import { NodeWorkspace } from "#node/node-workspace.js";
import { countAll, statusJson } from "#workspace/operations/status-json.js";
import { type ProjectStatus, projectStatus } from "#workspace/project-status.js";
import { SourceRecords } from "#workspace/source-records.js";
import { EXIT } from "../exit-code.js";
import { parseStatusOptions, type StatusOptions } from "../project-options.js";
import { withSource } from "../source-language.js";
import { displayWidth, type Terminal, tell, toWidth } from "../terminal.js";

/**
 * `routelmt status`: how far the translation of a project is, by file and language; reads only.
 *
 * @throws {RouteLmtError} for bad input and cancellation
 */
export async function statusCommand(args: readonly string[], terminal: Terminal, signal: AbortSignal): Promise<number> {
  const workspace = new NodeWorkspace();
  const options = await withSource(parseStatusOptions(args), workspace);
  const scope = { ...options, namedTarget: () => undefined };
  const status = await projectStatus(workspace, scope, new SourceRecords(workspace), signal);
  if (options.output === "json") terminal.json(statusJson(status));
  else print(status, options, terminal);
  for (const { error } of status.failed) tell(terminal, error);
  if (status.failed.length > 0) return EXIT.input;
  const all = countAll(status);
  return options.failOn.some((kind) => all[kind] > 0) ? EXIT.findings : EXIT.done;
}

const NUMBERS = ["done", "missing", "stale", "unused", "percent"] as const;
const MIN_WIDTHS = { file: 20, language: 8, number: 8 };

function print(status: ProjectStatus, options: StatusOptions, terminal: Terminal): void {
  // Cut tags could not be told apart: `zh-Hans-CN`, `zh-Hans-SG`.
  const ofLanguage = Math.max(MIN_WIDTHS.language, ...status.states.map(({ language }) => language.length));
  const rest = terminal.width - ofLanguage - NUMBERS.length * (MIN_WIDTHS.number + 1) - 1;
  const longest = status.states.reduce((width, { target }) => Math.max(width, displayWidth(target)), MIN_WIDTHS.file);
  const width = Math.min(longest, Math.max(MIN_WIDTHS.file, rest));
  const row = (file: string, language: string, numbers: readonly string[]): string =>
    [
      toWidth(file, width),
      toWidth(language, ofLanguage),
      ...numbers.map((text) => text.padStart(MIN_WIDTHS.number)),
    ].join(" ");
  terminal.out(terminal.paint("bold", row("file", "language", NUMBERS)));
  for (const { target, language, state } of status.states) {
    const { translated, missing, stale, unused, percent } = countStates([state]);
    const line = row(target, language, [translated, missing, stale, unused].map(String));
    const share = `${percent} %`.padStart(MIN_WIDTHS.number);
    terminal.out(`${line} ${terminal.paint(percent === 100 ? "green" : "yellow", share)}`);
    if (options.list) printKeys(state, terminal);
  }
  const { translated, total, missing, drafts, stale, unused } = countAll(status);
  const some = drafts > 0 ? ` (${drafts} with a draft)` : "";
  const counts = `${translated} of ${total} strings done; ${missing} missing${some}, ${stale} stale, ${unused} unused`;
  terminal.out(status.states.length > 0 ? counts : nothingYet(status.sources));
  const fromKeys = status.states.filter(({ keysAreTexts }) => keysAreTexts).map(({ target }) => target);
  if (fromKeys.length > 0)
    terminal.out(`The keys are the ${languageName(options.source)} text in ${namesOf(fromKeys)}.`);
}

function nothingYet(sources: readonly string[]): string {
  return `No file has a translation yet. There are sources, ${namesOf(sources)}; name languages with --to.`;
}

function namesOf([first = "", ...others]: readonly string[]): string {
  return others.length === 0 ? first : `${first} and ${others.length} more`;
}

/** One line for each key that is not done, with its position. */
function printKeys(state: LanguageState, terminal: Terminal): void {
  for (const kind of ["missing", "stale", "unused"] as const) {
    for (const place of state[kind]) {
      const name = toWidth(place.key, displayWidth(place.key.replace(/[\p{Cc}\u2028\u2029]+/gu, " ")));
      const { path, start } = place;
      const note = kind === "stale" ? ` (${explanationOf(place)})` : place.draft === undefined ? "" : " (has a draft)";
      terminal.out(`  ${path}:${start.line}:${start.column}: ${terminal.paint("yellow", kind)} ${name}${note}`);
    }
  }
}

function explanationOf({ stale }: SegmentPlace): string {
  const reason = stale?.reason === "marked" ? "marked in the file" : "the source text changed";
  return stale?.isOurs ? reason : `${reason}; a person's text, which --stale keeps`;
}
