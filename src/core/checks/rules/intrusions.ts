import { DIGIT, INNER_CAPITAL, INNER_DIGIT, INNER_STOP, type TextTraits, traitsWith } from "#core/text/traits.js";
import type { Check, Found } from "../check.js";
import { EXAMPLE, TRANSLATED_EXAMPLE } from "../localized-page.js";
import type { Intruder } from "../problem.js";

/** What does not belong in a text that is only read, by kind, with characters that every match contains. */
const KINDS: readonly { readonly kind: Intruder; readonly pattern: RegExp; readonly needs?: TextTraits }[] = [
  // `" onmouseover="alert(1)`: text that would end an attribute and begin another.
  {
    kind: "attribute",
    needs: traitsWith("="),
    pattern: /["'`]\s{0,9}[\w:.-]{1,60}\s{0,9}=\s{0,9}["'`\w(]|\bon[a-z]{3,20}\s{0,9}=\s{0,9}["'`\w]/i,
  },
  {
    kind: "command",
    pattern:
      /\|\s{0,9}(?:ba|z|da|pw)?sh\b|\b(?:curl|wget|sudo|iwr|chmod|powershell|netcat)\s{1,9}[-\w/]|\brm\s{1,9}-\w|\$\(/,
  },
  // Where the source has `&&` before another sign, it is an escaped `&` of a label.
  {
    kind: "command",
    pattern:
      /&&\s{0,9}[\w&]|;\s{0,9}(?:rm|curl|wget|sudo|sh|bash|DROP|DELETE|SELECT)\b|\b(?:DROP TABLE|UNION SELECT)\b/,
  },
  {
    kind: "code",
    needs: traitsWith(":(="),
    pattern:
      /\b(?:javascript|vbscript|data:text\/\w{1,20}|file|jdbc):(?=[^\s])|\b\w{1,60}\((?!\p{L}{1,3}\))[^()\n]{0,80}\)\s{0,9}[;{]|=>\s{0,9}[\w{(]/iu,
  },
  // A call of something that every programming language or page has; `Import(ieren)` and `alert(s)` are words.
  {
    kind: "code",
    needs: traitsWith("("),
    pattern:
      /\b(?:eval|exec|execSync|popen|alert|atob|btoa|fetch|require|unescape|setTimeout|Function|\w{1,40}\.system)\((?!\p{L}{1,3}\))/u,
  },
  // What a spreadsheet calculates, or has another program calculate, where a CSV file is opened in it.
  {
    kind: "code",
    needs: traitsWith("=@|"),
    pattern: /^\s{0,9}=[\w"'(+-]|^\s{0,9}@\w{1,20}\(|\w\|\s{0,3}'[^'\n]{0,80}'!/,
  },
  // A tag that a page would show as one after it was unescaped, and ends of comments.
  { kind: "code", needs: traitsWith("&"), pattern: /&(?:lt|#0{0,5}60|#x0{0,5}3c);[a-z/!]/i },
  { kind: "code", needs: traitsWith("></"), pattern: /<!--|-->|\/\*|\*\// },
  { kind: "command", needs: traitsWith("="), pattern: /['"]\s{0,9}(?:OR|AND)\s{1,9}['"]?\w{1,20}['"]?\s{0,9}=/i },
  // `http://intranet` and `ms-word:ofe|u|http://x`, `//host.example/x.js`, and those that only a person can follow.
  { kind: "address", needs: traitsWith(":"), pattern: /\b[a-z][a-z0-9+.-]{1,20}:\/\/[\p{L}\p{N}[]/iu },
  { kind: "address", needs: traitsWith("/"), pattern: /(?<![\w:/])\/\/[\w-]{1,60}\.[\w./-]{2}/ },
  {
    kind: "address",
    needs: traitsWith("[("),
    pattern: /[\p{L}\p{N}]\s?(?:\[(?:\.|at|dot)\]|\((?:at|dot)\))\s?[\p{L}\p{N}]/iu,
  },
  {
    kind: "code",
    needs: traitsWith("{<%?>._"),
    pattern: /\{\{\s{0,9}\w{1,40}\s{0,9}[.|(]|<%|%>|<\?|\?>|\bprocess\.env\b|\b__\w{2,40}__\b/,
  },
  { kind: "address", needs: traitsWith("]@"), pattern: /\]\(|(?<![\p{L}\p{N}@.-])@(?:everyone|here|channel)\b/iu },
  {
    kind: "secret",
    pattern: /\b(?:sk|pk|rk|ghp|gho|xox[abp]|glpat|AKIA|AIza)[-_A-Z0-9][\w-]{12,}|-----BEGIN |\bBearer\s[\w.-]{12,}/,
  },
];

/** A hostname without a scheme, in a top-level domain that is not also a file ending. */
const DOMAIN =
  /(?<![\p{L}\p{N}@./_-])(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,4}(?:com|org|net|info|biz|io|sh|dev|app|co|xyz|top|site|online|shop|club|link|click|ru|cn|de|fr|es|it|nl|pl|br|uk|eu|us|example|test|onion)(?![\p{L}\p{N}_-])/giu;

/** `o.s.fr.`, Faroese for "and so on". */
const ABBREVIATION = /^(?:[a-z]\.){2,}[a-z]{2,3}$/i;

/** Runs of the characters of encodings, keys and hashes. */
const RUN = /[A-Za-z0-9+/_-]{12,400}={0,2}/g;
const HYPHEN = traitsWith("-");
/** How often case or kind changes in unreadable runs: `aGVsbG8gd29ybGQ`. */
const MIN_CHANGES = 4;
const [MIN_DIGITS_OF_HASH, MIN_ENCODED] = [4, 16];

/** The translation contains nothing but text: no output of a model that obeyed a string. */
export const intrusions: Check = {
  name: "intrusions",
  title: "No address, command, code or key is in the translation that the source lacks.",
  explanation:
    "A text may tell a language model to write something other than its translation. What programs or readers could act on, without being in the source, must not be used.",
  find: ({ source, target, read }) => {
    if (source === target) return [];
    const { traits } = read.target;
    for (const { kind, pattern, needs } of KINDS) {
      if (needs !== undefined && (needs & traits) === 0) continue;
      const text = pattern.exec(target)?.[0];
      if (text !== undefined && !pattern.test(source)) return [found(kind, text)];
    }
    const domain = (traits & INNER_STOP) === 0 ? undefined : strangeDomain(source, target);
    if (domain !== undefined) return [found("address", domain)];
    if (!mayHaveEncoded(traits)) return [];
    const secret = (target.match(RUN) ?? []).find((run) => isEncoded(run) && !source.includes(run));
    return secret === undefined ? [] : [found("secret", secret)];
  },
};

function strangeDomain(source: string, target: string): string | undefined {
  const known = source.toLowerCase();
  const hasExample = EXAMPLE.test(known);
  return target
    .match(DOMAIN)
    ?.find(
      (one) =>
        !known.includes(one.toLowerCase()) && !ABBREVIATION.test(one) && !(hasExample && TRANSLATED_EXAMPLE.test(one)),
    );
}

function found(kind: Intruder, text: string): Found {
  return { severity: "error", problem: { code: "intruder", kind, text: text.slice(0, 40) } };
}

/**
 * Whether a text may have a run of {@link isEncoded}: letters next to digits, capitals in words, or groups of digits.
 */
function mayHaveEncoded(traits: TextTraits): boolean {
  return (traits & (INNER_CAPITAL | INNER_DIGIT)) !== 0 || ((traits & DIGIT) !== 0 && (traits & HYPHEN) !== 0);
}

/** Whether a run of characters is base64, a key or a hash, and not a word. */
function isEncoded(run: string): boolean {
  if (/^[0-9a-f-]+$/i.test(run))
    return run.length >= MIN_ENCODED && count(run, /\d/g) >= MIN_DIGITS_OF_HASH && /[a-f]/i.test(run);
  const changes = count(run, /[a-z][A-Z0-9]|[0-9][A-Za-z]/g);
  return changes >= MIN_CHANGES && (run.length >= MIN_ENCODED || run.endsWith("="));
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
