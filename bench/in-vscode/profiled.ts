import { writeFile } from "node:fs/promises";
import { Session } from "node:inspector/promises";

/** Microseconds between two samples. */
const INTERVAL = 500;

/** Runs something; with `ROUTELMT_PROFILE` set, also writes the CPU profile of the extension host to that file. */
export async function profiled<Result>(work: () => Promise<Result>): Promise<Result> {
  const file = process.env["ROUTELMT_PROFILE"];
  if (!file) return work();
  const session = new Session();
  session.connect();
  await session.post("Profiler.enable");
  await session.post("Profiler.setSamplingInterval", { interval: INTERVAL });
  await session.post("Profiler.start");
  try {
    return await work();
  } finally {
    const { profile } = await session.post("Profiler.stop");
    session.disconnect();
    await writeFile(file, JSON.stringify(profile));
  }
}
