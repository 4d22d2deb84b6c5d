/** An entry on one line: a key, the sign after it with blanks, and a value. */
export interface AlignedEntry {
  readonly keyStart: number;
  readonly keyEnd: number;
  readonly valueStart: number;
  readonly end: number;
}

/** What is written between a key and its value. */
export type SignAfter = (key: string) => string;

/** The sign of an entry, with the widths of what is around it. */
interface Sign {
  readonly width: number;
  readonly before: number;
  readonly mark: string;
  readonly after: number;
}

/** How many entries on each side of a place are looked at. */
const NEAR = 10;
/** The most characters between a value and the next key. */
const MAX_BETWEEN = 500;
const SIGN = /^( *)([^\s]{1,2})( *)$/;

/**
 * Finds how the entries around a place align their signs (`a    = 1`) or values (`a:    1`), if they do. Entries after a blank
 * line are aligned by themselves.
 *
 * @param entries in the order of the file
 * @param placeOf the place of an entry; undefined for one over several lines
 */
export function alignmentIn<Entry>(
  text: string,
  entries: readonly Entry[],
  placeOf: (entry: Entry) => AlignedEntry | undefined,
): (near: Entry | undefined) => SignAfter | undefined {
  let indexes: ReadonlyMap<Entry, number> | undefined;
  return (near) => {
    if (near === undefined) return undefined;
    indexes ??= new Map(entries.map((one, index) => [one, index]));
    const at = indexes.get(near);
    return at === undefined
      ? undefined
      : signIn(
          text,
          blockAround(text, at, (index) => {
            const entry = entries[index];
            return entry === undefined ? undefined : placeOf(entry);
          }),
        );
  };
}

function signIn(text: string, block: readonly AlignedEntry[]): SignAfter | undefined {
  const signs = block.map(({ keyStart, keyEnd, valueStart }): Sign => {
    const [, before = "", mark = "", after = ""] = SIGN.exec(text.slice(keyEnd, valueStart)) ?? [];
    return { width: widthOf(text.slice(keyStart, keyEnd)), before: before.length, mark, after: after.length };
  });
  const [first] = signs;
  if (!first || first.mark === "" || signs.some(({ mark }) => mark !== first.mark)) return undefined;
  const isOne = (of: (sign: Sign) => number): boolean => new Set(signs.map(of)).size === 1;
  if (isOne(({ width }) => width)) return undefined;
  const { mark, before, after } = first;
  const column = first.width + before;
  if (isOne(({ width, before }) => width + before) && isOne(({ after }) => after)) {
    const least = Math.min(1, ...signs.map(({ before }) => before));
    return (key) => " ".repeat(Math.max(column - widthOf(key), least)) + mark + " ".repeat(after);
  }
  if (!(isOne(({ width, before, after }) => width + before + after) && isOne(({ before }) => before))) return undefined;
  return (key) => " ".repeat(before) + mark + " ".repeat(Math.max(column + after - widthOf(key) - before, 1));
}

const widthOf = (key: string): number => [...key].length;

/** The entries on consecutive lines around one. */
function blockAround(text: string, at: number, placeAt: (index: number) => AlignedEntry | undefined): AlignedEntry[] {
  const own = placeAt(at);
  if (!own) return [];
  const block = [own];
  for (let index = at - 1; at - index <= NEAR; index--) {
    const before = placeAt(index);
    if (!before || !isNext(text, before, block[0])) break;
    block.unshift(before);
  }
  for (let index = at + 1; index - at <= NEAR; index++) {
    const next = placeAt(index);
    if (!next || !isNext(text, block.at(-1), next)) break;
    block.push(next);
  }
  return block;
}

function isNext(text: string, one: AlignedEntry | undefined, next: AlignedEntry | undefined): boolean {
  if (!one || !next || next.keyStart - one.end > MAX_BETWEEN) return false;
  return /^[^\r\n]*(?:\r\n?|\n)[ \t]*$/.test(text.slice(one.end, next.keyStart));
}
