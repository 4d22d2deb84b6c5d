import { uptime } from "node:os";

/** Milliseconds by which the times of a file system and of the clock may differ. */
const TOLERANCE = 60_000;

/** Whether a process is running on this machine. */
export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // EPERM: it runs under another user.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/**
 * Whether a time is before the start of this machine: whatever a process did then, it has ended, also if another one has
 * its id now.
 *
 * @param time in milliseconds since 1970
 */
export function isBeforeStart(time: number): boolean {
  return time < Date.now() - uptime() * 1000 - TOLERANCE;
}
