import assert from "node:assert/strict";
import { type StdioOptions, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, existsSync, mkdirSync, openSync, rmSync } from "node:fs";
import { openTerminal, type Terminal, tell } from "#cli/terminal.js";
import { RouteLmtError, said } from "#core/errors.js";
import { TINY } from "../support/bundled-model.js";
import { CLI } from "../support/program.js";
import { useCli } from "./use-cli.js";

/** A name with everything that changes what a terminal shows or does. */
const HOSTILE = "a\u001b[2J\u001b]0;title\u0007\u009b31m\u202eb\u2066\r\nError: forged\u0000\u007f\ud800";
const FORBIDDEN = /[^\P{Cc}\n]|[\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;

function opened(isTTY: boolean): { readonly terminal: Terminal; written(): string } {
  let text = "";
  const write = (chunk: string | Uint8Array): boolean => {
    text += String(chunk);
    return true;
  };
  const stream = { isTTY, columns: 80, write };
  return { terminal: openTerminal(stream, stream, true), written: () => text };
}

describe("The terminal", () => {
  it("shows nothing that it would obey, and one line for each", () => {
    for (const isTTY of [false, true]) {
      const { terminal, written } = opened(isTTY);
      terminal.out(HOSTILE);
      terminal.err(`Warning: ${HOSTILE}`);
      tell(terminal, new RouteLmtError("file-write", said`${HOSTILE}`, said`${HOSTILE}`));
      assert.doesNotMatch(written(), FORBIDDEN);
      assert.equal(written().split("\n").length, 5);
      tell(terminal, new TypeError(HOSTILE));
      assert.doesNotMatch(written(), FORBIDDEN);
    }
  });

  it("shows its own styles, whatever the text is", () => {
    const { terminal, written } = opened(true);
    terminal.out(`${terminal.paint("red", `error ${HOSTILE}`)} rest`);
    const parts = written().split("\u001b");
    assert.match(parts.join("|"), /^\|\[31merror a \[2J [^|]*\|\[39m rest\n$/);
    assert.equal(opened(false).terminal.paint("red", "error"), "error");
  });

  it("gives programs the same values, without what a terminal obeys", () => {
    const { terminal, written } = opened(false);
    const value = { text: HOSTILE, other: "ä\u00a0–\u{1f600}" };
    terminal.json(value);
    assert.deepEqual(JSON.parse(written()), value);
    assert.doesNotMatch(written(), FORBIDDEN);
    assert.match(written(), /ä\u00a0–/);
  });

  it("shows progress without a line break, on a terminal alone", () => {
    const { terminal, written } = opened(true);
    terminal.status(`Translating ${HOSTILE}`);
    terminal.out("done");
    assert.equal(written().replace("\r\u001b[K", "").split("\n").length, 2);
    assert.doesNotMatch(written().replace("\r\u001b[K", ""), FORBIDDEN);
    const other = opened(false);
    other.terminal.status("Translating");
    assert.equal(other.written(), "");
  });
});

describe("routelmt before a reader that has enough", () => {
  const { routelmt, write, at } = useCli();

  it("ends quietly, with the code that it would have had", async () => {
    const texts = Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`key${index}`, "Text"]));
    write("locales/en.json", JSON.stringify(texts));
    write("locales/de.json", "{}");
    const args = ["status", "--list", "--fail-on", "missing"];
    assert.equal((await routelmt(args)).code, 6);
    const child = spawn(process.execPath, [CLI, ...args], { cwd: at("."), stdio: ["ignore", "pipe", "pipe"] });
    let err = "";
    child.stderr.on("data", (chunk) => {
      err += chunk;
    });
    child.stdout.once("data", () => child.stdout.destroy());
    const [code] = await once(child, "close");
    assert.deepEqual([code, err], [6, ""]);
  });
});

describe("routelmt with its output on a full disk", () => {
  const { write, read, exists, at } = useCli(TINY);

  it("does all of its work, says so, and is no success", async function () {
    if (!existsSync("/dev/full")) this.skip();
    write("locales/en.json", '{ "open": "Open page 0" }\n');
    const full = openSync("/dev/full", "w");
    const run = async (args: readonly string[], stdio: StdioOptions): Promise<[number, string]> => {
      const child = spawn(process.execPath, [CLI, ...args], { cwd: at("."), stdio });
      let err = "";
      child.stderr?.on("data", (chunk) => {
        err += chunk;
      });
      const [code] = await once(child, "close");
      return [code, err];
    };
    const small = ["--model", TINY, "--threads", "1", "--minimum-quality", "0"];
    const translating = ["translate", "locales/en.json", "--to", "de", ...small];
    for (const args of [["ledger", "--csv"], ["status", "--json"], ["--help"], translating]) {
      const [code, err] = await run(args, ["ignore", full, "pipe"]);
      assert.equal(code, 3, err);
      assert.match(err, /Error: The output cannot be written: ENOSPC/);
      assert.doesNotMatch(err, /^\s+at /m);
    }
    assert.deepEqual(Object.keys(JSON.parse(read("locales/de.json"))), ["open"]);
    rmSync(at("locales/de.json"));
    assert.equal((await run(translating, ["ignore", full, full]))[0], 3);
    assert.ok(exists("locales/de.json"));
    closeSync(full);
  });
});

describe("routelmt on hostile names", () => {
  const { routelmt, write, at } = useCli(TINY);

  it("writes none of their escape sequences, in any command", async () => {
    if (process.platform === "win32") return;
    const folder = "x\u001b[31m\u0007\nError: forged/locales";
    const key = "k\u001b]0;t\u0007";
    write(`${folder}/en.json`, JSON.stringify({ [key]: "Save {0}", b: "Open", c: "Save %s and {x" }));
    write(`${folder}/de.json`, JSON.stringify({ [key]: "Sichern", b: "Öffnen 5", d: "alt" }));
    write(`${folder}/fr.json`, "{");
    mkdirSync(at(`${folder}/es.json`), { recursive: true });
    const source = `${folder}/en.json`;
    for (const args of [
      ["translate", source, "--to", "it"],
      ["translate", source, "--to", "fr"],
      ["translate", source, "--to", "es"],
      ["plan", source, "--to", "it"],
      ["check", source, "--to", "de,it"],
      ["check", source, "--to", "de", "--json"],
      ["check", source, "--to", "de", "--sarif"],
      ["status", ".", "--list"],
      ["status", folder],
      ["accept", "."],
      ["pseudo", source],
      ["memory", source, "--to", "de", "--out", `${folder}/m.tmx`],
      ["translate", `${source}\u001b[0m`, "--to", "de"],
      ["translate", source, "--to", "\u001b[0m"],
      ["translate", source, "--to", "de", "--\u001b[0m"],
      ["translate", source, "--to", "de", "--search", "\u001b[0m"],
      ["translate", source, "--to", "de", "--base-url", "\u001b[0m"],
      ["translate", source, "--to", "de", "--terms", "\u001b[0m"],
      ["models", "--model", "\u001b[0m"],
      ["models", "--\u001b[0m"],
      ["status", "\u001b[0m"],
      ["status", "--fail-on", "\u001b[0m"],
      ["\u001b[0m"],
    ]) {
      const { out, err } = await routelmt(args);
      assert.notEqual(out + err, "", args.join(" "));
      assert.doesNotMatch(out + err, FORBIDDEN, args.join(" "));
      assert.doesNotMatch(out + err, /^Error: forged/m, args.join(" "));
    }
  });
});
