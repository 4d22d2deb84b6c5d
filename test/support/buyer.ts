/** A process that reserves and settles until the cap or a number of requests is reached: `buyer.ts PATH CAP AMOUNT COUNT`. */
import { RouteLmtError } from "#core/errors.js";
import { ProjectDatabase } from "#store/database.js";
import { History } from "#store/history.js";
import { ProjectLedger } from "#store/project-ledger.js";

const [path = "", cap, amount, count] = process.argv.slice(2);
const database = new ProjectDatabase(path);
const run = await new History(database, "/").beginRun("test");
const ledger = new ProjectLedger(database, run, [{ unit: "usd", period: "total", limit: Number(cap) }]);
const spending = { usd: Number(amount), tokens: 1, segments: 1 };
const note = { provider: "example.org", model: "m", language: "de", segments: ["a"] };
for (let done = 0; done < Number(count); done++) {
  try {
    const reservation = await ledger.reserve(spending, note);
    await ledger.settle(reservation, spending, [{ question: `${process.pid} ${done}`, texts: ["x"], cost: 1 }]);
    if (done === 0) process.send?.("ready");
  } catch (error) {
    if (error instanceof RouteLmtError && error.code === "budget-exceeded") break;
    throw error;
  }
}
await database.close();
process.disconnect?.();
