import { dirname, join, resolve } from "node:path";
import type { NameCandidate } from "../core/messages/names.js";
import { isManifest, namesInManifest } from "../core/project/manifests.js";
import type { Workspace } from "./workspace.js";

/** Larger files are not manifests. */
const MAX_BYTES = 256_000;
/** Most manifests to read in one folder: a folder of `.desktop` files names many applications. */
const MAX_MANIFESTS = 8;
/** Folders with more files are not searched. */
const MAX_FILES = 2000;
/** How many folders above a file may belong to its project. */
const MAX_FOLDERS = 12;

/**
 * The names of the application, from the manifests in the folders of some files and above them: up to the root of the
 * repository or, without one, to the nearest folder with a manifest. Links are not followed, so nothing outside the
 * project is read, and nothing is executed.
 *
 * @param files paths of files with texts
 */
export async function applicationCandidates(workspace: Workspace, files: readonly string[]): Promise<NameCandidate[]> {
  const found = new Map<string, NameCandidate>();
  const read = new Map<string, Promise<Folder>>();
  for (const folder of new Set(files.map((file) => dirname(resolve(file))))) {
    for (const one of await candidatesAbove(workspace, folder, read)) found.set(`${one.isSlug} ${one.text}`, one);
  }
  return [...found.values()];
}

/** What matters in a folder. */
interface Folder {
  readonly names: readonly NameCandidate[];
  readonly isRoot: boolean;
}

async function candidatesAbove(
  workspace: Workspace,
  start: string,
  read: Map<string, Promise<Folder>>,
): Promise<readonly NameCandidate[]> {
  const all: NameCandidate[] = [];
  let nearest: readonly NameCandidate[] | undefined;
  let at = start;
  for (let depth = 0; depth < MAX_FOLDERS; depth++) {
    const known = read.get(at) ?? readFolder(workspace, at);
    read.set(at, known);
    const { names, isRoot } = await known;
    all.push(...names);
    if (names.length > 0) nearest ??= names;
    if (isRoot) return all;
    if (at === dirname(at)) break;
    at = dirname(at);
  }
  return nearest ?? [];
}

async function readFolder(workspace: Workspace, folder: string): Promise<Folder> {
  const entries = await workspace.list(folder);
  const isRoot = entries.some(({ name }) => name === ".git");
  const files = entries.filter(({ name }) => isManifest(name)).sort((a, b) => (a.name < b.name ? -1 : 1));
  if (entries.length > MAX_FILES || files.length > MAX_MANIFESTS) return { names: [], isRoot };
  const own = files.filter(({ isLink }) => !isLink);
  const names = await Promise.all(own.map(({ name }) => namesIn(workspace, folder, name)));
  return { names: names.flat(), isRoot };
}

async function namesIn(workspace: Workspace, folder: string, file: string): Promise<NameCandidate[]> {
  const read = await workspace.read(join(folder, file), MAX_BYTES).catch(() => undefined);
  // Missing or unreadable: it names nothing.
  return read ? namesInManifest(file, read.text) : [];
}
