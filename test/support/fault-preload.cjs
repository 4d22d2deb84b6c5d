/**
 * Loaded before the command line: makes the system fail as the environment says.
 *
 * - `FAULT_ROOTS`: folders, separated by `:`, of which file-system calls are counted
 * - `FAULT_COUNT`: file that gets the number of calls at the end
 * - `FAULT_AT`, `FAULT_CODE`: the call that fails, from 1, and how; with `FAULT_STICKY`, all after it that write fail, too
 * - `FAULT_ONLY`: what paths of failing calls must contain
 * - `FAULT_CLOCK`: milliseconds that the clock jumps after `FAULT_CLOCK_AFTER` milliseconds
 * - `FAULT_TIMEOUT`: milliseconds, at most, of time-outs of requests
 * - `FAULT_HOST`: the program to start in place of the model host; `FAULT_HOST_FLAGS`: flags of Node.js for it
 * - `FAULT_HOST_KILL`: the first model host is killed when it is sent a message with this text
 */
const childProcess = require("node:child_process");
const fs = require("node:fs");
const { syncBuiltinESMExports } = require("node:module");

const {
  FAULT_ROOTS = "",
  FAULT_COUNT,
  FAULT_AT,
  FAULT_CODE = "EIO",
  FAULT_STICKY,
  FAULT_ONLY = "",
  FAULT_CLOCK,
  FAULT_CLOCK_AFTER = "0",
  FAULT_TIMEOUT,
  FAULT_HOST,
  FAULT_HOST_FLAGS,
  FAULT_HOST_KILL,
} = process.env;
const roots = FAULT_ROOTS.split(":").filter((root) => root !== "");
const failing = Number(FAULT_AT ?? 0);
/** What changes nothing on a disk that is full. */
const READS = /^(?:read|stat|lstat|fstat|access|exists|realpath|close|readdir|opendir|unlink|rm|rmdir)/;
/** Paths by descriptor. @type {Map<number, string>} */
const open = new Map();
const { writeFileSync } = fs;
let calls = 0;

/**
 * Counts a call, and fails it when it is its turn.
 * @param {string} name
 * @param {unknown} path
 */
function count(name, path) {
  const text = String(path);
  if (!roots.some((root) => text.startsWith(root)) || !text.includes(FAULT_ONLY)) return;
  calls++;
  const isSticky = FAULT_STICKY !== undefined && calls > failing && !READS.test(name);
  if (failing === 0 || (calls !== failing && !isSticky)) return;
  const error = new Error(`${FAULT_CODE}: made to fail, ${name} '${text}'`);
  throw Object.assign(error, { code: FAULT_CODE, syscall: name, path: text, errno: -28 });
}

/** @typedef {(...args: any[]) => any} Call */

/**
 * @param {string} name
 * @param {(args: any[]) => unknown} pathOf
 * @param {(result: any, path: unknown) => void} [after]
 */
function wrapSync(name, pathOf, after) {
  const owner = /** @type {Record<string, any>} */ (fs);
  /** @type {Call} */
  const real = owner[name];
  /** @param {any[]} args */
  owner[name] = (...args) => {
    const path = pathOf(args);
    count(name, path);
    const result = real.apply(owner, args);
    after?.(result, path);
    return result;
  };
}

/**
 * @param {Record<string, any>} owner functions that return promises
 * @param {string} name
 * @param {(args: any[]) => unknown} pathOf
 * @param {(result: any, path: unknown) => void} [after]
 */
function wrapAsync(owner, name, pathOf, after) {
  /** @type {Call} */
  const real = owner[name];
  /** @param {any[]} args */
  owner[name] = async (...args) => {
    const path = pathOf(args);
    count(name, path);
    const result = await real.apply(owner, args);
    after?.(result, path);
    return result;
  };
}

const SYNC =
  "accessSync lstatSync mkdirSync readFileSync readdirSync realpathSync renameSync rmSync rmdirSync statSync unlinkSync writeFileSync";
const PROMISES =
  "access chmod lstat mkdir opendir readFile readdir realpath rename rm rmdir stat unlink utimes writeFile";
const DESCRIPTORS = "closeSync fdatasyncSync fstatSync fsyncSync ftruncateSync readSync writeSync";
const HANDLES = "chmod chown read readFile stat sync truncate write writeFile";
/** @param {any[]} args */
const firstOf = ([path]) => path;
if (roots.length > 0) {
  for (const name of SYNC.split(" ")) wrapSync(name, firstOf);
  wrapSync("openSync", firstOf, (descriptor, path) => void open.set(descriptor, String(path)));
  for (const name of DESCRIPTORS.split(" ")) wrapSync(name, ([descriptor]) => open.get(descriptor) ?? "");
  for (const name of PROMISES.split(" ")) wrapAsync(fs.promises, name, firstOf);
  wrapAsync(fs.promises, "open", firstOf, (handle, path) => {
    for (const name of HANDLES.split(" ")) wrapAsync(handle, name, () => path);
  });
  syncBuiltinESMExports();
}
if (FAULT_COUNT) process.on("exit", () => writeFileSync(FAULT_COUNT, String(calls)));

if (FAULT_CLOCK) {
  const { now } = Date;
  const start = now();
  Date.now = () => {
    const time = now();
    return time - start >= Number(FAULT_CLOCK_AFTER) ? time + Number(FAULT_CLOCK) : time;
  };
}

if (FAULT_TIMEOUT) {
  const { timeout } = AbortSignal;
  AbortSignal.timeout = (milliseconds) => timeout.call(AbortSignal, Math.min(milliseconds, Number(FAULT_TIMEOUT)));
}

if (FAULT_HOST || FAULT_HOST_FLAGS || FAULT_HOST_KILL) {
  /** @type {Record<string, any>} */
  const owner = childProcess;
  /** @type {Call} */
  const spawn = owner["spawn"];
  let isFirst = true;
  /** @param {string} command @param {string[]} args @param {object} options */
  owner["spawn"] = (command, args, options) => {
    const flags = FAULT_HOST_FLAGS?.split(" ") ?? [];
    const entries = args.map((one) => (FAULT_HOST && one.endsWith("model-host.cjs") ? FAULT_HOST : one));
    const child = spawn(command, [...flags, ...entries], options);
    if (FAULT_HOST_KILL && isFirst) {
      const { write } = child.stdin;
      child.stdin.write = (/** @type {unknown[]} */ ...sent) => {
        const isDrained = write.apply(child.stdin, sent);
        if (String(sent[0]).includes(FAULT_HOST_KILL)) child.kill("SIGKILL");
        return isDrained;
      };
    }
    isFirst = false;
    return child;
  };
  syncBuiltinESMExports();
}
