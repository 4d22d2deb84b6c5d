import { lineEndOf } from "#core/text/splice.js";
import { type LiteralFile, type LiteralStyle, sampleOf } from "../literals/file.js";
import type { Notation } from "../tree/render.js";
import { spellLikeHeredoc, spellPhpString } from "./string.js";

const INTEGER = /^(?:0|[1-9]\d{0,14})$/;

/** The style of texts and arrays in a PHP file: that of most of them; Laravel's by default. */
export function phpStyle(file: LiteralFile): LiteralStyle {
  const { text } = file;
  const counts = { single: 0, double: 0, brackets: 0, words: 0 };
  for (const node of sampleOf(file)) {
    const char = text[node.start];
    if (node.type === "string") counts[char === '"' ? "double" : "single"]++;
    else if (node.type === "object" || node.type === "array") counts[char === "(" ? "words" : "brackets"]++;
  }
  const lineEnd = lineEndOf(text);
  const usual = counts.double > counts.single ? '"' : "'";
  const brackets = counts.words > counts.brackets ? (["array(", ")"] as const) : (["[", "]"] as const);
  const notation: Notation = {
    value: (value, replaced) => {
      const char = replaced?.type === "string" ? text[replaced.start] : usual;
      if (char === "<" && replaced) return spellLikeHeredoc(value, text, replaced.start, lineEnd);
      return spellPhpString(value, char === '"' ? '"' : "'", lineEnd);
    },
    key: (name) => (INTEGER.test(String(name)) ? String(name) : spellPhpString(String(name), usual, lineEnd)),
    object: brackets,
    array: brackets,
    gap: "null",
    // After `?>` in a line comment, there is no code.
    comment: /\/\*|(?:\/\/|#(?!\[))(?![^\r\n]*\?>)/y,
    isOneKind: true,
  };
  return { notation, usual: { unit: "    ", colon: " => ", trailingComma: true } };
}
