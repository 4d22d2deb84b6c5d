/**
 * Environment variables that keep ONNX Runtime from reporting to its makers. Its official builds do so unless these
 * are set before the first session: those for Linux and macOS read the first name (docs/Privacy.md in its
 * repository), those for Windows, which pass events to the system, only the second, which its own tests use.
 */
export const NO_TELEMETRY = { ORT_DISABLE_TELEMETRY: "1", ORT_RUNNING_UNIT_TESTS: "1" } as const;
