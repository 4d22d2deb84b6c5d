import { type Document, type Format, keyId, type Unit } from "./format.js";

/**
 * A file with source and target, completed with every text of its template, in the template's order, for formats that add
 * them ({@link Format.addsTexts}). The added ones have no translation yet.
 */
export function withTemplateTexts({ addsTexts }: Format, template: Document, target: Document): Document {
  if (!addsTexts || template === target) return target;
  const there = new Map(target.units.map((unit) => [keyId(unit.key), unit]));
  const asked = template.units.map((unit): Unit => {
    return there.get(keyId(unit.key)) ?? { ...unit, value: "", state: "untranslated" };
  });
  const known = new Set(asked.map(({ key }) => keyId(key)));
  return { ...target, units: [...asked, ...target.units.filter(({ key }) => !known.has(keyId(key)))] };
}
