import { stat } from "node:fs/promises";
import { resolve } from "node:path";

/**
 * Whether two paths name one file: spelled differently, in another case on a case-insensitive file system, or
 * through a link.
 */
export async function isSameFile(a: string, b: string): Promise<boolean> {
  if (resolve(a) === resolve(b)) return true;
  const [one, other] = await Promise.all([identityOf(a), identityOf(b)]);
  return one !== undefined && one === other;
}

/** The identity of a file in its file system; undefined if there is no file. As bigint, because numbers would lose digits on Windows. */
function identityOf(path: string): Promise<string | undefined> {
  return stat(path, { bigint: true }).then(
    ({ dev, ino }) => `${dev} ${ino}`,
    () => undefined,
  );
}
