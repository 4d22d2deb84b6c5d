import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { runMain } from "../../scripts/process.mjs";
import { runMocha } from "./mocha.mjs";

/** ms that a process may run after its last test: child processes and timers should have ended by then. */
const GRACE = 10_000;
/** Each may start a model that takes half a gigabyte. */
const MAX_JOBS = 4;
/** More than the number of processors, because many tests wait for a time-out, a retry or another program. */
const MORE_JOBS = 1;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { result: { type: "string", default: "out/results/mocha.json" }, grep: { type: "string" } },
});

await runMain(async () => {
  const jobs = Math.min(MAX_JOBS, availableParallelism() + MORE_JOBS);
  const { failures } = await runMocha(positionals, { resultFile: values.result, grep: values.grep, jobs });
  process.exitCode = failures ? 1 : 0;
  setTimeout(reportLeak, GRACE).unref();
});

function reportLeak() {
  process.stderr.write(`The tests left open: ${process.getActiveResourcesInfo().join(", ")}\n`);
  process.exit(1);
}
