import { homedir, userInfo } from "node:os";
import { isAbsolute } from "node:path";

/**
 * The user's home folder, always absolute; undefined if the system knows none, as for a user without an entry in a
 * container. `HOME` may be empty or relative, and would then mean a different folder in each working directory.
 */
export function homeFolder(): string | undefined {
  try {
    const home = homedir();
    return isAbsolute(home) ? home : userInfo().homedir;
  } catch {
    return undefined;
  }
}
