import { existsSync, readFileSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import * as vscode from "vscode";
import { findFormat } from "#core/formats/registry.js";
import { TranslationMemory } from "#core/memory/memory.js";
import { fileHash } from "#store/source-check.js";
import { vscodeWorkspace } from "#vscode/editor/files.js";
import { ProjectStores } from "#vscode/state/project-stores.js";
import { openJobs } from "#workspace/open-jobs.js";
import { SourceRecords } from "#workspace/source-records.js";
import { hintsOf, until, write } from "../../test/in-vscode/files.js";
import { localDecision } from "../../test/in-vscode/local-decision.js";
import { profiled } from "./profiled.js";

/** Keys of the large file, decisions on it, and strings that are missing in the other one. */
const [KEYS, DECIDED, MISSING] = [50_000, 2_000, 4_000];
const KEYSTROKES = 40;
/** Folders of files in many languages; how long, in seconds, the editor gets to find them, and to take note of a change. */
const [FOLDERS, SETTLING] = [200, 12];
const LANGUAGES = ["en", "de", "fr", "es", "it"];
/** What the hints of decisions begin with. */
const HINT = "●";
/** Seconds of doing nothing. */
const IDLE = 5;

const WORDS = "open close save file folder window settings list page user name error sync change delete report".split(
  " ",
);
const textOf = (index: number): string =>
  `${WORDS[index % 16]} the ${WORDS[(index >> 4) % 16]} of ${WORDS[(index >> 8) % 16]} number ${index}`;
const direction = { source: "en", target: "de" };

const figures: Record<string, number> = {};

/** Runs something, and notes how long it took and how long at most nothing else could run, in ms. */
async function measure<Result>(name: string, work: () => PromiseLike<Result>): Promise<Result> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const processor = longestTurn();
  const began = performance.now();
  const result = await work();
  figures[name] = performance.now() - began;
  await new Promise((resolve) => setTimeout(resolve, 20));
  delay.disable();
  figures[`${name}, longest block`] = delay.max / 1e6;
  const [longest, all] = processor();
  if (all > 0) {
    figures[`${name}, longest block, processor`] = longest;
    figures[`${name}, processor`] = all;
  }
  return result;
}

/** Where Linux says how long this thread has run, in ns: other programs count in no block then. */
const SCHEDULER = "/proc/self/schedstat";

/** From now on, the most processor time between two turns of a timer, and all of it, in ms; 0 elsewhere than on Linux. */
function longestTurn(): () => readonly [longest: number, all: number] {
  const isKnown = existsSync(SCHEDULER);
  const now = (): number => (isKnown ? Number(readFileSync(SCHEDULER, "utf8").split(" ", 1)[0]) / 1e6 : 0);
  const began = now();
  let [last, longest] = [began, 0];
  const timer = setInterval(() => {
    const at = now();
    [longest, last] = [Math.max(longest, at - last), at];
  }, 1);
  return () => {
    clearInterval(timer);
    return [longest, now() - began];
  };
}

