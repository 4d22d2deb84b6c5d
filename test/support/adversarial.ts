/**
 * Runs everything that reads texts of strangers over long texts of one thing repeated, and says before each what comes;
 * `test/core/adversarial.test.ts` ends it when it does not get on.
 */
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
import { leavesOf, parseIcu } from "#core/messages/icu.js";
import { mask } from "#core/messages/mask.js";
import { takeApart } from "#core/messages/message.js";
import { mixedCaseNames } from "#core/messages/names.js";
import { splitSentences } from "#core/messages/sentences.js";
import { setAside } from "#core/messages/set-aside.js";
import { setSpaceAside } from "#core/messages/space.js";
import { namesInManifest } from "#core/project/manifests.js";
import { placeShape } from "#core/project/path-patterns.js";
import { readToolSettings, TOOL_FILES } from "#core/project/tool-settings.js";
import { pseudoText } from "#core/pseudo/pseudo-text.js";
import { estimateTokens } from "#core/routing/token-estimate.js";

/** Quadratic work on so many characters takes many seconds, linear work well below one. */
const LENGTH = 50_000;

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
  "tokens of a memory": (text) => diffWords(wordsOf(text.slice(0, 2000)), wordsOf(`${text.slice(0, 2000)}a`)),
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

const only = process.argv[2];
for (const [name, read] of Object.entries(READERS)) {
  if (only !== undefined && name !== only) continue;
  for (const piece of PIECES) {
    process.stdout.write(`${name}: ${JSON.stringify(piece)}\n`);
    try {
      read(piece.repeat(Math.ceil(LENGTH / piece.length)));
    } catch {
      // Refusing is an answer.
    }
  }
}
process.stdout.write("done\n");
