import assert from "node:assert/strict";
import { join, resolve } from "node:path";
import { formatFor } from "#core/formats/registry.js";
import { countStates } from "#core/status/language-state.js";
import { openJobs } from "#workspace/open-jobs.js";
import { checkFiles } from "#workspace/operations/check-files.js";
import { projectStatus } from "#workspace/project-status.js";
import { SourceRecords } from "#workspace/source-records.js";
import { readSourceText } from "#workspace/source-text.js";
import { writeJobs } from "#workspace/write-jobs.js";
import { MemoryWorkspace } from "../support/memory-workspace.js";

const folder = resolve("/project");
const at = (path: string): string => join(folder, ...path.split("/"));

function workspaceOf(files: Readonly<Record<string, string>>): MemoryWorkspace {
  return new MemoryWorkspace(folder, Object.fromEntries(Object.entries(files).map(([path, text]) => [at(path), text])));
}

/** The texts that a source file has by key; undefined if it is as it is on disk. */
async function textsOf(files: Readonly<Record<string, string>>, path: string, from = "en"): Promise<unknown> {
  const read = await readSourceText(workspaceOf(files), at(path), from);
  if (!read?.keysAreTexts) return undefined;
  const { units } = formatFor(path, read.text).read(read.text, { source: from });
  return Object.fromEntries(units.map(({ key, value }) => [key.join("."), value]));
}

interface Case {
  readonly title: string;
  readonly files: Readonly<Record<string, string>>;
  readonly path: string;
  readonly from?: string;
  /** Undefined if nothing is completed. */
  readonly texts: Readonly<Record<string, string>> | undefined;
}

const PHP = (inside: string): string => `<?php\nreturn [\n${inside}];\n`;

const CASES: readonly Case[] = [
  {
    title: "every key that any translation has, each after the one before it",
    path: "lang/en.json",
    files: {
      "lang/de.json": '{ "Save changes": "Sichern", "Delete": "Löschen", "Sign in": "Anmelden" }',
      "lang/fr.json": '{ "Save changes": "Enregistrer", "Please wait": "Attendez", "Sign in": "Connexion" }',
    },
    texts: { "Save changes": "Save changes", "Please wait": "Please wait", Delete: "Delete", "Sign in": "Sign in" },
  },
  {
    title: "also if the English file is empty",
    path: "locales/en/translation.json",
    files: {
      "locales/en/translation.json": "{}",
      "locales/de/translation.json": '{ "Are you sure?": "Sicher?", "Sign in": "" }',
    },
    texts: { "Are you sure?": "Are you sure?", "Sign in": "Sign in" },
  },
  {
    title: "also if its texts are empty",
    path: "locales/en.json",
    files: { "locales/en.json": '{ "Sign in": "", "Not found": "" }', "locales/de.json": '{ "Sign in": "Anmelden" }' },
    texts: { "Sign in": "Sign in", "Not found": "Not found" },
  },
  {
    title: "the English file's own texts come first",
    path: "lang/en.json",
    files: {
      "lang/en.json": '{ "Welcome here": "Welcome to the shop" }',
      "lang/de.json": '{ "Welcome here": "Willkommen", "Sign in": "Anmelden", "Sign out": "Abmelden" }',
    },
    texts: { "Welcome here": "Welcome to the shop", "Sign in": "Sign in", "Sign out": "Sign out" },
  },
  {
    title: "an English file with most of them is the source",
    path: "lang/en.json",
    files: {
      "lang/en.json": '{ "Sign in": "Sign in", "Sign out": "Sign out" }',
      "lang/de.json": '{ "Sign in": "Anmelden", "Sign out": "Abmelden", "Gone by now": "Weg" }',
    },
    texts: undefined,
  },
  {
    title: "keys that are names are none",
    path: "lang/en.json",
    files: { "lang/de.json": '{ "auth.failed": "Falsch", "menu.open": "Öffnen" }' },
    texts: undefined,
  },
  {
    title: "an empty file with keys that are names stays empty",
    path: "lang/en.json",
    files: { "lang/en.json": "{}", "lang/de.json": '{ "failed": "Falsch", "openFile": "Öffnen" }' },
    texts: undefined,
  },
  {
    title: "Yii, whose unused texts are between @@",
    path: "messages/en/app.php",
    files: {
      "messages/de/app.php": PHP("    'Your name' => 'Ihr Name',\n    'Old text' => '@@Alt@@',\n"),
      "messages/fr/app.php": PHP("    'Your name' => '',\n    'Not found!' => '',\n"),
    },
    texts: { "Your name": "Your name", "Not found!": "Not found!" },
  },
  {
    title: "Yii with an empty English file",
    path: "messages/en/app.php",
    files: { "messages/en/app.php": PHP(""), "messages/de/app.php": PHP("    'Your name' => 'Ihr Name',\n") },
    texts: { "Your name": "Your name" },
  },
  {
    title: "plural forms of i18next, as many as English has",
    path: "locales/en.json",
    files: {
      "locales/ru.json":
        '{ "{{count}} new files_one": "a", "{{count}} new files_few": "b", "{{count}} new files_many": "c", "{{count}} new files_other": "d" }',
    },
    texts: { "{{count}} new files_one": "{{count}} new files", "{{count}} new files_other": "{{count}} new files" },
  },
  {
    title: "Symfony",
    path: "translations/messages.en.yaml",
    files: { "translations/messages.de.yaml": "'Save changes': 'Sichern'\n'Hello %name%': ''\n" },
    texts: { "Save changes": "Save changes", "Hello %name%": "Hello %name%" },
  },
  {
    title: "keys in another source language",
    path: "lang/de.json",
    from: "de",
    files: { "lang/en.json": '{ "Änderungen speichern": "Save changes", "Bitte warten": "", "Noch einmal": "" }' },
    texts: undefined,
  },
  {
    title: "a malformed translation is left out",
    path: "lang/en.json",
    files: { "lang/de.json": '{ "Sign in": "Anmelden" }', "lang/fr.json": "{" },
    texts: { "Sign in": "Sign in" },
  },
];

