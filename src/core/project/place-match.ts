/**
 * Matches paths with patterns without using regular expressions, because patterns come from files of the project, and
 * some would make those run forever.
 */

/** A part of a pattern. */
export type Token =
  | { readonly kind: "text"; readonly text: string }
  /** The language; in a target in a style of spelling. */
  | { readonly kind: "language"; readonly style: string }
  /** `*`, a part of a name; `**` followed by `/`, any folders; `**`, any part of a path. */
  | { readonly kind: "name" | "folders" | "any" }
  /** `?` of a glob, one character of a name. */
  | { readonly kind: "character" }
  /** In a target: a part copied from the source file's path. */
  | { readonly kind: SourcePart };

export type SourcePart = "file" | "base" | "ending" | "folder";

const PLACEHOLDER = /(\{[^{}]*\}|\*\*\/|\*\*|\*)/;
const STYLE = /^\{lang(?::(two|three|locale|posix|underscored|android|osx|osxlocale|name))?\}$/;
const FROM_SOURCE: Readonly<Record<string, SourcePart>> = {
  "{file}": "file",
  "{name}": "base",
  "{ext}": "ending",
  "{dir}": "folder",
};
const STARS = { "*": "name", "**/": "folders", "**": "any" } as const;

/** The parts of a pattern; undefined if it has braces that are not a placeholder. */
export function tokensOf(pattern: string): readonly Token[] | undefined {
  const tokens: Token[] = [];
  for (const [index, part] of pattern.split(PLACEHOLDER).entries()) {
    const token = index % 2 === 0 ? textOf(part) : placeholderOf(part);
    if (!token) return undefined;
    if (token.kind !== "text" || token.text !== "") tokens.push(token);
  }
  return tokens;
}

/** The parts of a glob without braces. */
export function globTokens(glob: string): readonly Token[] {
  return glob.split(/(\*\*\/|\*\*|[*?])/).flatMap((part, index): Token[] => {
    if (index % 2 === 0) return part === "" ? [] : [{ kind: "text", text: part }];
    return [part === "?" ? { kind: "character" } : { kind: STARS[part as keyof typeof STARS] }];
  });
}

function textOf(text: string): Token | undefined {
  return /[{}]/.test(text) ? undefined : { kind: "text", text };
}

function placeholderOf(part: string): Token | undefined {
  if (part in STARS) return { kind: STARS[part as keyof typeof STARS] };
  const style = STYLE.exec(part);
  if (style) return { kind: "language", style: style[1] ?? "" };
  return Object.hasOwn(FROM_SOURCE, part) ? { kind: FROM_SOURCE[part] as SourcePart } : undefined;
}

/** Whether a part is a wildcard. */
export function isStar({ kind }: Token): boolean {
  return kind === "name" || kind === "folders" || kind === "any";
}

/** Longest path considered; no project has longer ones. */
export const MAX_PATH_LENGTH = 500;

/**
 * The text that each part of a pattern matches in a path, as long as possible for the first part, then for the second,
 * and so on; undefined if the path does not match. Takes time proportional to the lengths of both.
 *
 * @param tokens without parts copied from a source file
 */
export function matchTokens(tokens: readonly Token[], path: string): readonly string[] | undefined {
  const [first] = tokens;
  if (path.length > MAX_PATH_LENGTH || (first?.kind === "text" && !path.startsWith(first.text))) return undefined;
  const ends = endings(tokens, path);
  if (!ends[0]?.[0]) return undefined;
  let start = 0;
  return tokens.map((token, index) => {
    const rest = ends[index + 1] as Uint8Array;
    const end = Math.max(...endsOf(token, path, start).filter((one) => rest[one]));
    const value = path.slice(start, end);
    start = end;
    return value;
  });
}

/** Whether the parts from an index match the path from a position, from the last part to the first. */
function endings(tokens: readonly Token[], path: string): Uint8Array[] {
  const all = Array.from({ length: tokens.length + 1 }, () => new Uint8Array(path.length + 1));
  (all[tokens.length] as Uint8Array)[path.length] = 1;
  for (let index = tokens.length - 1; index >= 0; index--) {
    const [own, rest] = [all[index] as Uint8Array, all[index + 1] as Uint8Array];
    const token = tokens[index] as Token;
    for (let at = path.length; at >= 0; at--) own[at] = Number(matchesAt(token, path, at, own, rest));
  }
  return all;
}

/** A star continues by one character, so that nothing is tried twice. */
function matchesAt(token: Token, path: string, at: number, own: Uint8Array, rest: Uint8Array): boolean {
  switch (token.kind) {
    case "name":
      return rest[at] === 1 || (at < path.length && path[at] !== "/" && own[at + 1] === 1);
    case "any":
      return at < path.length && (rest[at + 1] === 1 || own[at + 1] === 1);
    case "folders": {
      const slash = path.indexOf("/", at);
      return rest[at] === 1 || (slash > at && own[slash + 1] === 1);
    }
    default:
      return endsOf(token, path, at).some((end) => rest[end] === 1);
  }
}

/** The possible ends of a part that begins at a position. */
function endsOf(token: Token, path: string, at: number): number[] {
  switch (token.kind) {
    case "text":
      return path.startsWith(token.text, at) ? [at + token.text.length] : [];
    case "language":
      return languageEnds(path, at);
    case "name": {
      const slash = path.indexOf("/", at);
      return range(at, slash < 0 ? path.length : slash);
    }
    case "folders": {
      const ends = [at];
      for (let slash = path.indexOf("/", at); slash > (ends.at(-1) ?? 0); slash = path.indexOf("/", slash + 1)) {
        ends.push(slash + 1);
      }
      return ends;
    }
    case "character":
      return at < path.length && path[at] !== "/" ? [at + 1] : [];
    case "any":
      return range(at + 1, path.length);
    default:
      return [];
  }
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
}

const LETTERS = /[A-Za-z]{2,3}/y;
const SUBTAG = /[-_+][A-Za-z0-9]{2,8}/y;
const MAX_SUBTAGS = 3;

/** Where a word that may be a language can end: after two or three letters, and within each of up to three subtags. */
function languageEnds(path: string, at: number): number[] {
  const ends: number[] = [];
  let start = at;
  for (let count = 0; count <= MAX_SUBTAGS; count++) {
    const pattern = count === 0 ? LETTERS : SUBTAG;
    pattern.lastIndex = start;
    const word = pattern.exec(path)?.[0];
    if (word === undefined) break;
    const shortest = start + (count === 0 ? 2 : 3);
    start += word.length;
    ends.push(...range(shortest, start));
  }
  return ends;
}
