import type * as vscode from "vscode";

/** API keys in the editor's secret storage, one per provider host; nowhere else. */
export class ApiKeys {
  readonly #secrets: vscode.SecretStorage;

  constructor(secrets: vscode.SecretStorage) {
    this.#secrets = secrets;
  }

  /** The key for the host of a base URL. */
  async get(baseUrl: string): Promise<string | undefined> {
    return this.#secrets.get(nameFor(baseUrl));
  }

  /** Stores a key for the host of a base URL; an empty one removes it. */
  async set(baseUrl: string, key: string): Promise<void> {
    if (key === "") await this.#secrets.delete(nameFor(baseUrl));
    else await this.#secrets.store(nameFor(baseUrl), key);
  }
}

function nameFor(baseUrl: string): string {
  return `routelmt.key.${new URL(baseUrl).host}`;
}
