import { lineEndOf } from "#core/text/splice.js";
import type { LiteralFile, LiteralStyle } from "../literals/file.js";
import { sampleOf } from "../literals/file.js";
import type { Notation } from "../tree/render.js";
import { type JsQuote, jsSpeller } from "./string.js";

const BARE_KEY = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;

/** The style of texts and keys: that of most of them; by default, keys without quotes. */
export function jsStyle(file: LiteralFile): LiteralStyle {
  const { text } = file;
  const counts = { "'": 0, '"': 0, "`": 0 };
  const keys = { bare: 0, quoted: 0 };
  for (const node of sampleOf(file)) {
    if (node.type === "string") counts[quoteAt(text, node.start)]++;
    const isQuoted = /['"]/.test(text[node.propertyStart] ?? "");
    if (node.isNamed && node.parent?.type === "object") keys[isQuoted ? "quoted" : "bare"]++;
  }
  const quote = counts["'"] > 0 && counts["'"] >= counts['"'] ? "'" : '"';
  const usual = counts["`"] > counts[quote] ? "`" : quote;
  const spell = jsSpeller(text, lineEndOf(text));
  const notation: Notation = {
    value: (value, replaced) => spell(value, replaced?.type === "string" ? quoteAt(text, replaced.start) : usual),
    key: (name) =>
      BARE_KEY.test(String(name)) && keys.quoted <= keys.bare ? String(name) : spell(String(name), quote),
    object: ["{", "}"],
    array: ["[", "]"],
    gap: "null",
    comment: /\/[/*]/y,
  };
  return { notation, usual: { padding: " " } };
}

function quoteAt(text: string, at: number): JsQuote {
  const char = text[at];
  return char === "'" || char === "`" ? char : '"';
}
