import { type KeyPath, keyName, type Unit } from "../formats/format.js";

/** What tells a unit from another with the same text: what the file says, else its key. */
export function contextOf(unit: Unit, key?: KeyPath): string | undefined {
  return unit.context ?? unit.comment ?? (key && keyName(key));
}
