/**
 * A function of a text that keeps its results.
 *
 * @param max of how many texts; then all are forgotten
 */
export function remembering<Result>(max: number, make: (text: string) => Result): (text: string) => Result {
  const known = new Map<string, Result>();
  return (text) => {
    // A result may be undefined.
    if (known.has(text)) return known.get(text) as Result;
    const made = make(text);
    if (known.size >= max) known.clear();
    known.set(text, made);
    return made;
  };
}
