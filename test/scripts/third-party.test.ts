import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
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

  it("comes with the licence of what a package has inside, as its source maps tell", () => {
    const inside = packages.flatMap(({ name, text }) => {
      const folder = join(ROOT, "node_modules", name);
      const maps = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".map"));
      const sources = maps.flatMap((path) => JSON.parse(readFileSync(join(folder, path), "utf8")).sources as string[]);
      const others = sources.flatMap((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? []);
      return [...new Set(others)].map((other) => ({ other, text }));
    });
    const licences: Record<string, RegExp> = {
      "@formatjs_generated/cldr.core": /UNICODE LICENSE V3/,
      "@formatjs_generated/unicode": /UNICODE LICENSE V3/,
    };
    assert.deepEqual([...new Set(inside.map(({ other }) => other))].sort(), Object.keys(licences));
    for (const { other, text } of inside) assert.match(text, licences[other] ?? /^$/, other);
  });

  it("comes with the notices of what is inside ONNX Runtime, as of the version that ships", () => {
    const { version } = JSON.parse(readFileSync(join(ROOT, "node_modules/onnxruntime-node/package.json"), "utf8"));
    const notices = readFileSync(join(ROOT, `third-party/onnxruntime-${version}/ThirdPartyNotices.txt`), "utf8");
    const library = readFileSync(join(ROOT, "node_modules/onnxruntime-node/bin/napi-v6/linux/x64/libonnxruntime.so.1"));
    /** Third-party code inside the library, with a text that shows that it is there. */
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
