import { dirname, isAbsolute, join, relative, resolve } from "node:path";
import type { Format } from "../core/formats/format.js";
import { type NamedText, namingFile, refuseOtherLanguage } from "../core/formats/read-file.js";
import { isSameLanguage } from "../core/language/answer.js";
import type { Direction, LanguageTag } from "../core/language/tag.js";
import { isCompatible } from "../core/language/variety.js";
import { placeGlobs, placeOfSource, placeOfTarget, placeShape } from "../core/project/path-patterns.js";
import { isOfSource, matchShape, sourceReadings } from "../core/project/path-shapes.js";
import { isUsual, languagesInPath } from "../core/project/path-words.js";
import { holdsAll, isOwnTarget, targetPath } from "../core/project/target-path.js";
import { readToolSettings, TOOL_FILES, type ToolSettings } from "../core/project/tool-settings.js";
import { pathInside } from "./path-inside.js";
import { ProjectFolder } from "./project-files.js";
import type { Workspace } from "./workspace.js";

/** The source language unless something says otherwise. */
const USUAL: LanguageTag = "en";
/** Larger files are not settings. */
const MAX_BYTES = 1_000_000;

/** A source file that was read. */
export interface ReadSource extends NamedText {
  readonly format: Format;
}

/** The settings of a tool with the folder that their paths are relative to. */
interface Located {
  readonly folder: string;
  readonly files: ProjectFolder;
  readonly settings: ToolSettings;
}

/** Settings by the folder that they are in. */
export type KnownSettings = Map<string, Promise<readonly Located[]>>;

/**
 * Where the files of a project are: as the settings of other localization tools say, the nearest settings first;
 * otherwise as the existing files and their paths suggest.
 */
export class ProjectPaths {
  readonly #located: readonly Located[];

  /** The project of the folder. */
  readonly project: ProjectFolder;

  private constructor(located: readonly Located[], project: ProjectFolder) {
    this.#located = located;
    this.project = project;
  }

  /**
   * Reads the settings in a folder and in those above it, up to the root of its repository.
   *
   * @param folder of the project or of a file
   * @param known what was read just now, by folder; it is added to
   */
  static async above(workspace: Workspace, folder: string, known: KnownSettings = new Map()): Promise<ProjectPaths> {
    const located: Located[] = [];
    for (let at = resolve(folder); ; at = dirname(at)) {
      const read = known.get(at) ?? locatedIn(workspace, at);
      known.set(at, read);
      located.push(...(await read));
      if (at === dirname(at) || (await workspace.stampOf(join(at, ".git"))) !== undefined)
        return new ProjectPaths(located, await ProjectFolder.of(workspace, folder));
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
   * The source language if nobody named one: that of the settings, otherwise English. A file whose path names English,
   * and not the language of the settings, is English.
   */
  sourceLanguageOf(path: string): LanguageTag {
    const fromSettings = this.#located.map(({ settings }) => settings.source).find((one) => one !== undefined) ?? USUAL;
    const named = languagesInPath(this.project.inside(path));
    const isNamed = (language: LanguageTag): boolean => named.some((one) => isOfSource(one, language));
    return !isNamed(fromSettings) && isNamed(USUAL) ? USUAL : fromSettings;
  }

  /**
   * The target file of a source file: where the settings say, otherwise where {@link targetPath} finds it among the
   * existing files. A file that holds source and target is its own, unless it is the source language's.
   *
   * @throws {RouteLmtError} `language-unknown` if neither finds one; `option-invalid` when a file that holds both is of
   *   another language, as itself or its path says
   */
  async targetFileOf({ format, path, text }: ReadSource, direction: Direction): Promise<string> {
    if (isOwnTarget(format, path, text)) {
      const language = namingFile(path, () => holdsAll(format, text))
        ? undefined
        : this.#languageOf(format, path, text);
      if (
        language === undefined ||
        !isOfSource(language, direction.source) ||
        isCompatible(language, direction.target)
      ) {
        refuseOtherLanguage(language, path, direction);
        return path;
      }
    }
    return (await this.#targetOf(path, direction)) ?? this.#pathOf(format, path, direction);
  }

  /** The language of a file that holds source and target, as itself or its path says. */
  #languageOf(format: Format, path: string, text: string): LanguageTag | undefined {
    const own = namingFile(path, () => format.languageOf?.(text));
    return own ?? languagesInPath(this.project.inside(path)).find(isUsual);
  }

  async #targetOf(path: string, direction: Direction): Promise<string | undefined> {
    for (const { folder, files, settings } of this.#located) {
      const inside = pathInside(folder, path);
      const shape = inside === undefined ? undefined : placeShape(settings.places, inside, direction.source);
      if (inside === undefined || shape === undefined) continue;
      const there = await files.ofShapes([shape]);
      const found = placeOfTarget(settings, inside, direction, there);
      if (found !== undefined) return files.like(path, found);
    }
    return undefined;
  }

  async #pathOf({ isNamed }: Format, path: string, { source, target }: Direction): Promise<string> {
    const inside = this.project.inside(path);
    const there = await this.project.ofShapes(sourceReadings(inside, source, isNamed).map(({ shape }) => shape));
    return this.project.like(path, targetPath(inside, source, target, { isNamed, there }));
  }

  /**
   * The files that are translations of a source file according to the settings, with their languages; paths in the form
   * of the given one.
   */
  async translationsOf(path: string, source: LanguageTag): Promise<ReadonlyMap<string, LanguageTag>> {
    const found = new Map<string, LanguageTag>();
    for (const { folder, files, settings } of this.#located) {
      const inside = pathInside(folder, path);
      const shape = inside === undefined ? undefined : placeShape(settings.places, inside, source);
      if (shape === undefined) continue;
      for (const one of await files.ofShapes([shape])) {
        const language = matchShape(shape, one)?.language;
        if (language !== undefined && one !== inside && !isSameLanguage(language, source))
          found.set(files.like(path, one), language);
      }
    }
    return found;
  }

  /** The source file of a target file, and the target's language; undefined if no settings name it. */
  sourceOf(path: string, source: LanguageTag): { readonly source: string; readonly language: LanguageTag } | undefined {
    const named = this.#first(path, ({ settings }, inside) => {
      const of = placeOfSource(settings, inside, source);
      return of && { found: of.source, language: of.language };
    });
    return named && { source: named.found, language: named.language };
  }

  /** Whether the settings name a file as a source file or a translation. */
  holds(path: string, source: LanguageTag): boolean {
    return this.#located.some(({ folder, settings }) => {
      const inside = pathInside(folder, path);
      if (inside === undefined) return false;
      return (placeShape(settings.places, inside, source) ?? placeOfSource(settings, inside, source)) !== undefined;
    });
  }

  /** The first answer among all settings; its path is absolute if the given one is. */
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

async function locatedIn(workspace: Workspace, folder: string): Promise<readonly Located[]> {
  const there = new Set((await workspace.list(folder)).map(({ name }) => name));
  const possible = TOOL_FILES.filter((path) => there.has(path.split("/", 1)[0] ?? path));
  const read = await Promise.all(possible.map((path) => readSettings(workspace, folder, path)));
  const files = ProjectFolder.at(workspace, folder);
  return read.flatMap((settings) => (settings ? [{ folder, files, settings }] : []));
}

async function readSettings(workspace: Workspace, folder: string, name: string): Promise<ToolSettings | undefined> {
  const path = join(folder, name);
  try {
    const file = await workspace.read(path, MAX_BYTES);
    return file && readToolSettings(name, file.text);
  } catch {
    // Missing or unreadable.
    return undefined;
  }
}
