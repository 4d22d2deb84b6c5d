import { parseArgs } from "node:util";
import { runMocha } from "./mocha.mjs";
import { runMain } from "./output.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { result: { type: "string", default: "out/results/mocha.json" }, grep: { type: "string" } },
});

await runMain(async () => {
  const { failures } = await runMocha(positionals, { resultFile: values.result, grep: values.grep });
  process.exitCode = failures ? 1 : 0;
});
