import { parseArgs } from "node:util";
import { runMain } from "../../scripts/process.mjs";
import { runMocha } from "./mocha.mjs";

/** ms a process may live on after its last test: child processes and timers should have ended with the tests. */
const GRACE = 10_000;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { result: { type: "string", default: "out/results/mocha.json" }, grep: { type: "string" } },
});

await runMain(async () => {
  const { failures } = await runMocha(positionals, { resultFile: values.result, grep: values.grep });
  process.exitCode = failures ? 1 : 0;
  setTimeout(reportLeak, GRACE).unref();
});

function reportLeak() {
  process.stderr.write(`The tests left open: ${process.getActiveResourcesInfo().join(", ")}\n`);
  process.exit(1);
}
