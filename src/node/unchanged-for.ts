/** For how many milliseconds something has looked as it does now. */
export type Unchanged = (look: string) => number;

/**
 * Returns a function that tells for how many milliseconds something has looked the same. It measures by a clock that
 * does not jump, and never by the times of a file system, whose clock may be another one.
 */
export function unchangedFor(): Unchanged {
  let last: string | undefined;
  let since = 0;
  return (look) => {
    if (look !== last) since = performance.now();
    last = look;
    return performance.now() - since;
  };
}
