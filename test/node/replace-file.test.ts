import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import disk from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Disk, replaceFile } from "#node/replace-file.js";
import { placeToWrite } from "#node/write-place.js";
import { bundleProgram } from "../support/bundle-program.js";

const OLD = "old\n";
const NEW = "new\n".repeat(1000);

/** The real file system, except that the n-th call fails; calls on a handle count, too. */
function failingAt(call: number, code: string): { readonly fs: Disk; calls(): string[] } {
  const calls: string[] = [];
  const step = async <Value>(name: string, work: () => Promise<Value>): Promise<Value> => {
    calls.push(name);
    const isFailing = calls.length === call;
    // The file is closed although `close` reports an error.
    if (isFailing && name === "close") await work();
    if (isFailing) throw Object.assign(new Error(`${code}: made to fail, ${name}`), { code });
    return work();
  };
  const wrapped = <Target extends object>(target: Target): Target =>
    new Proxy(target, {
      get: (on, name) => {
        const value = Reflect.get(on, name, on);
        if (typeof value !== "function") return value;
        return (...args: unknown[]) =>
          step(String(name), async () => {
            const result = await value.apply(on, args);
            return name === "open" ? wrapped(result) : result;
          });
      },
    });
  return { fs: wrapped(disk), calls: () => calls };
}

describe("A file", () => {
  let folder: string;
  let file: string;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "routelmt-replace-"));
    file = join(folder, "de.json");
    await disk.writeFile(file, OLD);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const replace = async (path: string, fs?: Disk): Promise<void> =>
    replaceFile(await placeToWrite(path, { project: folder }), Buffer.from(NEW), async () => undefined, fs);

  for (const code of ["ENOSPC", "EIO", "EDQUOT", "EMFILE"]) {
    it(`is old or new as a whole, with nothing beside it, whichever step fails with ${code}`, async () => {
      const { fs, calls } = failingAt(0, code);
      await replace(file, fs);
      const steps = calls().length;
      assert.ok(steps > 8, String(calls()));
      for (let call = 1; call <= steps; call++) {
        await disk.writeFile(file, OLD);
        const failing = failingAt(call, code);
        const failed = await replace(file, failing.fs).then(
          () => false,
          () => true,
        );
        assert.equal(readFileSync(file, "utf8"), failed ? OLD : NEW, failing.calls()[call - 1]);
        assert.deepEqual(readdirSync(folder), ["de.json"], failing.calls()[call - 1]);
      }
    });
  }

  it("leaves no folder that could not be used", async () => {
    const deep = join(folder, "a", "b", "de.json");
    const { fs, calls } = failingAt(0, "EIO");
    await replace(deep, fs);
    const steps = calls().indexOf("rename") + 1;
    for (let call = 1; call <= steps; call++) {
      rmSync(join(folder, "a"), { recursive: true });
      const failing = failingAt(call, "EIO");
      await replace(deep, failing.fs).catch(() => undefined);
      assert.equal(existsSync(join(folder, "a")), existsSync(deep), failing.calls()[call - 1]);
      mkdirSync(join(folder, "a"), { recursive: true });
    }
  });

  it("is written when it was busy for a moment", async () => {
    const { fs, calls } = failingAt(0, "EBUSY");
    await replace(file, fs);
    const call = calls().indexOf("rename") + 1;
    for (const code of ["EBUSY", "EPERM", "EACCES"]) {
      await disk.writeFile(file, OLD);
      await replace(file, failingAt(call, code).fs);
      assert.equal(readFileSync(file, "utf8"), NEW);
    }
  });

  it("loses the temporary files of killed processes, but not those of a running one", async () => {
    const [left, fresh] = [1, 2].map((n) => join(folder, `.routelmt-00000000-0000-4000-8000-00000000000${n}.tmp`));
    for (const path of [left, fresh]) await disk.writeFile(path ?? "", "half");
    await disk.utimes(left ?? "", 1, 1);
    await replace(file);
    assert.deepEqual(
      readdirSync(folder).map((name) => join(folder, name)),
      [fresh, file],
    );
  });

  it("keeps its mode", async () => {
    if (process.platform === "win32") return;
    for (const mode of [0o600, 0o664, 0o755]) {
      chmodSync(file, mode);
      await replace(file);
      assert.equal(statSync(file).mode & 0o7777, mode);
    }
  });

  it("stays unchanged when the process may write only a part of it", async () => {
    if (process.platform === "win32") return;
    const program = await bundleProgram("write-text");
    // In bash, blocks of 1024 bytes: write(2) reports how many bytes it wrote, and the next call fails.
    const command = `ulimit -f 8; exec "$0" "$1" "$2" 100000`;
    const { status, stdout } = spawnSync("bash", ["-c", command, process.execPath, program, file], {
      encoding: "utf8",
    });
    assert.match(stdout, /^file-write: .*de\.json cannot be written: /);
    assert.equal(status, 3);
    assert.equal(readFileSync(file, "utf8"), OLD);
    assert.deepEqual(readdirSync(folder), ["de.json"]);
  });
});
