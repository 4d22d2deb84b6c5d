import { RouteLmtError, said } from "#core/errors.js";
import type { LanguageTag } from "#core/language/tag.js";
import type { Knowledge } from "#core/memory/knowledge.js";
import type { Termbase } from "#core/memory/termbase.js";
import { openKnowledge } from "#workspace/knowledge.js";
import type { Workspace } from "#workspace/workspace.js";
import type { Settings } from "../editor/settings.js";

/** The settings of memory and termbase. */
type KnowledgeSettings = Pick<Settings, "source" | "memories" | "termbases">;

/** The translations and terms of the settings. */
export class ProjectKnowledge {
  readonly #workspace: Workspace;
  /** By their files, because workspace folders may have their own termbases. */
  readonly #terms = new Map<string, { readonly stamp: string; readonly termbase: Promise<Termbase | undefined> }>();

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
  }

  /**
   * The knowledge for translating some files: the project's own translations, the named memories,
   * the termbase, and the application's names.
   *
   * @throws {RouteLmtError} `file-missing` or `format-malformed`, naming the setting
   */
  async open(
    files: readonly string[],
    settings: KnowledgeSettings,
    targets: readonly LanguageTag[],
  ): Promise<Knowledge> {
    const { source, memories } = settings;
    const { memory, names } = await namingSetting("memory.files", () =>
      openKnowledge(this.#workspace, { files, source, targets, memories, termbases: [] }),
    );
    const termbase = await this.termbase(settings);
    return { ...(memory ? { memory } : {}), ...(termbase ? { termbase } : {}), ...(names ? { names } : {}) };
  }

  /**
   * The termbase of the settings; the same object until one of its files changes.
   *
   * @throws {RouteLmtError} `file-missing` or `format-malformed`, naming the setting
   */
  async termbase({ source, termbases }: KnowledgeSettings): Promise<Termbase | undefined> {
    if (termbases.length === 0) return undefined;
    const name = JSON.stringify(termbases);
    const stamp = String(await Promise.all(termbases.map((path) => this.#workspace.stampOf(path))));
    const known = this.#terms.get(name);
    if (known?.stamp === stamp) return known.termbase;
    const read = (): Promise<Knowledge> =>
      openKnowledge(this.#workspace, { files: [], source, targets: [], memories: undefined, termbases });
    const termbase = namingSetting("termbase.files", read).then((knowledge) => knowledge.termbase);
    this.#terms.set(name, { stamp, termbase });
    return termbase;
  }
}

async function namingSetting<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof RouteLmtError)) throw error;
    const message = said`The setting ${`routelmt.${name}`} cannot be used: ${error.what}`;
    throw new RouteLmtError(error.code, message, error.cure, { cause: error });
  }
}
