import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { formatMessage } from "#core/language/format-message.js";
import { NodeWorkspace } from "#node/node-workspace.js";
import { findingText } from "#workspace/finding-text.js";
import { inEnglish } from "#workspace/localize.js";
import { checkFiles } from "#workspace/operations/check-files.js";
import { SourceRecords } from "#workspace/source-records.js";
import { BUNDLE, fileOf, LANGUAGES, MANIFEST_TEXTS, sentencesIn, sentencesInProgram } from "../../scripts/l10n.mjs";
import { ROOT } from "../../scripts/paths.mjs";

const read = (name: string): Record<string, string> =>
  JSON.parse(readFileSync(join(ROOT, name), "utf8")) as Record<string, string>;

/** What a translation must have as often as its source: arguments, icons, code, links to commands, symbols. */
const fixedParts = (text: string): string[] =>
  (text.match(/\{\w+(?=[,}])|\$\([\w-]+\)|`[^`]*`|\(command:[^)]*\)|[●▲△◌⛨↺✎✗·→…]/g) ?? []).sort();

describe("The extension's own texts", () => {
  it("are found where the program shows them", () => {
    assert.deepEqual(sentencesIn('vscode.l10n.t("A {0}", 1); t(isIt ? "b" : "c"); at("d"); l10n.t("e");', "x"), [
      "A {0}",
      "b",
      "c",
      "e",
    ]);
    assert.deepEqual(sentencesIn("said`$" + "{path} is $" + "{why}`; said`$" + "{path}`; localized('{0} f', 1)", "x"), [
      "{0} is {1}",
      "{0} f",
    ]);
    assert.throws(() => sentencesIn("vscode.l10n.t(`a $" + "{b}`)", "x.ts"), /x\.ts: .* is no text/);
  });

  it("are all in the bundle, and nothing else; npm run l10n exports them", async () => {
    assert.deepEqual(Object.keys(read(BUNDLE)), await sentencesInProgram());
  });

  for (const language of LANGUAGES) {
    for (const source of [MANIFEST_TEXTS, BUNDLE]) {
      it(`are whole in ${fileOf(source, language)}`, () => {
        const [english, own] = [read(source), read(fileOf(source, language))];
        assert.deepEqual(Object.keys(own).sort(), Object.keys(english).sort());
        for (const [key, text] of Object.entries(english)) {
          const target = own[key] ?? "";
          assert.deepEqual(fixedParts(target), fixedParts(text), key);
          assert.equal(/^\s/.test(target), /^\s/.test(text), `white space before ${key}`);
          for (const count of text.includes(", plural,") ? [0, 1, 2, 5] : [])
            assert.doesNotMatch(formatMessage(target, [count, count, count], language), /, plural,|#/, key);
          assert.notEqual(target.trim() === "" && text.trim() !== "", true, key);
        }
      });
    }
  }

  it("have no marks in the steps of the walkthrough but those of bold text, which the editor formats", () => {
    for (const language of ["", ...LANGUAGES]) {
      const texts = read(language === "" ? MANIFEST_TEXTS : fileOf(MANIFEST_TEXTS, language));
      for (const [key, text] of Object.entries(texts))
        if (/^walkthrough\..*description$/.test(key))
          assert.doesNotMatch(text, /`|(?<!\*)\*(?!\*)|\*{3}/, `${language} ${key}`);
    }
  });

  it("are those of the walkthrough's pages, too, with the labels that the editor shows", () => {
    const page = (name: string, language?: string): string =>
      readFileSync(join(ROOT, "media", "walkthrough", `${name}${language ? `.nls.${language}` : ""}.md`), "utf8");
    const codes = (text: string): number => text.match(/`[^`]*`/g)?.length ?? 0;
    for (const language of LANGUAGES) {
      const bundle = read(fileOf(BUNDLE, language));
      for (const name of ["sample", "missing", "translate", "decisions", "budget", "review"]) {
        const [english, own] = [page(name), page(name, language)];
        assert.deepEqual(
          [own.match(/^(##|-|\|)/gm), codes(own)],
          [english.match(/^(##|-|\|)/gm), codes(english)],
          `${name}, ${language}`,
        );
        assert.notEqual(own, english);
      }
      for (const label of ["● local", "◌ draft", "▲ large", "■ held: {0}", "↺ memory", "✎ edited"])
        assert.ok(page("decisions", language).includes(`\`${bundle[label]?.replace("{0}", "placeholders")}\``), label);
    }
  });

  it("pass the product's own checks", async () => {
    const workspace = new NodeWorkspace(ROOT);
    const pairs = [MANIFEST_TEXTS, BUNDLE].map((source) => ({ source: join(ROOT, source), targets: LANGUAGES }));
    const scope = { source: "en", namedTarget: () => undefined, termbases: [], pairs };
    const reports = await checkFiles(workspace, new SourceRecords(workspace), scope);
    const errors = reports.flatMap(({ path, findings }) =>
      findings
        .filter(({ severity }) => severity === "error")
        .map((one) => `${path} ${one.key}: ${findingText(one, inEnglish)}`),
    );
    assert.deepEqual(errors, []);
  });
});
