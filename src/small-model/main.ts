import { setFlagsFromString } from "node:v8";
import { createMessageConnection, ResponseError, StreamMessageReader, StreamMessageWriter } from "vscode-jsonrpc/node";
import { messageOf, RouteLmtError, said } from "../core/errors.js";
import { type ErrorData, errorData } from "./error-data.js";
import type { TranslateListener } from "./protocol.js";
import * as protocol from "./protocol.js";
import { Translator } from "./translator.js";

/** Entry of the model host process: answers JSON-RPC until its input ends. */

// The results of a pass are small objects that hold large buffers, whose size V8 hardly takes into account: unless the
// heap may only grow by a fifth, tens of megabytes wait to be collected. Set here, because Node does not start with a
// flag that its V8 may no longer have.
setFlagsFromString("--heap-growing-percent=20");

const connection = createMessageConnection(
  new StreamMessageReader(process.stdin),
  new StreamMessageWriter(process.stdout),
);
let translator: Translator | undefined;

connection.onRequest(protocol.load, ({ folder, threads }) =>
  reply(async () => {
    await translator?.dispose();
    translator = await Translator.load(folder, threads, sayProgress);
    return { name: translator.name, directions: translator.directions };
  }),
);

connection.onRequest(protocol.translate, ({ requests, options }, token) =>
  reply(async () => {
    if (!translator)
      throw new RouteLmtError("model-incomplete", said`No model is loaded`, said`Load a model folder first.`);
    const controller = new AbortController();
    token.onCancellationRequested(() => controller.abort());
    const listener: TranslateListener = {
      estimated: (estimate) => void connection.sendNotification(protocol.estimated, estimate),
      translated: (hypothesis) => void connection.sendNotification(protocol.translated, hypothesis),
      refused: (refusal) => void connection.sendNotification(protocol.refused, refusal),
    };
    await translator.translate(requests, listener, options, controller.signal);
    return null;
  }),
);

let lastSign = 0;

/** Tells the client that the model is working, so that it can distinguish a slow host from a hanging one. */
function sayProgress(): void {
  const now = performance.now();
  if (now - lastSign < protocol.PROGRESS_INTERVAL) return;
  lastSign = now;
  void connection.sendNotification(protocol.progressed, null);
}

/** Typed errors cross the wire with their code and advice. */
async function reply<Result>(work: () => Promise<Result>): Promise<Result | ResponseError<ErrorData>> {
  try {
    return await work();
  } catch (error) {
    const data = errorData(error);
    return new ResponseError(1, messageOf(error), data);
  }
}

connection.onClose(() => process.exit(0));
connection.listen();