describe("A source file whose texts are keys", () => {
  for (const { title, files, path, from, texts } of CASES) {
    it(title, async () => {
      const read = await textsOf(files, path, from);
      assert.deepEqual(read, texts);
      if (texts) assert.deepEqual(Object.keys(read as object), Object.keys(texts), "in their order");
    });
  }

  it("changes with its translations", async () => {
    const workspace = workspaceOf({ "lang/de.json": '{ "Sign in": "Anmelden" }' });
    assert.match((await readSourceText(workspace, at("lang/en.json"), "en"))?.text ?? "", /Sign in/);
    workspace.files.set(at("lang/de.json"), { text: '{ "Sign out": "Abmelden" }', encoding: "utf-8" });
    assert.match((await readSourceText(workspace, at("lang/en.json"), "en"))?.text ?? "", /Sign out/);
  });

  const files = {
    "lang/en/auth.php": PHP("    'failed' => 'These credentials are wrong.',\n"),
    "lang/de/auth.php": PHP("    'failed' => 'Falsche Zugangsdaten.',\n"),
    "lang/de.json": '{\n    "Sign in": "Anmelden",\n    "Sign out": "Abmelden"\n}\n',
    "lang/fr.json": '{\n    "Sign out": "Déconnexion"\n}\n',
  };

  it("counts for the status", async () => {
    const workspace = workspaceOf(files);
    const scope = { folder, source: "en", targets: [], namedTarget: () => undefined };
    const { states, failed } = await projectStatus(workspace, scope, new SourceRecords(workspace));
    assert.deepEqual(failed, []);
    assert.deepEqual(
      states.map(({ target, state, keysAreTexts }) => [target, countStates([state]).missing, keysAreTexts]),
      [
        [at("lang/de.json"), 0, true],
        [at("lang/fr.json"), 1, true],
        [at("lang/de/auth.php"), 0, undefined],
      ],
    );
  });

  it("is used for a translation that is named, also if it is there and empty", async () => {
    const workspace = workspaceOf({ ...files, "lang/en.json": "{}" });
    const records = new SourceRecords(workspace);
    const choice = { source: "en", namedTarget: () => undefined, isStaleToo: false, writeDrafts: false };
    const [open] = await openJobs(workspace, records, {}, { ...choice, files: [at("lang/fr.json")], targets: ["fr"] });
    assert.deepEqual(
      open?.job.preparation.segments.map(({ segment }) => segment.source),
      ["Sign in"],
    );
  });

  for (const named of ["lang/en.json", "lang/de.json"]) {
    it(`is translated and checked if ${named} is named, and never written`, async () => {
      const workspace = workspaceOf(files);
      const records = new SourceRecords(workspace);
      const choice = { source: "en", namedTarget: () => undefined, isStaleToo: false, writeDrafts: false };
      const jobs = await openJobs(workspace, records, {}, { ...choice, files: [at(named)], targets: ["fr", "es"] });
      const decisions = jobs.flatMap(({ job }) =>
        job.preparation.segments.map(({ segment }) => {
          const text = `${job.direction.target} ${segment.source}`;
          return { segment, outcome: "local", chosen: { text } } as unknown as Parameters<typeof writeJobs>[3][number];
        }),
      );
      const { failed } = await writeJobs(workspace, records, jobs, decisions);
      assert.deepEqual(failed, []);
      assert.equal(
        workspace.files.get(at("lang/fr.json"))?.text,
        '{\n    "Sign in": "fr Sign in",\n    "Sign out": "Déconnexion"\n}\n',
      );
      assert.equal(
        workspace.files.get(at("lang/es.json"))?.text,
        '{\n    "Sign in": "es Sign in",\n    "Sign out": "es Sign out"\n}\n',
      );
      assert.equal(workspace.files.has(at("lang/en.json")), false);
      const pairs = [{ source: at(named), targets: ["de", "pl"] }];
      const reports = await checkFiles(workspace, records, { ...choice, pairs, termbases: [] });
      assert.deepEqual(
        reports.map(({ path, findings }) => [path, findings.map(({ check }) => check)]),
        [
          [at("lang/de.json"), []],
          [at("lang/pl.json"), ["missing-file"]],
        ],
      );
    });
  }
});
