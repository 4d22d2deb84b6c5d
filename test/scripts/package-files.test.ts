import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { type PackageFile, packageFiles } from "../../scripts/package-files.mjs";
import { BUNDLED_MODEL, ROOT } from "../../scripts/paths.mjs";
import { importsAtLoad } from "../support/pe-imports.js";

/** The libraries of ONNX Runtime for each packaged platform. */
const LIBRARIES: Record<string, string> = {
  "linux-x64": "libonnxruntime.so.1",
  "linux-arm64": "libonnxruntime.so.1",
  "darwin-arm64": "libonnxruntime.1.dylib",
  "win32-x64": "onnxruntime.dll",
  "win32-arm64": "onnxruntime.dll",
};
const BINARIES = "dist/node_modules/onnxruntime-node/bin/napi-v6";

describe("The package", () => {
  let files: PackageFile[];
  let names: string[];
  before(async () => {
    files = await packageFiles("linux-x64");
    names = files.map(({ to }) => to);
  });

  it("holds what users need, in places of known kinds, and nothing twice", () => {
    const kinds = [
      /^package(\.nls(\.[a-z-]+)?)?\.json$/,
      /^l10n\/bundle\.l10n(\.[a-z-]+)?\.json$/,
      /^(README|CHANGELOG|LICENSES|THIRD-PARTY)\.md$|^LICENSE$/,
      /^media\/\w+\.(png|svg)$/,
      /^media\/walkthrough\/\w+(\.nls\.[\w-]+)?\.md$/,
      /^examples\/webshop\/(README\.md|\.vscode\/settings\.json|locales\/\w+\.json|memory\/[\w-]+\.\w+)$/,
      /^docs\/images\/\w+\.png$/,
      /^dist\/(extension|model-\w+)\.cjs$/,
      /^dist\/node-sqlite3-wasm\.wasm$/,
      /^dist\/budget-panel\.(js|css)$/,
      /^dist\/run-summary\.css$/,
      new RegExp(`^${BUNDLED_MODEL}/(README\\.md|NOTICE|GEMMA_TERMS\\.txt|\\w+\\.json)$`),
      new RegExp(`^${BUNDLED_MODEL}/onnx/(engine\\.onnx|model_quantized\\.onnx|\\w+\\.onnx_data(_\\d)?)$`),
      /^third-party\/onnxruntime-[\d.]+\/(LICENSE|ThirdPartyNotices\.txt)$/,
      /^dist\/node_modules\/onnxruntime-(node|common)\/(dist\/)?(cjs\/)?[\w-]+\.(js|json)$/,
      new RegExp(`^${BINARIES}/linux/x64/(onnxruntime_binding\\.node|libonnxruntime\\.so\\.1)$`),
    ];
    const unknown = names.filter((name) => !kinds.some((kind) => kind.test(name)));
    assert.deepEqual(unknown, []);
    for (const kind of kinds)
      assert.ok(
        names.some((name) => kind.test(name)),
        `nothing matches ${kind}`,
      );
    assert.equal(new Set(names).size, names.length);
  });

  it("is made of files that are there", () => {
    const built = /^dist\/[\w-]+\.(cjs|wasm|js|css)$/;
    const missing = files.filter(({ from }) => !built.test(from) && !existsSync(join(ROOT, from)));
    assert.deepEqual(missing, []);
  });

  it("states the licences of the program, of the weights and of others", () => {
    const { license } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
    const [, named = ""] = /^SEE LICENSE IN (.+)$/.exec(license) ?? [];
    assert.ok(names.includes(named), `${license} is not in the package`);
    const text = readFileSync(join(ROOT, named), "utf8");
    const linked = [...text.matchAll(/\]\((?!https:)([^)]+)\)/g)].map(([, path = ""]) => path);
    assert.deepEqual(
      linked.filter((path) => !names.includes(path)),
      [],
    );
    for (const path of ["LICENSE", `${BUNDLED_MODEL}/NOTICE`, `${BUNDLED_MODEL}/GEMMA_TERMS.txt`, "THIRD-PARTY.md"])
      assert.ok(linked.includes(path), `${named} does not link ${path}`);
    // Section 3.1 of the terms: pass on the restrictions, and quote the notice word by word.
    assert.match(text, /You must not use\s+them[\s\S]*Prohibited Use Policy[\s\S]*applicable laws and regulations/);
    const notice = readFileSync(join(ROOT, BUNDLED_MODEL, "NOTICE"), "utf8");
    const sentence = "Gemma is provided under and subject to the Gemma Terms of Use found at ai.google.dev/gemma/terms";
    assert.ok(notice.includes(sentence));
  });

  it("has one graph, and the data that it names", () => {
    const graphs = names.filter((name) => name.endsWith(".onnx"));
    assert.equal(graphs.length, 1, String(graphs));
    const graph = readFileSync(join(ROOT, graphs[0] ?? ""), "latin1");
    const data = names.filter((name) => /\.onnx_data/.test(name)).map((name) => basename(name));
    const named = new Set(graph.match(/\w+\.onnx_data(_\d+)?/g));
    assert.deepEqual(data.sort(), [...named].sort());
  });

  it("has every image of the README, which is its page in the editor", () => {
    const readme = readFileSync(join(ROOT, "README.md"), "utf8");
    const images = [...readme.matchAll(/!\[[^\]]*\]\(([^)]+)\)/g)].map(([, path = ""]) => path);
    assert.ok(images.length > 0);
    assert.deepEqual(
      images.filter((path) => !names.includes(path)),
      [],
    );
  });

  for (const [target, library] of Object.entries(LIBRARIES)) {
    it(`has for ${target} that platform's runtime alone, and all that it loads`, async () => {
      const own = (await packageFiles(target)).filter(({ to }) => to.startsWith(BINARIES));
      const folder = `${BINARIES}/${target.replace("-", "/")}`;
      assert.deepEqual(
        own.map(({ to }) => to).sort(),
        [`${folder}/${library}`, `${folder}/onnxruntime_binding.node`].sort(),
      );
      const [binding = Buffer.alloc(0), runtime = Buffer.alloc(0)] = ["onnxruntime_binding.node", library].map((name) =>
        readFileSync(join(ROOT, folder.replace(/^dist\//, ""), name)),
      );
      assert.ok(binding.includes(library), `the binding loads another library than ${library}`);
      if (!target.startsWith("win32")) return;
      const beside = readdirSync(join(ROOT, folder.replace(/^dist\//, "")));
      const left = beside.filter((name) => name !== library);
      assert.deepEqual(
        [...importsAtLoad(binding), ...importsAtLoad(runtime)].filter((name) => left.includes(name)),
        [],
      );
    });
  }

  it("cannot be made for a platform that ONNX Runtime has no binaries for", async () => {
    await assert.rejects(packageFiles("linux-riscv64"), /no binaries for linux-riscv64/);
  });
});
