import { basename, dirname, extname, join } from "node:path";
import { RouteLmtError, said, sayingOf } from "../core/errors.js";
import { languagesOf } from "../core/formats/read-file.js";
import { findFormat } from "../core/formats/registry.js";
import type { Direction, LanguageTag } from "../core/language/tag.js";
import { isCompatible } from "../core/language/variety.js";
import { entriesOf } from "../core/memory/from-documents.js";
import type { Knowledge } from "../core/memory/knowledge.js";
import { type MemoryEntry, TranslationMemory } from "../core/memory/memory.js";
import { readTbx } from "../core/memory/tbx.js";
import { readTermCsv } from "../core/memory/term-csv.js";
import { Termbase, type TermConcept } from "../core/memory/termbase.js";
import { readTmx } from "../core/memory/tmx.js";
import { inSlices } from "../node/in-slices.js";
import { applicationCandidates } from "./application-names.js";
import { ProjectPaths } from "./project-paths.js";
import { SourceRecords } from "./source-records.js";
import { readSourceText } from "./source-text.js";
import type { Workspace } from "./workspace.js";

/** What a run may know besides its own files. */
export interface KnowledgeSources {
  /** Source files of the run; their neighbours' translations are known too. */
  readonly files: readonly string[];
  readonly source: LanguageTag;
  readonly targets: readonly LanguageTag[];
  /** TMX files; undefined to use no memory at all, not even the project's own translations. */
  readonly memories: readonly string[] | undefined;
  /** Termbases, TBX or CSV. */
  readonly termbases: readonly string[];
}

/** How many files of one folder are read for their translations. */
const MAX_NEIGHBOURS = 300;

/**
 * Fills a translation memory from the project's own files and from TMX, and a termbase, and finds out what the
 * application is called.
 *
 * @throws {RouteLmtError} `file-missing`, `format-malformed` for a named TMX or termbase; a neighbour that cannot be
 *   read is skipped
 */
export async function openKnowledge(workspace: Workspace, sources: KnowledgeSources): Promise<Knowledge> {
  const memory = await openMemory(workspace, sources);
  const concepts: TermConcept[] = [];
  for (const path of sources.termbases) {
    const read = /\.(?:tbx|xml)$/i.test(path) ? readTbx : readTermCsv;
    concepts.push(...(await readNamed(workspace, path, read)));
  }
  const names = await applicationCandidates(workspace, sources.files);
  return {
    ...(memory ? { memory } : {}),
    ...(concepts.length > 0 ? { termbase: new Termbase(concepts) } : {}),
    ...(names.length > 0 ? { names } : {}),
  };
}

async function openMemory(workspace: Workspace, sources: KnowledgeSources): Promise<TranslationMemory | undefined> {
  if (!sources.memories) return undefined;
  const memory = new TranslationMemory();
  await addAll(memory, await projectEntries(workspace, sources));
  for (const path of sources.memories) {
    const entries = await readNamed(workspace, path, (text) => readTmx(text, sources.targets));
    await addAll(
      memory,
      entries.filter(({ direction }) => sameBase(direction.source, sources.source)),
    );
  }
  return memory;
}

function addAll(memory: TranslationMemory, entries: readonly MemoryEntry[]): Promise<void> {
  return inSlices(addSteps(memory, entries));
}

function* addSteps(memory: TranslationMemory, entries: readonly MemoryEntry[]): Generator<void, void> {
  for (const entry of entries) {
    memory.add(entry);
    yield;
  }
}

/** The translations in the files of the run and in their neighbours. */
async function projectEntries(
  workspace: Workspace,
  { files, source, targets }: KnowledgeSources,
): Promise<MemoryEntry[]> {
  const all: MemoryEntry[] = [];
  const records = new SourceRecords(workspace);
  const endings = new Set(files.map((file) => extname(file)));
  for (const folder of new Set(files.map((file) => dirname(file)))) {
    const own = files.filter((file) => dirname(file) === folder);
    const entries = (await workspace.list(folder)).slice(0, MAX_NEIGHBOURS);
    const neighbours = entries.filter(({ name }) => endings.has(extname(name))).map(({ name }) => join(folder, name));
    const paths = await ProjectPaths.above(workspace, folder);
    for (const path of new Set([...own, ...neighbours])) {
      for (const target of targets)
        all.push(...(await pairEntries({ workspace, records, paths }, path, { source, target }).catch(() => [])));
    }
  }
  return all;
}

/** What is needed to read a pair of files. */
interface PairReading {
  readonly workspace: Workspace;
  readonly records: SourceRecords;
  readonly paths: ProjectPaths;
}

/** The translations of a source file in one language. */
async function pairEntries(
  { workspace, records, paths }: PairReading,
  path: string,
  direction: Direction,
): Promise<MemoryEntry[]> {
  const from = await readSourceText(workspace, path, direction.source);
  const format = from && findFormat(path, from.text);
  if (!from || !format) return [];
  const { source, target } = direction;
  const targetPath = await paths.targetFileOf({ format, path, text: from.text }, direction);
  const to = targetPath === path ? from : await workspace.read(targetPath);
  const stated = to && format.languageOf?.(to.text);
  if (!to || (stated !== undefined && !isCompatible(stated, target))) return [];
  const read = {
    format,
    source: format.read(from.text, { source }),
    target: format.read(to.text, languagesOf(direction)),
    direction,
  };
  return entriesOf(read, basename(targetPath), await records.recordedIn(targetPath, target));
}

async function readNamed<Result>(workspace: Workspace, path: string, read: (text: string) => Result): Promise<Result> {
  const file = await workspace.read(path);
  if (!file)
    throw new RouteLmtError(
      "file-missing",
      said`There is no file ${path}`,
      said`Check the path of the memory or termbase.`,
    );
  try {
    return read(file.text);
  } catch (error) {
    const advice = error instanceof RouteLmtError ? error.cure : said`Correct the file and run again.`;
    throw new RouteLmtError("format-malformed", said`${path}: ${sayingOf(error)}`, advice, { cause: error });
  }
}

function sameBase(a: LanguageTag, b: LanguageTag): boolean {
  return a.split("-")[0]?.toLowerCase() === b.split("-")[0]?.toLowerCase();
}
