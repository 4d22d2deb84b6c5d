import type { StringPlace } from "../state/string-place.js";

/** Strings by target file and language; each group with one string that names the files. */
export function byTarget(places: readonly StringPlace[]): Map<StringPlace, StringPlace[]> {
  const named = new Map<string, StringPlace[]>();
  for (const place of places) {
    const name = `${place.source} ${place.target} ${place.language}`;
    const own = named.get(name);
    if (own) own.push(place);
    else named.set(name, [place]);
  }
  return new Map([...named.values()].flatMap((own) => (own[0] ? [[own[0], own] as const] : [])));
}
