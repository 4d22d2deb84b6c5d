import { dirname, isAbsolute, join, relative, resolve } from "node:path";
import { matchShape, type Shape, SLOT } from "../core/project/path-shapes.js";
import { pathInside } from "./path-inside.js";
import type { Workspace } from "./workspace.js";

/**
 * The files of a project, by their paths within it. Folders above the project say nothing about languages: a user may
 * be called `de`, a repository `en`.
 */
export class ProjectFolder {
  readonly #workspace: Workspace;
  readonly #root: string;
  readonly #lists = new Map<string, Promise<ReadonlySet<string>>>();

  private constructor(workspace: Workspace, root: string) {
    this.#workspace = workspace;
    this.#root = root;
  }

  /**
   * The project of a file or folder: its repository or the current folder, whichever is nearer. For a file in neither,
   * it is the whole file system.
   */
  static async of(workspace: Workspace, path: string): Promise<ProjectFolder> {
    const worked = resolve(workspace.projectFolderOf(path));
    const isInWorked = resolve(path) === worked || pathInside(worked, path) !== undefined;
    for (let at = resolve(path); ; at = dirname(at)) {
      const isRoot = (isInWorked && at === worked) || (await workspace.stampOf(join(at, ".git"))) !== undefined;
      if (isRoot || at === dirname(at)) return new ProjectFolder(workspace, at);
    }
  }

  /** The files below a folder. */
  static at(workspace: Workspace, folder: string): ProjectFolder {
    return new ProjectFolder(workspace, resolve(folder));
  }

  /** A path within the project, with `/` between folders. */
  inside(path: string): string {
    return pathInside(this.#root, path) ?? path;
  }

  /** A path within the project in the form of another path: absolute, or relative to the current folder. */
  like(path: string, inside: string): string {
    const whole = join(this.#root, ...inside.split("/"));
    return isAbsolute(path) ? whole : relative(process.cwd(), whole);
  }

  /** The existing files of some shapes; a shape without a language is a single path. */
  async ofShapes(shapes: readonly Shape[]): Promise<string[]> {
    const found = await Promise.all([...new Set(shapes)].map((shape) => this.#ofShape(shape)));
    return [...new Set(found.flat())];
  }

  /** Goes down folder by folder: where one names a language, into every folder that names one. */
  async #ofShape(shape: Shape): Promise<string[]> {
    let found = [""];
    const segments = shape.split("/");
    for (const [index, segment] of segments.entries()) {
      const isLast = index === segments.length - 1;
      if (!segment.includes(SLOT) && !isLast) found = found.map((folder) => below(folder, segment));
      else {
        const lists = await Promise.all(found.map(async (folder) => [folder, await this.#list(folder)] as const));
        found = lists.flatMap(([folder, names]) => namesOf(segment, names).map((name) => below(folder, name)));
      }
    }
    return shape.includes(SLOT) ? found.filter((path) => matchShape(shape, path) !== undefined) : found;
  }

  #list(folder: string): Promise<ReadonlySet<string>> {
    const known = this.#lists.get(folder);
    if (known) return known;
    const list = this.#workspace
      .list(join(this.#root, ...folder.split("/")))
      .then((entries) => new Set(entries.map(({ name }) => name).sort()));
    this.#lists.set(folder, list);
    return list;
  }
}

function namesOf(segment: string, names: ReadonlySet<string>): string[] {
  if (segment.includes(SLOT)) return [...names].filter((name) => matchShape(segment, name) !== undefined);
  return names.has(segment) ? [segment] : [];
}

function below(folder: string, name: string): string {
  return folder === "" ? name : `${folder}/${name}`;
}
