import { dirname, isAbsolute, join, relative, resolve } from "node:path";
import type { Format } from "../core/formats/format.js";
import type { LanguageTag } from "../core/language/tag.js";
import { placeGlobs, placeOfSource, placeOfTarget } from "../core/project/path-patterns.js";
import { isOwnTarget, targetFileOf } from "../core/project/target-path.js";
import { readToolSettings, TOOL_FILES, type ToolSettings } from "../core/project/tool-settings.js";
import { pathInside } from "./path-inside.js";
import type { Workspace } from "./workspace.js";

/** Larger files are no settings. */
const MAX_BYTES = 1_000_000;

/** The settings of a tool with the folder that their paths are relative to. */
interface Located {
  readonly folder: string;
  readonly settings: ToolSettings;
}

/**
 * What the settings of other localization tools say of where the files of a project are; of several, the
 * nearest to the files counts.
 */
export class ToolLayout {
  readonly #located: readonly Located[];

  private constructor(located: readonly Located[]) {
    this.#located = located;
  }

  /**
   * Reads the settings in a folder and in those above it, up to the root of its repository.
   *
   * @param folder of the project or of a file
   */
  static async above(workspace: Workspace, folder: string): Promise<ToolLayout> {
    const located: Located[] = [];
    for (let at = resolve(folder); ; at = dirname(at)) {
      const read = await Promise.all(TOOL_FILES.map((name) => readSettings(workspace, at, name)));
      for (const settings of read) if (settings) located.push({ folder: at, settings });
      if (at === dirname(at) || (await workspace.stampOf(join(at, ".git"))) !== undefined)
        return new ToolLayout(located);
    }
  }

  /** Target languages that the settings name. */
  get targets(): readonly LanguageTag[] {
    return [...new Set(this.#located.flatMap(({ settings }) => settings.targets))];
  }

  /** Globs of the files that the settings of a folder name, relative to it. */
  globsIn(folder: string): string[] {
    const own = this.#located.filter((one) => one.folder === resolve(folder));
    return own.flatMap(({ settings }) => placeGlobs(settings.places));
  }

  /**
   * The target file of a source file: where the settings say, else where {@link targetFileOf} finds it. A file
   * that holds source and target is its own.
   *
   * @throws {RouteLmtError} `language-unknown` when neither tells
   */
  targetFileOf(format: Format, path: string, text: string, source: LanguageTag, target: LanguageTag): string {
    const told = isOwnTarget(format, path, text) ? undefined : this.#targetOf(path, source, target);
    return told ?? targetFileOf(format, path, text, source, target);
  }

  #targetOf(path: string, source: LanguageTag, target: LanguageTag): string | undefined {
    return this.#first(path, ({ settings: { places, listed } }, inside) => {
      const found = placeOfTarget(places, inside, source, target, listed);
      return found === undefined ? undefined : { found };
    })?.found;
  }

  /** The source file of a target file, and the target's language; undefined where no settings tell. */
  sourceOf(path: string, source: LanguageTag): { readonly source: string; readonly language: LanguageTag } | undefined {
    const told = this.#first(path, ({ settings: { places, listed } }, inside) => {
      const of = placeOfSource(places, inside, source, listed);
      return of && { found: of.source, language: of.language };
    });
    return told && { source: told.found, language: told.language };
  }

  /** The first answer of any settings, with its path as the one that was asked for is: absolute or not. */
  #first<Answer extends { readonly found: string }>(
    path: string,
    ask: (located: Located, inside: string) => Answer | undefined,
  ): Answer | undefined {
    for (const located of this.#located) {
      const inside = pathInside(located.folder, path);
      if (inside === undefined) continue;
      const answer = ask(located, inside);
      if (!answer) continue;
      const whole = join(located.folder, ...answer.found.split("/"));
      return { ...answer, found: isAbsolute(path) ? whole : relative(process.cwd(), whole) };
    }
    return undefined;
  }
}

async function readSettings(workspace: Workspace, folder: string, name: string): Promise<ToolSettings | undefined> {
  const path = join(folder, name);
  try {
    const file = await workspace.read(path, MAX_BYTES);
    return file && readToolSettings(name, file.text);
  } catch {
    // Not there, or not to be read.
    return undefined;
  }
}
