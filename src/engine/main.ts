import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { createMessageConnection, ResponseError, StreamMessageReader, StreamMessageWriter } from "vscode-jsonrpc/node";
import { RouteLmtError } from "../core/errors.js";
import { type ErrorData, errorData, TranslatorPool } from "./pool.js";
import * as protocol from "./protocol.js";
import type { TranslateListener } from "./translator.js";

/** Entry of the model host process: answers JSON-RPC until its input ends. */

/**
 * Heap of a worker, in MB, that V8 fills before its first full collection. Every forward pass leaves some megabytes
 * of tensors behind; from V8's own start of a few, it would collect every seventh pass, and marking takes a quarter of
 * both processors. Set here, and not on the command line, where a V8 without the flag would refuse to start.
 */
const INITIAL_HEAP = 128;
setFlagsFromString(`--initial-old-space-size=${INITIAL_HEAP}`);

/** Bundled beside this file. */
const WORKER_ENTRY = join(__dirname, "model-worker.cjs");

const connection = createMessageConnection(
  new StreamMessageReader(process.stdin),
  new StreamMessageWriter(process.stdout),
);
let pool: TranslatorPool | undefined;

connection.onRequest(protocol.load, ({ folder, threads }) =>
  reply(async () => {
    await pool?.dispose();
    pool = await TranslatorPool.load(WORKER_ENTRY, folder, threads);
    return { name: pool.name, directions: pool.directions };
  }),
);

connection.onRequest(protocol.translate, ({ requests, options }, token) =>
  reply(async () => {
    if (!pool) throw new RouteLmtError("model-incomplete", "No model is loaded", "Load a model folder first.");
    const controller = new AbortController();
    token.onCancellationRequested(() => controller.abort());
    const listener: TranslateListener = {
      estimated: (estimate) => void connection.sendNotification(protocol.estimated, estimate),
      translated: (hypothesis) => void connection.sendNotification(protocol.translated, hypothesis),
      refused: (refusal) => void connection.sendNotification(protocol.refused, refusal),
    };
    await pool.translate(requests, listener, options, controller.signal);
    return null;
  }),
);

/** Typed errors cross the wire with their code and advice. */
async function reply<Result>(work: () => Promise<Result>): Promise<Result | ResponseError<ErrorData>> {
  try {
    return await work();
  } catch (error) {
    const data = errorData(error);
    return new ResponseError(1, data.message, data);
  }
}

connection.onClose(() => process.exit(0));
connection.listen();
