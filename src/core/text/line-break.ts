/**
 * Where a line of text may be broken, after the Unicode line breaking algorithm (UAX #14) as
 * gettext applies it: rules LB7 to LB31 on the classes that occur in translations, except LB29, so that `a,b`
 * may be broken. Scripts that need a dictionary, such as Thai, are not broken inside words.
 */

type BreakClass =
  | "AL"
  | "B2"
  | "BA"
  | "CL"
  | "CM"
  | "CP"
  | "EX"
  | "GL"
  | "HL"
  | "HY"
  | "ID"
  | "IN"
  | "IS"
  | "NS"
  | "NU"
  | "OP"
  | "PO"
  | "PR"
  | "QU"
  | "RI"
  | "SP"
  | "SY"
  | "WJ"
  | "ZW";

/** Classes and their characters; the first match counts, and AL is the default. */
const CLASSES: readonly (readonly [BreakClass, RegExp])[] = [
  ["SP", / /],
  ["ZW", /\u200b/],
  ["WJ", /[\u2060\ufeff]/],
  ["GL", /\u00a0|\u202f|\u2007|\u2011|\u034f/],
  ["CM", /\p{M}|\p{Cc}|\p{Cs}|\u200c|\u200d/u],
  ["HY", /-/],
  ["BA", /[|\u00ad\u2000-\u2006\u2008-\u200a\u2010\u2012\u2013\u3000\u0964\u0965]/],
  ["B2", /[\u2014\u2e3a\u2e3b]/],
  ["EX", /[!?\uff01\uff1f\u061b\u061f]/],
  ["IS", /[,.:;\u060c\u2044]/],
  ["SY", /\//],
  ["CP", /[)\]]/],
  ["CL", /[}\u3001\u3002\uff0c\uff0e\uff61\uff64]/],
  [
    "NS",
    /[\u3005\u301c\u303c\u3041\u3043\u3045\u3047\u3049\u3063\u3083\u3085\u3087\u308e\u3095\u3096\u309b-\u309e\u30a0\u30a1\u30a3\u30a5\u30a7\u30a9\u30c3\u30e3\u30e5\u30e7\u30ee\u30f5\u30f6\u30fb-\u30fe\uff1a\uff1b\uff65\u203c\u2047-\u2049]/,
  ],
  ["OP", /[\u00a1\u00bf\p{Ps}]/u],
  ["QU", /["'\u00ab\u00bb\p{Pi}\p{Pf}]/u],
  ["CL", /\p{Pe}/u],
  ["PO", /[%\u00a2\u00b0\u2030-\u2037\u20a7\u2103\u2109\uff05\uffe0]/],
  ["PR", /[$+\\\u00a3-\u00a5\u00b1\u2116\u2212\u2213\p{Sc}]/u],
  ["NU", /(?![\uff10-\uff19])\p{Nd}/u],
  ["IN", /[\u2024-\u2026]/],
  ["RI", /[\u{1f1e6}-\u{1f1ff}]/u],
  ["HL", /\p{Script=Hebrew}/u],
  [
    "ID",
    /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\p{Script=Yi}\u3003-\u3030\u3200-\u33ff\uff01-\uff60\uffe1-\uffe6\p{Emoji_Presentation}]/u,
  ],
];

const known = new Map<string, BreakClass>();

function classOf(char: string): BreakClass {
  let found = known.get(char);
  if (found === undefined) {
    found = CLASSES.find(([, pattern]) => pattern.test(char))?.[0] ?? "AL";
    if (known.size < 10_000) known.set(char, found);
  }
  return found;
}

const set = (names: string): ReadonlySet<string> => new Set(names.split(" "));
const NEVER_BEFORE = set("ZW WJ CL CP EX IS SY");
const NOT_BEFORE = set("QU BA HY NS GL IN");
/** Pairs that are not separated unless there is a blank between them: LB23 to LB30. */
const TOGETHER: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ["AL", set("NU PR PO AL HL OP")],
  ["HL", set("NU PR PO AL HL OP")],
  ["NU", set("AL HL PO PR NU OP")],
  ["ID", set("PO")],
  ["PR", set("ID AL HL OP NU")],
  ["PO", set("AL HL OP NU")],
  ["CL", set("PO PR")],
  ["CP", set("PO PR AL HL NU")],
  ["HY", set("NU")],
  ["IS", set("NU")],
  ["SY", set("NU HL")],
]);

/** Whether a line may be broken between two characters, given the blanks between them. */
function breaks(before: BreakClass, after: BreakClass, blank: boolean): boolean {
  if (before === "ZW") return true;
  if (NEVER_BEFORE.has(after) || before === "OP") return false;
  if (before === "QU" && after === "OP") return false;
  if ((before === "CL" || before === "CP") && after === "NS") return false;
  if (before === "B2" && after === "B2") return false;
  if (blank) return true;
  if (before === "WJ" || before === "GL" || before === "QU") return false;
  if (after === "GL") return before === "BA" || before === "HY";
  if (NOT_BEFORE.has(after)) return false;
  return !TOGETHER.get(before)?.has(after);
}

/** The pieces of a text that must not be broken, each with the blanks after it. */
export function unbreakablePieces(text: string): string[] {
  const pieces: string[] = [];
  let start = 0;
  let at = 0;
  let before: BreakClass | undefined;
  let blank = false;
  let flags = 0;
  for (const char of text) {
    let after = classOf(char);
    if (after === "CM") after = before === undefined || blank ? "AL" : "CM";
    if (after === "SP") blank = true;
    else if (after !== "CM") {
      flags = after === "RI" ? flags + 1 : 0;
      const flag = after === "RI" && before === "RI" && flags % 2 === 0 && !blank;
      const joined = flag || text[at - 1] === "\u200d";
      if (before !== undefined && !joined && breaks(before, after, blank)) {
        pieces.push(text.slice(start, at));
        start = at;
      }
      before = after;
      blank = false;
    }
    at += char.length;
  }
  if (start < text.length) pieces.push(text.slice(start));
  return pieces;
}

const ZERO_WIDTH = /[\p{Mn}\p{Me}\p{Cf}\p{Cc}]/u;
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\p{Emoji_Presentation}\u{20000}-\u{3fffd}]/u;

/** Width of a text on a terminal, in columns. */
export function columnsOf(text: string): number {
  if (!/[^ -~]/.test(text)) return text.length;
  let columns = 0;
  for (const char of text) columns += char <= "~" ? 1 : ZERO_WIDTH.test(char) ? 0 : WIDE.test(char) ? 2 : 1;
  return columns;
}
