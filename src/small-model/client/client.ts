import type { ModelDirection } from "#core/language/directions.js";
import type { SmallModelRequest } from "#core/translate/models.js";
import type { TranslateListener, TranslateOptions } from "../protocol.js";
import type { SearchMode } from "../search-mode.js";
import { ModelHostFailure } from "./host.js";
import { RestartedHost, type RestartOptions, unlessAborted } from "./restarted-host.js";
import { Results } from "./results.js";

/** How to start a model host, what to load there, and how to work with it. */
export interface ClientOptions extends RestartOptions {
  /** How hypotheses are searched for by default. */
  readonly search?: SearchMode;
}

/** The model host's client: sends the texts that are not translated yet. One call runs at a time; further ones wait. */
export class SmallModelClient {
  readonly #host: RestartedHost;
  readonly #search: SearchMode | undefined;
  #queue: Promise<unknown> = Promise.resolve();

  constructor({ search, ...options }: ClientOptions) {
    this.#host = new RestartedHost(options);
    this.#search = search;
  }

  /**
   * Name and directions of the model; starts the host.
   *
   * @throws {RouteLmtError} `model-incomplete`, `model-crashed`
   */
  async describe(): Promise<{ readonly name: string; readonly directions: readonly ModelDirection[] }> {
    return this.#host.use(async (ready) => (await ready()).model);
  }

  /**
   * Translates texts; the listener gets each result once, as soon as it is available, even
   * if the host dies in between.
   *
   * @throws {RouteLmtError} `cancelled`, `direction-unsupported`, `model-incomplete`, `model-crashed`
   */
  translate(
    requests: readonly SmallModelRequest[],
    listener: TranslateListener,
    options: TranslateOptions = {},
    signal?: AbortSignal,
  ): Promise<void> {
    const all = this.#search ? { search: this.#search, ...options } : options;
    const before = this.#queue;
    const run = unlessAborted(before, signal).then(() => this.#translate(requests, listener, all, signal));
    this.#queue = Promise.allSettled([before, run]);
    return run;
  }

  /** Ends the host. */
  dispose(): void {
    this.#host.dispose();
  }

  async #translate(
    requests: readonly SmallModelRequest[],
    listener: TranslateListener,
    options: TranslateOptions,
    signal: AbortSignal | undefined,
  ): Promise<void> {
    const results = new Results(requests, listener, options.decode ?? true);
    await this.#host.use(
      async (ready) => {
        if (results.open.length === 0) return;
        const { host } = await ready();
        await host.translate(
          results.open,
          options,
          results.listener(() => host.resulted()),
          signal,
        );
        if (results.open.length === 0) return;
        host.kill();
        throw new ModelHostFailure(`it said it was done and left out ${results.open.length} texts`);
      },
      { open: () => results.open.length, signal },
    );
  }
}
