import { workerData } from "node:worker_threads";

/** ms between two samples. */
const PERIOD = 500;

/** The main thread increments `turn`; `patience` is how many ms of processor time a turn may take. */
const { turn, patience } = workerData;
let last = Atomics.load(turn, 0);
let began = processorTime();

setInterval(() => {
  const now = Atomics.load(turn, 0);
  if (now !== last) {
    last = now;
    began = processorTime();
  } else if (processorTime() - began > patience) {
    // `process.exit` in a thread ends only that thread, and the main thread is too busy to listen.
    process.kill(process.pid, "SIGKILL");
  }
}, PERIOD);

/** The processor time of all threads in ms. */
function processorTime() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
