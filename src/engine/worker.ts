import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import { errorData, type FromWorker, type ToWorker, type WorkerOptions } from "./pool.js";
import { Translator } from "./translator.js";

/** Entry of a worker thread of the model host: one single-threaded session, one chunk at a time. */
async function serve(port: MessagePort, { folder }: WorkerOptions): Promise<void> {
  const post = (message: FromWorker): void => port.postMessage(message);
  let translator: Translator;
  try {
    translator = await Translator.load(folder, 1);
  } catch (error) {
    post({ kind: "failed", error: errorData(error) });
    return;
  }
  let controller = new AbortController();
  port.on("message", (message: ToWorker) => {
    if (message.kind === "cancel") {
      controller.abort();
      return;
    }
    controller = new AbortController();
    translator
      .translate(
        message.requests,
        {
          estimated: (estimate) => post({ kind: "estimated", estimate }),
          translated: (hypothesis) => post({ kind: "translated", hypothesis }),
          refused: (refusal) => post({ kind: "refused", refusal }),
        },
        message.options,
        controller.signal,
      )
      .then(
        () => post({ kind: "done" }),
        (error: unknown) => post({ kind: "failed", error: errorData(error) }),
      );
  });
  post({ kind: "ready", name: translator.name, directions: translator.directions });
}

if (parentPort) void serve(parentPort, workerData as WorkerOptions);
