import { remembering } from "../text/remembering.js";
import { bestFirst } from "./plural-numbers.js";

/** Plural rules of gettext headers: `nplurals=3; plural=(n==1 ? 0 : …);`. */
export interface PluralForms {
  readonly count: number;
  readonly expression: string;
}

/** Two forms, as in English and most languages with two. */
const DEFAULT: PluralForms = { count: 2, expression: "(n != 1)" };

const EAST_SLAVIC = "(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2)";

/** Rules with their languages, as GNU gettext writes them; for languages it does not list, after Unicode CLDR. */
const RULES: readonly (readonly [languages: string, count: number, expression: string])[] = [
  ["ja ko zh vi th id ms lo my km yue", 1, "0"],
  ["fr pt-BR am as bn fa gu hi hy kn ln mg pa ti wa zu", 2, "(n > 1)"],
  ["is mk", 2, "(n%10==1 && n%100!=11 ? 0 : 1)"],
  ["ru uk be sr hr bs", 3, EAST_SLAVIC],
  ["pl", 3, "(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2)"],
  ["cs sk", 3, "(n==1) ? 0 : (n>=2 && n<=4) ? 1 : 2"],
  ["lt", 3, "(n%10==1 && n%100!=11 ? 0 : n%10>=2 && (n%100<10 || n%100>=20) ? 1 : 2)"],
  ["lv", 3, "(n%10==1 && n%100!=11 ? 0 : n != 0 ? 1 : 2)"],
  ["ro", 3, "n==1 ? 0 : (n==0 || (n%100 > 0 && n%100 < 20)) ? 1 : 2"],
  ["sl hsb dsb", 4, "(n%100==1 ? 0 : n%100==2 ? 1 : n%100==3 || n%100==4 ? 2 : 3)"],
  ["gd", 4, "(n==1 || n==11 ? 0 : n==2 || n==12 ? 1 : n>2 && n<20 ? 2 : 3)"],
  ["ga", 5, "(n==1 ? 0 : n==2 ? 1 : n>=3 && n<=6 ? 2 : n>=7 && n<=10 ? 3 : 4)"],
  ["mt", 5, "(n==1 ? 0 : n==2 ? 1 : n==0 || (n%100>=3 && n%100<=10) ? 2 : n%100>=11 && n%100<=19 ? 3 : 4)"],
  ["cy", 6, "(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n==3 ? 3 : n==6 ? 4 : 5)"],
  ["ar", 6, "(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5)"],
];
const BY_LANGUAGE = new Map(
  RULES.flatMap(([languages, count, expression]) =>
    languages.split(" ").map((one) => [one, { count, expression }] as const),
  ),
);

/** No language has more forms and no rule is longer; headers beyond these limits are ignored. */
const MAX_FORMS = 10;
const MAX_TOKENS = 300;
const MAX_LENGTH = 3000;
/** Up to this number every form of every rule occurs. */
const MAX_COUNT = 200;
/** Expressions that are remembered; a project has one for each language. */
const MAX_EXPRESSIONS = 200;

/** The rule for a new catalog; two forms, as in English, for languages not listed. */
export function pluralRuleFor(language: string): PluralForms {
  const tag = language.replaceAll("_", "-");
  return BY_LANGUAGE.get(tag) ?? BY_LANGUAGE.get(tag.split("-")[0] ?? "") ?? DEFAULT;
}

/** Reads the rule from a header; two forms, as in English, if there is none or the file is a template. */
export function readPluralForms(header: string): PluralForms {
  return statedPluralForms(header) ?? DEFAULT;
}

/** The characters of an expression; not `EXPRESSION`, which templates have. */
const EXPRESSION = /^[\sn\d()?:%<>=!&|+*/-]+$/;

/**
 * Whether a header says how many forms there are, and which is for a number: one of them for every number. Without a
 * word programs take the usual two forms, which may be right for the language.
 */
export function hasUsablePluralForms(header: string, language: string): boolean {
  if (!/^Plural-Forms:/im.test(header)) return pluralRuleFor(language) === DEFAULT;
  const forms = statedPluralForms(header);
  if (!forms || !EXPRESSION.test(forms.expression)) return false;
  return valuesOf(forms.expression).every((value) => !(value >= forms.count && value < MAX_FORMS));
}

/** The traditional rules of some languages have fewer forms than those here, but never fewer than this. */
const MIN_FORMS = 3;

