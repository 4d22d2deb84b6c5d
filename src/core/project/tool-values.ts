import type { KeyPath } from "../formats/format.js";

/** Most names below a key; more would take long with thousands of files. */
const MAX_NAMES = 200;

/** The strings of a settings file, by their keys. */
export class ToolValues {
  readonly #all: readonly { readonly key: KeyPath; readonly value: string }[];

  constructor(all: readonly { readonly key: KeyPath; readonly value: string }[]) {
    this.#all = all;
  }

  get(...path: KeyPath): string | undefined {
    return this.#all.find(({ key }) => key.length === path.length && startsWith(key, path))?.value;
  }

  /** All strings at a key or below it, in order. */
  below(...path: KeyPath): string[] {
    return this.#all.filter(({ key }) => startsWith(key, path)).map(({ value }) => value);
  }

  /** All strings at keys of a kind, in order. */
  where(isWanted: (key: KeyPath) => boolean): string[] {
    return this.#all.filter(({ key }) => isWanted(key)).map(({ value }) => value);
  }

  /** The first of the next names below a key, in order. */
  names(...path: KeyPath): (string | number)[] {
    const names = this.#all.filter(({ key }) => key.length > path.length && startsWith(key, path));
    return [...new Set(names.map(({ key }) => key[path.length] as string | number))].slice(0, MAX_NAMES);
  }
}

function startsWith(key: KeyPath, path: KeyPath): boolean {
  return path.every((name, index) => key[index] === name);
}
