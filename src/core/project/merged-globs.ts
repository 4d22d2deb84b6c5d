/** A glob of files with some endings, at any depth below folders with some names. */
const BELOW_FOLDERS = /^\*\*\/\{([^{}]+)\}\/\*\*\/\*\.\{([^{}]+)\}$/;
/** How many alternatives one glob may have: command lines are limited. */
const MAX_ALTERNATIVES = 600;

/**
 * As few globs as possible that match what some globs match, and possibly more, where each one costs a search through
 * all files. None has braces in braces, which not every search supports.
 *
 * @param globs as {@link globMatcher} takes them
 */
export function mergedGlobs(globs: readonly string[]): string[] {
  const [folders, endings, others] = [new Set<string>(), new Set<string>(), new Set<string>()];
  const left: string[] = [];
  for (const glob of globs) {
    const [, below, ended] = BELOW_FOLDERS.exec(glob) ?? [];
    if (below !== undefined && ended !== undefined) {
      for (const name of below.split(",")) folders.add(name);
      for (const ending of ended.split(",")) endings.add(ending);
      continue;
    }
    const flat = flattened(glob);
    if (flat === undefined || others.size + flat.length > MAX_ALTERNATIVES) left.push(glob);
    else for (const one of flat) others.add(one);
  }
  const below = folders.size > 0 ? [`**/${braced(folders)}/**/*.${braced(endings)}`] : [];
  return [...below, ...(others.size > 0 ? [braced(others)] : []), ...left];
}

/** The globs without braces that a glob stands for; undefined if it cannot be an alternative among others. */
function flattened(glob: string): string[] | undefined {
  const parts = glob.split(/\{([^{}]*)\}/);
  const isPlain = parts.every((part, index) => index % 2 === 1 || !/[{}[\],\\]/.test(part));
  if (!isPlain) return undefined;
  let found = [""];
  for (const [index, part] of parts.entries()) {
    const alternatives = index % 2 === 1 ? part.split(",") : [part];
    found = found.flatMap((before) => alternatives.map((one) => before + one));
    if (found.length > MAX_ALTERNATIVES) return undefined;
  }
  return found;
}

function braced(alternatives: ReadonlySet<string>): string {
  return alternatives.size === 1 ? [...alternatives].join() : `{${[...alternatives].join()}}`;
}
