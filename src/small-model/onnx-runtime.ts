import { InferenceSession, Tensor } from "onnxruntime-node";
import { NO_TELEMETRY } from "./telemetry.js";

// Whoever loads the runtime, also tests and benchmarks without a model host: it reads them with its first session.
Object.assign(process.env, NO_TELEMETRY);

/** ONNX Runtime, which reports nothing. Nothing else imports the package. */
export { InferenceSession, Tensor };
