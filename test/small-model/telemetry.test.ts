import assert from "node:assert/strict";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT, WEBSHOP } from "../../scripts/paths.mjs";
import { TINY } from "../support/bundled-model.js";
import { canTrace, trace } from "../support/trace.js";

const BINARIES = join(ROOT, "node_modules", "onnxruntime-node", "bin", "napi-v6");
/** The switch that turns telemetry off in each platform's runtime library. */
const SWITCHES = {
  "linux/x64/libonnxruntime.so.1": "ORT_DISABLE_TELEMETRY",
  "linux/arm64/libonnxruntime.so.1": "ORT_DISABLE_TELEMETRY",
  "darwin/arm64/libonnxruntime.1.dylib": "ORT_DISABLE_TELEMETRY",
  "win32/x64/onnxruntime.dll": "ORT_RUNNING_UNIT_TESTS",
  "win32/arm64/onnxruntime.dll": "ORT_RUNNING_UNIT_TESTS",
};

describe("Telemetry of ONNX Runtime", () => {
  for (const [library, name] of Object.entries(SWITCHES))
    it(`can be switched off in ${library}`, () => {
      assert.ok(
        readFileSync(join(BINARIES, library)).includes(`${name}\0`),
        `${name} is unknown to it: look for another`,
      );
    });

  it("is switched off by everything that loads the runtime", () => {
    const folders = ["src", "bench", "scripts", "test", "models/training"];
    const files = folders.flatMap((folder) =>
      readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" }).map((name) => `${folder}/${name}`),
    );
    const loads =
      /(?:import|export)(?! type)[^;"]*from "(?:onnxruntime-node|@huggingface\/transformers)"|(?:import|require)\("(?:onnxruntime-node|@huggingface\/transformers)"\)/;
    const loading = files
      .filter((name) => /\.(ts|mjs|cjs)$/.test(name) && !name.endsWith("telemetry.test.ts"))
      .filter((name) => loads.test(readFileSync(join(ROOT, name), "utf8")));
    assert.deepEqual(
      loading.filter((name) => !readFileSync(join(ROOT, name), "utf8").includes("NO_TELEMETRY")),
      [],
    );
    assert.ok(loading.includes("src/small-model/onnx-runtime.ts"), String(loading));
  });

  it("leaves no file outside the project and opens no connection in a run of the command line", function () {
    if (!canTrace()) this.skip();
    const folder = mkdtempSync(join(tmpdir(), "routelmt-private-"));
    const [project, home, storage] = [join(folder, "shop"), join(folder, "home"), join(folder, "storage")];
    cpSync(WEBSHOP, project, { recursive: true });
    mkdirSync(home);
    try {
      const small = ["--model", TINY, "--minimum-quality", "0"];
      const args = ["translate", "locales/en.json", "--to", "de", ...small];
      const command = [process.execPath, join(ROOT, "dist", "cli.mjs"), ...args];
      const env = { PATH: process.env["PATH"] ?? "", HOME: home, TMPDIR: home, ROUTELMT_DATA: storage };
      const { written, sockets, code, err } = trace(command, { cwd: project, env, file: join(folder, "trace") });
      // Some of the tiny model's translations fail the checks.
      assert.ok(code === 0 || code === 3, err);
      assert.ok(written.some((path) => path.endsWith("de.json")));
      // Locks between processes are empty files in the temporary folder, removed at the end.
      const own = [project, storage, join(home, "routelmt-locks-")];
      assert.deepEqual(
        written.filter((path) => !own.some((place) => path.startsWith(place)) && path !== "/dev/null"),
        [],
      );
      assert.deepEqual(sockets, []);
      assert.deepEqual(
        readdirSync(home, { recursive: true, encoding: "utf8" }).filter((name) => !/^routelmt-locks-\w+$/.test(name)),
        [],
      );
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
