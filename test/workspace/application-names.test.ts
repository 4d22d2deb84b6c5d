import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { NodeWorkspace } from "#node/node-workspace.js";
import { applicationCandidates } from "#workspace/application-names.js";
import { useCli } from "../cli/use-cli.js";

describe("What the application is called", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "routelmt-names-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const write = (path: string, text: string): string => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
    return join(folder, path);
  };
  const names = async (...files: string[]): Promise<string[]> =>
    (await applicationCandidates(new NodeWorkspace(folder), files)).map(({ text }) => text).toSorted();

  it("is read in the folders above, up to the root of the repository", async () => {
    write("package.json", '{"name": "outside"}');
    write("repository/.git/HEAD", "");
    write("repository/package.json", '{"name": "monorepo"}');
    write(
      "repository/app/src/main/AndroidManifest.xml",
      '<manifest><application android:label="OpenTracks"/></manifest>',
    );
    const strings = write("repository/app/src/main/res/values/strings.xml", "<resources/>");
    assert.deepEqual(await names(strings), ["OpenTracks", "monorepo"]);
  });

  it("is read in the nearest folder alone where there is no repository", async () => {
    write("package.json", '{"name": "outside"}');
    write("app/package.json", '{"name": "inside"}');
    assert.deepEqual(await names(write("app/locales/en.json", "{}"), write("app/en.json", "{}")), ["inside"]);
  });

  it("is not read through links, in huge files, or in a folder of many applications", async () => {
    write("elsewhere/package.json", '{"name": "elsewhere"}');
    const file = write("app/.git/en.json", "{}");
    symlinkSync(join(folder, "elsewhere/package.json"), join(folder, "app/package.json"));
    write("app/Cargo.toml", `[package]\nname = "huge"\n${"#".repeat(300_000)}`);
    for (let n = 0; n < 9; n++) write(`app/.git/a${n}.desktop`, `[Desktop Entry]\nName=App ${n}\n`);
    assert.deepEqual(await names(file), []);
  });
});

describe("routelmt translate: the application's name", () => {
  const cli = useCli();

  it("is the same in every language", async () => {
    cli.write("package.json", '{"name": "audacity"}');
    cli.write(
      "locales/en.json",
      JSON.stringify({ a: "Audacity", b: "Audacity is starting up...", c: "Get help with Audacity" }),
    );
    await cli.routelmt(["translate", "locales/en.json", "--to", "es"]);
    const { a, b, c } = JSON.parse(cli.read("locales/es.json"));
    assert.equal(a, "Audacity");
    for (const text of [b, c]) assert.match(text, /\bAudacity\b/);
    assert.doesNotMatch(b, /starting/);
  });
});
