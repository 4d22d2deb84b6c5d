import type { DiffPiece } from "./words.js";

/**
 * The changes between two texts, readable without colours: `Open the [-file-] {+folder+}`, as in
 * `git diff --word-diff`. White space is kept.
 *
 * @param pieces from `before` to `after`
 */
export function markedDiff(pieces: readonly DiffPiece[], before: string, after: string): string {
  const old = reader(before);
  const now = reader(after);
  return pieces
    .map(({ kind, words }) => {
      if (kind === "removed") return marked(old(words), "[-", "-]");
      if (kind === "added") return marked(now(words), "{+", "+}");
      old(words);
      return now(words);
    })
    .join("");
}

/** Reads a text word by word: each call returns the text of the next words, from the end of the previous call. */
function reader(text: string): (words: readonly string[]) => string {
  let at = 0;
  return (words) => {
    const from = at;
    for (const word of words) at = text.indexOf(word, at) + word.length;
    return text.slice(from, at);
  };
}

function marked(text: string, open: string, close: string): string {
  const content = text.trimStart();
  return text.slice(0, text.length - content.length) + open + content + close;
}
