import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../scripts/paths.mjs";
import { NOTICES, noticesOf, type Package, thirdPartyPackages } from "../../scripts/third-party.mjs";

describe("Third-party software", () => {
  let packages: Package[];
  before(async () => {
    packages = await thirdPartyPackages();
  });

  it("is listed as it is bundled now; npm run third-party lists it again", () => {
    assert.equal(readFileSync(join(ROOT, NOTICES), "utf8"), noticesOf(packages));
  });

  it("is every package that the program depends on, and nothing under a licence that binds the program", () => {
    const { dependencies } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
    const names = packages.map(({ name }) => name);
    const missing = Object.keys(dependencies).filter((name) => !names.includes(name));
    assert.deepEqual(missing, [], "a dependency that is not shipped belongs to devDependencies");
    const free = ["MIT", "ISC", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause"];
    for (const { name, licence } of packages) assert.ok(free.includes(licence), `${name}: ${licence}`);
  });

  it("comes with a copyright line and the text of its licence", () => {
    for (const { name, text } of packages)
      assert.match(text, /copyright[\s\S]+(permission|licensed under)/i, `${name}: ${text.slice(0, 200)}`);
  });

  it("comes with the notices of what is inside ONNX Runtime, as of the version that ships", () => {
    const { version } = JSON.parse(readFileSync(join(ROOT, "node_modules/onnxruntime-node/package.json"), "utf8"));
    const notices = readFileSync(join(ROOT, `third-party/onnxruntime-${version}/ThirdPartyNotices.txt`), "utf8");
    const library = readFileSync(join(ROOT, "node_modules/onnxruntime-node/bin/napi-v6/linux/x64/libonnxruntime.so.1"));
    /** What the library has of others, by a trace of it in the file. */
    const inside = {
      cpp_client_telemetry: "OneCollector",
      curl: "libcurl",
      sqlite: "SQLite format 3",
      mbedtls: "mbedtls",
      protobuf: "google/protobuf",
      abseil: "absl",
      re2: "re2",
      nlohmann: "nlohmann",
      eigen: "Eigen",
      cpuinfo: "cpuinfo",
      dawn: "dawn",
      kleidiai: "kleidi",
    };
    for (const [name, trace] of Object.entries(inside)) {
      assert.ok(library.includes(trace), `${name} is no longer in the library`);
      assert.match(notices, new RegExp(name, "i"));
    }
  });
});
