/**
 * Runs everything that reads untrusted text on long repetitions of one thing, and announces each text first.
 * A separate thread ends the process if a text takes too long.
 */
import { Worker } from "node:worker_threads";
import { checkCandidate } from "#core/checks/all-checks.js";
import { scanCode } from "#core/code/scan.js";
import { textsIn } from "#core/code/selection.js";
import { FORMATS } from "#core/formats/registry.js";
import { readTbx } from "#core/memory/tbx.js";
import { readTermCsv } from "#core/memory/term-csv.js";
import { occurrencesOf } from "#core/memory/termbase.js";
import { readTmx } from "#core/memory/tmx.js";
import { diffWords, wordsOf } from "#core/memory/words.js";
import { findAccelerator } from "#core/messages/accelerator.js";
import { hasWords } from "#core/messages/has-words.js";
import { parseIcu } from "#core/messages/icu.js";
import { leavesOf } from "#core/messages/icu-tree.js";
import { mask } from "#core/messages/mask.js";
import { takeApart } from "#core/messages/message.js";
import type { MessageSyntax } from "#core/messages/message-syntax.js";
import { mixedCaseNames } from "#core/messages/names.js";
import { splitSentences } from "#core/messages/sentences.js";
import { setAside, setSpaceAside } from "#core/messages/set-aside.js";
import { namesInManifest } from "#core/project/manifests.js";
import { placeShape } from "#core/project/path-patterns.js";
import { readToolSettings, TOOL_FILES } from "#core/project/tool-settings.js";
import { pseudoText } from "#core/pseudo/pseudo-text.js";
import { estimateTokens } from "#core/routing/token-estimate.js";

/** Quadratic work on this many characters takes many seconds, linear work far less than one. */
const LENGTH = 80_000;
/** ms of the processor's time per text; the clock would count what a busy or suspended machine did meanwhile. */
const PATIENCE = 20_000;
/**
 * Shares of a text that are read first, each with the ms from which the next one is read, and at last the whole text:
 * quadratic work that takes longer than {@link PATIENCE} on the whole takes more than 78 ms on a sixteenth of it, and
 * more than 1,250 ms on a quarter. Linear work, however much, is seldom read further.
 */
const SAMPLES = [
  { share: 1 / 16, suspicious: 50 },
  { share: 1 / 4, suspicious: 1_100 },
];

const PIECES = [
  ..."\n\t \"'“”`´.…-_*#()[]<>&{}%$@:;,/\\=!?|+^~0aA中。é\u00a0\u200b\u202e\ufffd\ue000",
  ...[
    "\n ",
    "\r\n",
    "\n\t",
    ". ",
    "...",
    "''",
    '" ',
    "<a",
    "<a ",
    "</",
    "</a>",
    '<a b="',
    "&a",
    "&#",
    "{{",
    "{a",
    "{a,",
  ],
  ...[
    "{0}",
    "{{a}}",
    "${",
    "$(",
    "$t(",
    "%s",
    "%(",
    "%1$",
    "%-",
    "%#@",
    "@:a.",
    "a@",
    "a@a.",
    "http://a",
    "http://{{",
    "www.a.",
  ],
  ...[
    "0.",
    "0,",
    "1:",
    "1-",
    "1.2.",
    "2024-01-",
    "/a",
    "~/",
    "C:\\a ",
    "\\\\a",
    "\\u",
    "--a",
    " -a",
    "ab ",
    "a ",
    "the ",
    "der ",
  ],
  ...[
    "aB",
    "A.",
    "中 ",
    "😀",
    "👨\u200d",
    "e\u0301",
    '="',
    'a="',
    "on",
    "[a](",
    "**",
    "Note: ",
    "\n\nNote",
    "# ",
    "#. ",
    "<!--",
    "]]",
    "`a $" + "{",
    '$"{',
    'r#"a ',
    "/[",
    "<application ",
    "[project]\n",
  ],
];

const direction = { source: "en", target: "de" };
const check = (source: string, target: string) =>
  checkCandidate({ source, target, direction, syntax: "plain", accelerators: ["&", "_"], maxLength: 1e9 });