describe("The editor, measured", function () {
  this.timeout(300_000);
  const extension = vscode.extensions.getExtension("routelmt.routelmt");
  const hasUs = extension !== undefined;

  after(() => writeFile(`${process.env["ROUTELMT_TEST_RESULT"]}.figures.json`, JSON.stringify(figures)));

  // The editor would save the large file between keystrokes.
  before(async () => {
    await vscode.workspace.getConfiguration("files").update("autoSave", "off", vscode.ConfigurationTarget.Global);
    // As people have it, not as the tests.
    const settings = vscode.workspace.getConfiguration("routelmt");
    await settings.update("local.minimumQuality", undefined, vscode.ConfigurationTarget.Global);
  });

  it("activates", async () => {
    if (extension?.isActive) throw new Error("It is active before anybody wanted it.");
    await measure("activation", async () => extension?.activate());
  });

  it("opens a large file with decisions, and lets somebody type", async () => {
    const values = Object.fromEntries(Array.from({ length: KEYS }, (_, index) => [`key${index}`, textOf(index)]));
    const folder = `large-${Date.now()}/locales`;
    const text = JSON.stringify(values, undefined, 2);
    const source = await write(`${folder}/en.json`, text);
    const target = await write(`${folder}/de.json`, text);
    const format = findFormat(target.path);
    if (hasUs && format) {
      const stores = new ProjectStores();
      const { history } = stores.for(target);
      const placed = Array.from({ length: DECIDED }, (_, index) => {
        const place = { targetPath: target.fsPath, sourcePath: source.fsPath, format: format.name, small: "x" };
        const checked = { file: fileHash(text), isCurrent: true };
        return { ...place, checked, key: [`key${index}`], decision: localDecision(index, textOf(index)) };
      });
      const run = await history.beginRun("bench");
      await measure("keeping decisions", () => history.record(run, placed));
      await history.endRun(run, "done");
      stores.dispose();
    }
    await profiled(() => open(target));
    const editor = vscode.window.activeTextEditor;
    const taken: number[] = [];
    for (let done = 0; done < KEYSTROKES; done++) {
      const began = performance.now();
      await editor?.edit((edit) => edit.insert(new vscode.Position(1, 12), "x"));
      taken.push(performance.now() - began);
    }
    taken.sort((a, b) => a - b);
    figures["keystroke, 95th percentile"] = taken[Math.floor(0.95 * KEYSTROKES)] ?? 0;
    figures["keystroke, median"] = taken[Math.floor(KEYSTROKES / 2)] ?? 0;
    await vscode.commands.executeCommand("workbench.action.files.revert");
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  });

  /** Shows a file of which the extension knows decisions, until its decorations are there. */
  async function open(file: vscode.Uri): Promise<void> {
    // For the empty extension, a provider that answers at once.
    let answered = 0;
    const empty = vscode.languages.registerInlayHintsProvider(
      { pattern: file.fsPath },
      {
        provideInlayHints: () => {
          answered ||= performance.now();
          return hasUs ? [] : [new vscode.InlayHint(new vscode.Position(0, 1), HINT)];
        },
      },
    );
    const began = performance.now();
    const document = await measure("opening", async () => {
      const opened = await vscode.workspace.openTextDocument(file);
      await vscode.window.showTextDocument(opened);
      return opened;
    });
    await measure("hints", async () => {
      const [shown] = vscode.window.activeTextEditor?.visibleRanges ?? [];
      await until(async () => (await hintsOf(document, shown)).length > 0, "the hints are there");
    });
    figures["opening, until the editor asks for hints"] = answered - began;
    empty.dispose();
  }

  it("does nothing when nothing happens", async () => {
    await new Promise((resolve) => setTimeout(resolve, 2000));
    const before = process.cpuUsage();
    await new Promise((resolve) => setTimeout(resolve, IDLE * 1000));
    const { user, system } = process.cpuUsage(before);
    figures["idle, ms of processor in a second"] = (user + system) / 1000 / IDLE;
  });

  it("opens thousands of missing strings with a large memory", async () => {
    if (!hasUs) return;
    const memory = new TranslationMemory();
    for (let index = 0; index < KEYS; index++)
      memory.add({ source: textOf(index * 7), target: `Ziel ${index}`, direction, origin: "x" });
    const values = Object.fromEntries(Array.from({ length: MISSING }, (_, at) => [`key${at}`, textOf(at * 3 + 1)]));
    const source = await write(`missing-${Date.now()}/locales/en.json`, JSON.stringify(values));
    const choice = {
      files: [source.fsPath],
      targets: ["de"],
      source: "en",
      isStaleToo: false,
      writeDrafts: false,
      namedTarget: () => undefined,
    };
    const records = new SourceRecords(vscodeWorkspace);
    await measure("finding what is missing", () => openJobs(vscodeWorkspace, records, { memory }, choice));
  });

  it("shows the first of thousands of translations", async () => {
    if (!hasUs) return;
    const texts = await interfaceTexts(
      join(extension.extensionPath, "models", "data", "large-translations", "en-de.tsv"),
    );
    const values = Object.fromEntries(
      Array.from({ length: MISSING }, (_, at) => [`key${at}`, texts[at % texts.length]]),
    );
    const source = await write(`life-${Date.now()}/locales/en.json`, JSON.stringify(values, undefined, 2));
    // Where a string is missing, its draft is shown at the source text.
    const document = await vscode.workspace.openTextDocument(source);
    const done = vscode.commands.executeCommand("routelmt.translateFile", source, ["de"]);
    await measure("first translations", () => until(async () => (await hintsOf(document)).length > 0, "one is shown"));
    await measure("the other translations", () => done);
  });

  // The last one: with so many files, everything else takes longer.
  it("takes note of a change among 1,000 files", async () => {
    const [workspace] = vscode.workspace.workspaceFolders ?? [];
    const folders = join(workspace?.uri.fsPath ?? "", "many");
    for (let index = 0; index < FOLDERS; index++) {
      const folder = join(folders, `${index}`, "locales");
      await mkdir(folder, { recursive: true });
      for (const language of LANGUAGES)
        await writeFile(join(folder, `${language}.json`), JSON.stringify({ save: textOf(index) }));
    }
    if (hasUs) await vscode.commands.executeCommand("routelmt.status.focus");
    const file = vscode.Uri.file(join(folders, "0", "locales", "de.json"));
    const editor = await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(file));
    await new Promise((resolve) => setTimeout(resolve, SETTLING * 1000));
    const before = process.cpuUsage();
    await measure("a change among 1,000 files", async () => {
      await editor.edit((edit) => edit.insert(new vscode.Position(0, 1), '"more": "Mehr", '));
      await editor.document.save();
      await new Promise((resolve) => setTimeout(resolve, SETTLING * 1000));
    });
    const { user, system } = process.cpuUsage(before);
    figures["a change among 1,000 files, processor of all threads"] = (user + system) / 1000;
    delete figures["a change among 1,000 files"];
  });
});

/** The English texts of a table of recorded translations. */
async function interfaceTexts(table: string): Promise<readonly string[]> {
  const [head = "", ...rows] = (await readFile(table, "utf8")).trimEnd().split("\n");
  const column = head.split("\t").indexOf("source");
  return rows.map((row) => row.split("\t")[column] ?? "");
}
