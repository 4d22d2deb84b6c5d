/**
 * What the spelling of one language reveals about the spelling of its siblings; undefined if it reveals nothing.
 */
export interface TagTraits {
  /** `tag` is `pt-BR`, `joined` is `ptBR`, `android` is `pt-rBR` or `b+sr+Latn`, `at` is `sr@latin`, `name` is `german`. */
  readonly form?: "tag" | "joined" | "android" | "at" | "name" | undefined;
  /** Between the parts of a tag. */
  readonly separator?: "-" | "_" | undefined;
  /** `canonical` is `zh-Hans-CN`, `title` is `De` or `German`. */
  readonly casing?: "canonical" | "lower" | "upper" | "title" | undefined;
  /** Whether codes are used that ISO 639 has withdrawn: `iw` for `he`. */
  readonly isLegacy?: boolean | undefined;
  /** Whether codes have three letters: `deu` for `de`. */
  readonly isLong?: boolean | undefined;
}

/**
 * The majority of some spellings, trait by trait; in a tie the first one counts.
 *
 * @param spellings the weightiest first
 */
export function commonTraits(spellings: readonly TagTraits[]): TagTraits {
  const vote = <Name extends keyof TagTraits>(name: Name): TagTraits[Name] => {
    const votes = new Map<TagTraits[Name], number>();
    for (const { [name]: value } of spellings) if (value !== undefined) votes.set(value, (votes.get(value) ?? 0) + 1);
    return [...votes].reduce<[TagTraits[Name] | undefined, number]>(
      (best, one) => (one[1] > best[1] ? one : best),
      [undefined, 0],
    )[0];
  };
  return {
    form: vote("form"),
    separator: vote("separator"),
    casing: vote("casing"),
    isLegacy: vote("isLegacy"),
    isLong: vote("isLong"),
  };
}
