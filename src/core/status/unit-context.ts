import { type KeyPath, keyName, type Unit } from "../formats/format.js";

/** The context that distinguishes units with the same text: the file's, or else the key. */
export function contextOf(unit: Unit, key?: KeyPath): string | undefined {
  return unit.context ?? unit.comment ?? (key && keyName(key));
}
