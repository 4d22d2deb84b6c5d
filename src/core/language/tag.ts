/** BCP 47 language tag, as in `de` or `pt-BR`. */
export type LanguageTag = string;

/** A translation direction, such as en→de. */
export interface Direction {
  readonly source: LanguageTag;
  readonly target: LanguageTag;
}

/** `en→de`, for people. */
export function directionName({ source, target }: Direction): string {
  return `${source}→${target}`;
}
