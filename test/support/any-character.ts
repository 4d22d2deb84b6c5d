import fc from "fast-check";

const FIRST_SURROGATE = 0xd800;
const SURROGATES = 0x800;

/**
 * Any code point but surrogates, as fast-check's `unit: "binary"` draws them. That one makes a table of all million of
 * them to find the number of one, which takes a process two seconds.
 */
export const ANY_CHARACTER: fc.Arbitrary<string> = fc.nat({ max: 0x10ffff - SURROGATES }).map(
  (number) => String.fromCodePoint(number < FIRST_SURROGATE ? number : number + SURROGATES),
  (character) => numberOf(String(character)),
);

/** @throws {Error} for what is not one such code point, so that fast-check knows that it was not drawn here */
function numberOf(character: string): number {
  const code = character.codePointAt(0) ?? -1;
  const isSurrogate = code >= FIRST_SURROGATE && code < FIRST_SURROGATE + SURROGATES;
  if (code < 0 || isSurrogate || String.fromCodePoint(code) !== character) throw new Error("no such character");
  return code < FIRST_SURROGATE ? code : code - SURROGATES;
}
