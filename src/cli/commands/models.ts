import { type DirectionRow, directionTable, type RemarkedTag } from "#core/language/direction-table.js";
import { directionName } from "#core/language/tag.js";
import { readModelFolder } from "#small-model/model-folder.js";
import { remarkText } from "#workspace/language-text.js";
import { inEnglish } from "#workspace/localize.js";
import { readArguments } from "../arguments.js";
import { EXIT } from "../exit-code.js";
import { type Terminal, toWidth } from "../terminal.js";
import { BUNDLED_MODEL } from "./small-model.js";

/**
 * `routelmt models`: describes the small model and its languages.
 *
 * @throws {RouteLmtError} `model-incomplete`
 */
export async function modelsCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values } = readArguments(args, { model: { type: "string" }, json: { type: "boolean" } }, 0);
  const folder = await readModelFolder(values.model ?? BUNDLED_MODEL);
  const { directions, probe } = folder.routing;
  const languages = directionTable(directions);
  if (values.json) {
    const { name, path, layers, hiddenSize } = folder;
    const { metric, largeModel } = probe;
    terminal.json({
      name,
      path,
      layers,
      hiddenSize,
      directions,
      languages: languages.map(rowJson),
      metric,
      largeModel,
    });
    return EXIT.done;
  }
  terminal.out(`${terminal.paint("bold", folder.name)}${values.model ? "" : " (bundled)"}`);
  terminal.out(`  folder      ${folder.path}`);
  terminal.out(`  size        ${folder.layers} layers, hidden state of ${folder.hiddenSize}`);
  terminal.out(`  gain probe  fitted to ${probe.metric} gains of ${probe.largeModel}`);
  terminal.out("");
  printDirections(languages, terminal);
  return EXIT.done;
}

/** A row for programs, with the remarks as sentences. */
function rowJson({ direction, accepts, substitutes, refuses }: DirectionRow): object {
  const remarked = ({ tag, remark }: RemarkedTag): object => ({ tag, note: remarkText(remark, inEnglish) });
  return { direction, accepts, substitutes: substitutes.map(remarked), refuses: refuses.map(remarked) };
}

const WIDTHS = { direction: 10, address: 17 };

function printDirections(rows: readonly DirectionRow[], terminal: Terminal): void {
  const line = (direction: string, address: string, tags: string): string =>
    `${toWidth(direction, WIDTHS.direction)} ${toWidth(address, WIDTHS.address)} ${tags}`.trimEnd();
  terminal.out(terminal.paint("bold", line("direction", "form of address", "takes, too")));
  for (const { direction, accepts, substitutes } of rows) {
    const tags = [...accepts, ...substitutes.map(({ tag }) => `${tag}*`)];
    terminal.out(line(directionName(direction), direction.formality?.join(", ") || "–", tags.join(", ")));
  }
  const section = (title: string, texts: readonly string[]): void => {
    if (texts.length === 0) return;
    terminal.out("");
    terminal.out(terminal.paint("bold", title));
    for (const text of texts) terminal.out(text);
  };
  const remarked = ({ tag, remark }: RemarkedTag): string =>
    `${toWidth(tag, WIDTHS.direction)} ${remarkText(remark, inEnglish)}`;
  section(
    "* With a word about it",
    rows.flatMap(({ substitutes }) => substitutes.map(remarked)),
  );
  section(
    "Refused, because readers would not accept one for the other",
    rows.flatMap(({ refuses }) => refuses.map(remarked)),
  );
}
