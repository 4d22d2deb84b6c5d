import type * as vscode from "vscode";
import { readKey } from "#large-model/api-key.js";
import { originOf } from "#large-model/base-url.js";
import type { ProviderName } from "#large-model/providers.js";

/** The scope of a key: it is sent nowhere else. */
export interface KeyScope {
  readonly provider: ProviderName;
  readonly baseUrl: string;
}

/** API keys in the editor's secret storage, one for each provider, scheme, host and port; nowhere else. */
export class ApiKeys {
  readonly #secrets: vscode.SecretStorage;

  constructor(secrets: vscode.SecretStorage) {
    this.#secrets = secrets;
  }

  async get(scope: KeyScope): Promise<string | undefined> {
    return this.#secrets.get(nameFor(scope));
  }

  /**
   * Stores a key; an empty one removes it.
   *
   * @throws {RouteLmtError} `key-missing` for an invalid one
   */
  async set(scope: KeyScope, text: string): Promise<void> {
    const key = readKey(text, "The text");
    if (key === "") await this.#secrets.delete(nameFor(scope));
    else await this.#secrets.store(nameFor(scope), key);
  }
}

function nameFor({ provider, baseUrl }: KeyScope): string {
  return `routelmt.key.${provider}.${originOf(baseUrl)}`;
}