const READERS: Record<string, (text: string) => unknown> = {
  "checks of a target": (text) => check("Save the file, and 1 more", text),
  "checks of a source": (text) => check(text, "Sichern Sie die Datei"),
  "checks of both": (text) => check(`${text}a`, `${text}b`),
  "checks of a message": (text) =>
    checkCandidate({ source: "{n, plural, one {a} other {b}}", target: text, direction, syntax: "icu" }),
  "ICU messages": (text) => leavesOf(parseIcu(text)),
  words: (text) => hasWords(text, ["Name"]),
  names: mixedCaseNames,
  accelerators: (text) => findAccelerator(text, ["&", "_"]),
  "what is set aside": (text) => setAside(text, ["&"]),
  "white space": setSpaceAside,
  terms: (text) => occurrencesOf(text, "a b"),
  "tokens of a memory": (text) => {
    // A diff takes time that grows with the square of the words.
    const words = wordsOf(text).slice(0, 300);
    diffWords(words, [...words, "a"]);
  },
  estimates: estimateTokens,
  "protected items": (text) => mask(text),
  sentences: (text) => splitSentences(text, "en", 400),
  pseudo: (text) =>
    pseudoText({ text, doNotTranslate: [], names: [] }, { accents: true, brackets: true, longer: true }),
  ...Object.fromEntries(
    (["plain", "icu", "flutter", "i18next", "laravel"] as const).map((syntax) => [
      `messages of ${syntax}`,
      (text: string) => takeApart(`{n, plural, one {${text}} other {b}} ${text}`, syntax, "pl").texts.length,
    ]),
  ),
  TMX: (text) => readTmx(`<tmx version="1.4"><body><tu><tuv xml:lang="en"><seg>${text}`),
  TBX: (text) => readTbx(`<martif type="TBX"><text><body><termEntry>${text}`),
  "CSV of terms": (text) => readTermCsv(`en,de\n${text}`),
  ...Object.fromEntries(
    TOOL_FILES.map((file) => [
      `settings in ${file}`,
      (text: string) => {
        readToolSettings(file, text);
        const quoted = JSON.stringify(text);
        const { places = [] } =
          readToolSettings(file, `{"pathPattern": ${quoted}, "i18n-ally.localesPaths": ${quoted}}`) ?? {};
        placeShape(places, "locales/en.json", "en");
      },
    ]),
  ),
  ...Object.fromEntries(
    [
      "package.json",
      "pubspec.yaml",
      "Cargo.toml",
      "pyproject.toml",
      "AndroidManifest.xml",
      "Info.plist",
      "a.csproj",
      "a.desktop",
    ].map((file) => [`the manifest ${file}`, (text: string) => namesInManifest(file, text)]),
  ),
  ...Object.fromEntries(
    [
      "typescript",
      "typescriptreact",
      "html",
      "python",
      "php",
      "csharp",
      "swift",
      "ruby",
      "rust",
      "go",
      "markdown",
    ].flatMap((id) => [
      [`code of ${id}`, (text: string) => scanCode(text, id)],
      [`a selection in ${id}`, (text: string) => textsIn(text, id, { start: 0, end: text.length })],
    ]),
  ),
  ...Object.fromEntries(
    FORMATS.flatMap((format) => [
      [`format ${format.name}`, (text: string) => format.read(text)],
      [`format ${format.name}, in a string`, (text: string) => format.read(`a = "${text}`)],
    ]),
  ),
};

/** Things with a number, so that no two are equal: each may be looked up in a list of all. */
const NUMBERED: Readonly<Record<string, (index: number) => string>> = {
  "different choices": (index) => `{a${index}, plural, one {# file} other {# files}} `,
  "choices with one branch": (index) => `{a${index}, select, other {b}}`,
  "different arguments": (index) => `{a${index}} `,
  "different quoted parts": (index) => `'{x${index}}' y `,
  "different quoted formats": (index) => `{a${index}, date, 'x'yyyy} `,
  "different tags": (index) => `<b${index}>a</b${index}> `,
  "different placeholders": (index) => `{{a${index}}} %(a${index})s %${index}$s :a${index} `,
  "different addresses": (index) => `https://e${index}.example/a a${index}@b.example `,
  "different numbers": (index) => `${index}.${index} and `,
};

/** The processor time so far in ms: the clock would count what other programs do, and call every text suspicious. */
function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** How many numbered things a text has. */
const COUNT = 4_800;

/** Reads more and more of a text, as long as that takes long. @param read gets the share of the text to read */
function readAsNeeded(read: (share: number) => void): void {
  for (const { share, suspicious } of SAMPLES) {
    const before = processorTime();
    read(share);
    if (processorTime() - before <= suspicious) return;
  }
  read(1);
}

function checkAndTakeApart(source: string, syntax: MessageSyntax): void {
  for (const target of [source, source.replaceAll("a", "b"), "Datei"])
    checkCandidate({ source, target, direction, syntax, accelerators: ["&"] });
  try {
    takeApart(source, syntax, "pl").rebuild([]);
  } catch {
    // Refusing a text is fine.
  }
}

const turn = new Int32Array(new SharedArrayBuffer(4));

/** Announces a text, and starts its time. */
function announce(what: string): void {
  process.stdout.write(`${what}\n`);
  Atomics.add(turn, 0, 1);
}

new Worker(new URL("./processor-watch.mjs", import.meta.url), { workerData: { turn, patience: PATIENCE } }).unref();

const only = process.argv[2];
for (const [name, read] of Object.entries(READERS)) {
  if (only !== undefined && name !== only) continue;
  for (const piece of PIECES) {
    announce(`${name}: ${JSON.stringify(piece)}`);
    readAsNeeded((share) => {
      try {
        read(piece.repeat(Math.ceil((LENGTH * share) / piece.length)));
      } catch {
        // Refusing a text is fine.
      }
    });
  }
}
for (const [name, piece] of Object.entries(NUMBERED)) {
  if (only !== undefined && name !== only) continue;
  const textOf = (share: number): string => Array.from({ length: COUNT * share }, (_, index) => piece(index)).join("");
  for (const syntax of ["plain", "icu", "flutter", "i18next", "laravel"] as const) {
    for (const wrap of [(text: string) => text, (text: string) => `{n, plural, one {${text}} other {b}}`]) {
      announce(`${syntax}: ${name}`);
      readAsNeeded((share) => checkAndTakeApart(wrap(textOf(share)), syntax));
    }
  }
}
process.stdout.write("done\n");
