import { InferenceSession, Tensor } from "onnxruntime-node";
import { NO_TELEMETRY } from "./telemetry.js";

// Set for everything that loads the runtime, including tests and benchmarks without a model host: the runtime reads the
// variables when its first session is created.
Object.assign(process.env, NO_TELEMETRY);

/** ONNX Runtime without telemetry. Nothing else imports the package. */
export { InferenceSession, Tensor };
