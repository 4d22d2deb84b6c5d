/**
 * Sentence chrF++ (Popović 2017): character n-grams up to 6, word n-grams up to 2, β = 2, with
 * sacreBLEU's tokenisation and effective order. 0 to 100.
 */
export function chrf(hypothesis: string, reference: string): number {
  const hypothesisGrams = allGrams(hypothesis);
  const referenceGrams = allGrams(reference);
  let precision = 0;
  let recall = 0;
  let orders = 0;
  hypothesisGrams.forEach((grams, order) => {
    const other = referenceGrams[order] as Map<string, number>;
    const [inHypothesis, inReference] = [sum(grams), sum(other)];
    if (inHypothesis === 0 || inReference === 0) return;
    let matches = 0;
    for (const [gram, count] of grams) matches += Math.min(count, other.get(gram) ?? 0);
    precision += matches / inHypothesis;
    recall += matches / inReference;
    orders++;
  });
  if (orders === 0 || precision + recall === 0) return 0;
  const [p, r] = [precision / orders, recall / orders];
  return (100 * (1 + BETA ** 2) * p * r) / (BETA ** 2 * p + r);
}

const BETA = 2;
const CHARACTER_ORDER = 6;
const WORD_ORDER = 2;
const PUNCTUATION = new Set("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~");

function allGrams(text: string): Map<string, number>[] {
  const words = text.split(/\s+/).filter((word) => word !== "");
  const characters = [...words.join("")];
  const tokens = words.flatMap(separatePunctuation);
  const grams: Map<string, number>[] = [];
  for (let order = 1; order <= CHARACTER_ORDER; order++) grams.push(count(characters, order, ""));
  for (let order = 1; order <= WORD_ORDER; order++) grams.push(count(tokens, order, " "));
  return grams;
}

/** One mark at the end of a word, or else at its beginning, is a word of its own. */
function separatePunctuation(word: string): string[] {
  const characters = [...word];
  if (characters.length < 2) return [word];
  const [first = "", last = ""] = [characters[0], characters.at(-1)];
  if (PUNCTUATION.has(last)) return [characters.slice(0, -1).join(""), last];
  if (PUNCTUATION.has(first)) return [first, characters.slice(1).join("")];
  return [word];
}

function count(items: readonly string[], order: number, separator: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (let start = 0; start + order <= items.length; start++) {
    const gram = items.slice(start, start + order).join(separator);
    counts.set(gram, (counts.get(gram) ?? 0) + 1);
  }
  return counts;
}

function sum(counts: ReadonlyMap<string, number>): number {
  let total = 0;
  for (const one of counts.values()) total += one;
  return total;
}
