/** A whole text, once all choices are made. */
export interface MessageLeaf {
  readonly kind: "text";
  /** As in the message, but with single apostrophes. */
  readonly text: string;
  /** Whether `#` means the number here. */
  readonly inPlural: boolean;
  /** Parts of the text that must be written exactly so, longest first: quoted syntax, arguments with apostrophes. */
  readonly verbatim: readonly string[];
}

/** A message as a tree of choices with whole texts at its leaves. */
export type MessageTree =
  | MessageLeaf
  | {
      readonly kind: "select" | "plural" | "selectordinal";
      readonly argument: string;
      readonly offset: number;
      readonly options: ReadonlyMap<string, MessageTree>;
    };

/** A choice on the way to a leaf, with the option taken. */
export interface Chosen {
  readonly kind: "select" | "plural" | "selectordinal";
  readonly argument: string;
  readonly offset: number;
  /** Name of the branch, such as `few` or `=1`. */
  readonly option: string;
}

/** A leaf with the choices on the way to it, outermost first. */
export interface CountedLeaf extends MessageLeaf {
  readonly choices: readonly Chosen[];
}

/** The leaves of a tree with their choices, in the order of {@link leavesOf}. */
export function countedLeaves(tree: MessageTree, choices: readonly Chosen[] = []): CountedLeaf[] {
  if (tree.kind === "text") return [{ ...tree, choices }];
  const { kind, argument, offset } = tree;
  return [...tree.options].flatMap(([option, branch]) =>
    countedLeaves(branch, [...choices, { kind, argument, offset, option }]),
  );
}

/** The leaves of a tree, in order. */
export function leavesOf(tree: MessageTree): MessageLeaf[] {
  if (tree.kind === "text") return [tree];
  return [...tree.options.values()].flatMap(leavesOf);
}

/** Writes a tree with new leaves, in the order of {@link leavesOf}. */
export function printIcu(tree: MessageTree, leaves: readonly string[], doubleApostrophes: boolean): string {
  let next = 0;
  const print = (node: MessageTree, nested: boolean): string => {
    if (node.kind === "text") return withApostrophes(leaves[next++] ?? node.text, node, doubleApostrophes, nested);
    const offset = node.offset ? `offset:${node.offset} ` : "";
    const options = [...node.options].map(([name, branch]) => `${name} {${print(branch, true)}}`);
    return `{${node.argument}, ${node.kind}, ${offset}${options.join(" ")}}`;
  };
  return print(tree, false);
}

/** Doubles apostrophes that would begin a quotation; verbatim parts stay. */
function withApostrophes(text: string, { verbatim, inPlural }: MessageLeaf, all: boolean, nested: boolean): string {
  const syntax = inPlural ? /^['{}<>#]/ : /^['{}<>]/;
  let result = "";
  for (let at = 0; at < text.length; ) {
    const exact = verbatim.find((one) => text.startsWith(one, at));
    if (exact !== undefined) {
      result += exact;
      at += exact.length;
      continue;
    }
    const char = text[at] ?? "";
    const next = text[at + 1];
    const touches = next === undefined ? nested : syntax.test(next);
    result += char === "'" && (all || touches || result.endsWith("'")) ? "''" : char;
    at++;
  }
  return result;
}
