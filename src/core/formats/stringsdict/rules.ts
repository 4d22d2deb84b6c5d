import { atOnce } from "#core/text/at-once.js";
import type { Span } from "#core/text/span.js";
import type { FileProblem, KeyPath } from "../format.js";
import { type PlistPair, pairsOf, parsePlistSteps } from "../xml/plist.js";
import { commentAbove, textOf } from "../xml/text.js";
import type { XmlDocument, XmlElement } from "../xml/tree.js";

/**
 * The kind of a dictionary in a `.stringsdict` file: the file itself, with an entry for each string; a rule that
 * chooses a text by number, device or width; or the entry of one device.
 */
export type DictKind = "file" | "entry" | "device" | "variant" | "width" | "plural";

/** A dictionary with its pairs; of equal keys, only the last. */
export interface RuleDict {
  readonly kind: DictKind;
  readonly element: XmlElement;
  readonly pairs: ReadonlyMap<string, RulePair>;
}

/** A key with its value. */
export interface RulePair extends PlistPair {
  /** The key path of the unit or dictionary. */
  readonly path: KeyPath;
  /** `text` is a unit, `about` defines the rule. */
  readonly kind: "text" | "about" | "dict";
  /** The dictionary, if it leads to texts. */
  readonly dict: RuleDict | undefined;
  /** Whether it is inside a plural. */
  readonly isPlural: boolean;
  readonly comment: string | undefined;
}

/** A `.stringsdict` file. */
export interface RuleFile {
  readonly xml: XmlDocument;
  readonly root: RuleDict;
  readonly problems: readonly FileProblem[];
}

const FORMAT = "NSStringLocalizedFormatKey";
const DEVICE = "NSStringDeviceSpecificRuleType";
const WIDTH = "NSStringVariableWidthRuleType";
const RULE_TYPE = "NSStringFormatSpecTypeKey";
const PLURAL = "NSStringPluralRuleType";

/** The plural categories, in CLDR's order. */
export const CATEGORIES: readonly string[] = ["zero", "one", "two", "few", "many", "other"];

/**
 * The rules of a file.
 *
 * @param only the entries whose dictionaries are read, by name; all by default
 * @throws {MalformedFileError}
 */
export function readRules(text: string, only?: ReadonlySet<string>): RuleFile {
  return atOnce(readRulesSteps(text, only));
}

/** {@link readRules} in short steps, for large files. */
export function* readRulesSteps(text: string, only?: ReadonlySet<string>): Generator<void, RuleFile> {
  const { xml, dict } = yield* parsePlistSteps(text);
  const problems: FileProblem[] = [];
  const root = yield* readDict(xml, "file", { value: dict, path: [], comment: undefined }, problems, only);
  return { xml, root, problems };
}

/** A dictionary, its path, and the comments above it and its parents. */
type DictValue = Pick<RulePair, "value" | "path" | "comment">;

/** Entries of the file that are read in one step. */
const ENTRIES_IN_STEP = 200;

/** Reads a dictionary and those in it, in steps. Only devices nest entries, so it goes at most five levels deep. */
function* readDict(
  xml: XmlDocument,
  kind: DictKind,
  { value: element, path, comment }: DictValue,
  problems: FileProblem[],
  only?: ReadonlySet<string>,
): Generator<void, RuleDict> {
  const pairs = new Map<string, RulePair>();
  let before = element.innerStart;
  for (const { key, keyElement, value } of pairsOf(xml, element)) {
    if (kind === "file" && (pairs.size + 1) % ENTRIES_IN_STEP === 0) yield;
    const above = commentAbove(xml, before, keyElement);
    before = value.end;
    const earlier = pairs.get(key);
    if (earlier) {
      problems.push({ code: "duplicate", what: "key", name: key, used: "last", span: spanOf(earlier) });
      pairs.delete(key);
    }
    const found = kindOf(xml, kind, key, value);
    const pair = {
      key,
      keyElement,
      value,
      path: [...path, key],
      kind: found === "text" ? found : ("about" as RulePair["kind"]),
      dict: undefined as RuleDict | undefined,
      isPlural: kind === "plural",
      comment: comment === undefined || above === undefined ? (above ?? comment) : `${comment}\n${above}`,
    };
    pairs.set(key, pair);
    if (!found) problems.push({ code: "unknown-value", key, span: spanOf(pair) });
    if (!found || found === "text" || found === "about") continue;
    pair.kind = "dict";
    if (only && !only.has(key)) continue;
    pair.dict = yield* readDict(xml, found, pair, problems);
    if (found === "plural" && pair.dict.pairs.get("other")?.kind !== "text")
      problems.push({ code: "plural-without-other", key, span: spanOf(pair) });
  }
  if (kind === "entry" || kind === "variant") findUnknownVariables(xml, pairs, problems);
  return { kind, element, pairs };
}

function spanOf({ keyElement, value }: PlistPair): Span {
  return { start: keyElement.start, end: value.end };
}

/** The kind of a value in a dictionary; undefined if it should not be there. */
function kindOf(
  xml: XmlDocument,
  parent: DictKind,
  key: string,
  value: XmlElement,
): DictKind | "text" | "about" | undefined {
  const isDict = value.name === "dict";
  const text = value.name === "string" && value.children.length === 0 ? "text" : undefined;
  switch (parent) {
    case "file":
      return isDict ? "entry" : text;
    case "device":
      return isDict ? "variant" : text;
    case "width":
      return text;
    case "plural":
      return CATEGORIES.includes(key) ? text : "about";
    default:
      if (key === FORMAT) return text;
      if (key === WIDTH) return isDict ? "width" : undefined;
      if (key === DEVICE) return isDict && parent === "entry" ? "device" : undefined;
      if (!isDict) return "about";
      return isPlural(xml, value) ? "plural" : undefined;
  }
}

function isPlural(xml: XmlDocument, { children }: XmlElement): boolean {
  const key = children.findLastIndex((one) => one.name === "key" && textOf(xml, one) === RULE_TYPE);
  const type = children[key + 1];
  return key >= 0 && type !== undefined && textOf(xml, type).trim() === PLURAL;
}

/** Reports variables (`%#@files@`) without a rule. */
function findUnknownVariables(xml: XmlDocument, pairs: ReadonlyMap<string, RulePair>, problems: FileProblem[]): void {
  const check = (pair: RulePair): void => {
    const value = pair.kind === "text" ? textOf(xml, pair.value) : "";
    if (!value.includes("#@")) return;
    const variables = value.matchAll(/%(?:\d{1,2}\$)?#@([^@]{1,200})@/g);
    for (const name of new Set(Array.from(variables, ([, name = ""]) => name))) {
      if (pairs.get(name)?.dict?.kind !== "plural")
        problems.push({ code: "variable-without-rule", name, span: spanOf(pair) });
    }
  };
  for (const pair of pairs.values()) {
    if (pair.dict) for (const one of pair.dict.pairs.values()) check(one);
    else check(pair);
  }
}

/** The text of a key. */
export function findText(root: RuleDict, key: KeyPath): RulePair | undefined {
  let dict: RuleDict | undefined = root;
  let pair: RulePair | undefined;
  for (const part of key) {
    pair = dict?.pairs.get(String(part));
    dict = pair?.dict;
  }
  return pair?.kind === "text" ? pair : undefined;
}

/** The texts of a dictionary and of those in it, in order. */
export function* textsIn({ pairs }: RuleDict): Generator<RulePair> {
  for (const pair of pairs.values()) {
    if (pair.kind === "text") yield pair;
    else if (pair.dict) yield* textsIn(pair.dict);
  }
}
