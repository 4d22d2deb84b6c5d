import { keyId } from "#core/formats/format.js";
import { buyFlagged, translateFile } from "../commands/translate-file.js";
import type { Context } from "../state/context.js";
import type { StringPlace } from "../state/string-place.js";
import { byTarget } from "./by-target.js";

/** *Translate Here*: translates strings that are missing, drafts or stale, with the small model and the plan. */
export async function translateStrings(context: Context, places: readonly StringPlace[]): Promise<void> {
  for (const { source, languages, only } of bySource(places))
    await translateFile(context, source, languages, true, only);
}

/** *Send to the Large Model*: offers strings to it, regardless of the plan. */
export async function buyStrings(context: Context, places: readonly StringPlace[]): Promise<void> {
  for (const { source, languages, only } of bySource(places)) await buyFlagged(context, { source, languages, only });
}

/** Strings by file and language; the same keys of several languages are one run. */
function bySource(places: readonly StringPlace[]) {
  const runs = new Map<string, { source: StringPlace["source"]; languages: string[]; only: ReadonlySet<string> }>();
  for (const [{ source, language }, own] of byTarget(places)) {
    const only = new Set(own.map(({ key }) => keyId(key)).sort());
    const name = JSON.stringify([source.toString(), ...only]);
    const run = runs.get(name);
    if (run) run.languages.push(language);
    else runs.set(name, { source, languages: [language], only });
  }
  return runs.values();
}
