import type { Unit } from "../format.js";

/** `action.save`, `form_title`, `menu:open`: several parts and no spaces. */
const KEY = /^[\w-]{1,80}(?:[.:/_-][\w-]{1,80})+$|^[a-z]{1,40}(?:[A-Z][a-z\d]{0,40})+$/;

/** Whether a source text is a key. */
export function isKeySource(source: string): boolean {
  return KEY.test(source);
}

/** Whether most source texts of a file are keys, and its targets are other texts. */
export function hasKeysForSources(units: readonly Unit[]): boolean {
  const filled = units.filter(({ value }) => value !== "");
  const keys = filled.filter(({ source = "", value }) => isKeySource(source) && value !== source);
  return keys.length > 0 && keys.length >= filled.length / 2;
}