/**
 * How many forms the rule of a header has if its language needs more: two for Russian, say, in a catalog that was
 * made from a German one. Languages that need only two are not judged, because some catalogs of theirs use one on purpose.
 */
export function tooFewForms(header: string, language: string): number | undefined {
  const stated = statedPluralForms(header);
  const isEnough = !stated || stated.count >= MIN_FORMS || pluralRuleFor(language).count < MIN_FORMS;
  return isEnough ? undefined : stated.count;
}

function statedPluralForms(header: string): PluralForms | undefined {
  const match = /^Plural-Forms:[ \t]*nplurals[ \t]*=[ \t]*(\d{1,3})[ \t]*;[ \t]*plural[ \t]*=[ \t]*([^;\n]+)/im.exec(
    header,
  );
  const count = Number(match?.[1]);
  return match && count >= 1 && count <= MAX_FORMS ? { count, expression: match[2] ?? "" } : undefined;
}

/** The form for a count; 0 if the expression cannot be evaluated. */
export function pluralIndex({ count, expression }: PluralForms, n: number): number {
  const index = valuesOf(expression)[n] ?? evaluate(tokensOf(expression), n);
  return Number.isInteger(index) && index >= 0 && index < count ? index : 0;
}

/** The values of an expression for the numbers up to {@link MAX_COUNT}: catalogs of a project share theirs. */
const valuesOf = remembering(MAX_EXPRESSIONS, (expression): readonly number[] => {
  const tokens = tokensOf(expression);
  return Array.from({ length: MAX_COUNT + 1 }, (_, n) => evaluate(tokens, n));
});

/** None beyond the limits. */
function tokensOf(expression: string): readonly string[] {
  if (expression.length > MAX_LENGTH) return [];
  const tokens = expression.match(/\d+|n|\|\||&&|[=!<>]=|[-+*/%<>!?:()]/g) ?? [];
  return tokens.length > MAX_TOKENS ? [] : tokens;
}

function evaluate(tokens: readonly string[], n: number): number {
  let at = 0;
  const peek = (): string => tokens[at] ?? "";

  const conditional = (): number => {
    const condition = binary(0);
    if (peek() !== "?") return condition;
    at++;
    const yes = conditional();
    if (peek() === ":") at++;
    const no = conditional();
    return condition ? yes : no;
  };
  const binary = (level: number): number => {
    const operators = LEVELS[level];
    if (!operators) return unary();
    let left = binary(level + 1);
    for (let operator = operators[peek()]; operator; operator = operators[peek()]) {
      at++;
      left = operator(left, binary(level + 1));
    }
    return left;
  };
  const unary = (): number => {
    const token = tokens[at++] ?? "";
    if (token === "!") return unary() ? 0 : 1;
    if (token === "(") {
      const inner = conditional();
      at++;
      return inner;
    }
    return token === "n" ? n : Number(token);
  };
  return conditional();
}

const known = new Map<string, readonly number[]>();

/** The numbers below {@link MAX_COUNT} that take a form, in the order of {@link bestFirst}. */
export function formCounts(forms: PluralForms, index: number): readonly number[] {
  // A file may have more forms than its rule uses; no number takes those.
  if (index >= forms.count) return [];
  const name = `${forms.count} ${index} ${forms.expression}`;
  let counts = known.get(name);
  if (!counts) {
    counts = bestFirst(Array.from({ length: MAX_COUNT }, (_, n) => n).filter((n) => pluralIndex(forms, n) === index));
    known.set(name, counts);
  }
  return counts;
}

/** C's binary operators, loosest first. */
const LEVELS: Record<string, (a: number, b: number) => number>[] = [
  { "||": (a, b) => Number(a !== 0 || b !== 0) },
  { "&&": (a, b) => Number(a !== 0 && b !== 0) },
  { "==": (a, b) => Number(a === b), "!=": (a, b) => Number(a !== b) },
  {
    "<": (a, b) => Number(a < b),
    ">": (a, b) => Number(a > b),
    "<=": (a, b) => Number(a <= b),
    ">=": (a, b) => Number(a >= b),
  },
  { "+": (a, b) => a + b, "-": (a, b) => a - b },
  { "*": (a, b) => a * b, "/": (a, b) => (b === 0 ? 0 : Math.trunc(a / b)), "%": (a, b) => (b === 0 ? 0 : a % b) },
];
