import { stat } from "node:fs/promises";
import { resolve } from "node:path";

/**
 * Whether two paths are of one file: spelt in another way, in another case where the file system does not
 * distinguish it, or linked.
 */
export async function isSameFile(a: string, b: string): Promise<boolean> {
  if (resolve(a) === resolve(b)) return true;
  const [one, other] = await Promise.all([identityOf(a), identityOf(b)]);
  return one !== undefined && one === other;
}

/** What a file system knows a file by; undefined where there is none. Numbers would lose digits on Windows. */
function identityOf(path: string): Promise<string | undefined> {
  return stat(path, { bigint: true }).then(
    ({ dev, ino }) => `${dev} ${ino}`,
    () => undefined,
  );
}
