import assert from "node:assert/strict";
import { checkFile } from "#core/checks/check-file.js";
import { android } from "#core/formats/android/android.js";
import { arb } from "#core/formats/arb/arb.js";
import { fluent } from "#core/formats/fluent/fluent.js";
import type { Format } from "#core/formats/format.js";
import { json } from "#core/formats/json/json.js";
import { po } from "#core/formats/po/po.js";
import { stringsdict } from "#core/formats/stringsdict/stringsdict.js";
import { parseIcu } from "#core/messages/icu.js";
import { leavesOf } from "#core/messages/icu-tree.js";
import { applyDecisions, openFileJob } from "#core/translate/file-job.js";
import { fromSource } from "./decisions.js";

/** The cardinal categories of Unicode CLDR, and the number of forms in gettext. */
const LANGUAGES: Readonly<Record<string, readonly [categories: string, forms: number]>> = {
  ar: ["zero one two few many other", 6],
  ru: ["one few many other", 3],
  pl: ["one few many other", 3],
  cs: ["one few many other", 3],
  ja: ["other", 1],
  cy: ["zero one two few many other", 6],
};

const STRINGSDICT = `<plist><dict>
  <key>files</key>
  <dict>
    <key>NSStringLocalizedFormatKey</key>
    <string>%#@n@</string>
    <key>n</key>
    <dict>
      <key>NSStringFormatSpecTypeKey</key>
      <string>NSStringPluralRuleType</string>
      <key>NSStringFormatValueTypeKey</key>
      <string>d</string>
      <key>other</key>
      <string>%d files</string>
    </dict>
  </dict>
</dict></plist>
`;

/** A file with a plural in each format, and a function for the categories or forms of a translation. */
const FILES: readonly {
  readonly name: string;
  readonly format: Format;
  readonly text: string;
  readonly formsOf: (target: string) => string[];
}[] = [
  {
    name: "ICU in JSON",
    format: json,
    text: '{"files": "Open {n, plural, one {# file} other {# files}} of {name}"}',
    formsOf: (target) => optionsOf(JSON.parse(target).files),
  },
  {
    name: "ARB",
    format: arb,
    text: '{"@@locale": "en", "files": "{n, plural, one {# file} other {# files}}"}',
    formsOf: (target) => optionsOf(JSON.parse(target).files),
  },
  {
    name: "i18next",
    format: json,
    text: '{"file_one": "{{count}} file", "file_other": "{{count}} files"}',
    formsOf: (target) => Object.keys(JSON.parse(target)).map((key) => key.replace("file_", "")),
  },
  {
    name: "Android",
    format: android,
    text: '<resources>\n  <plurals name="files">\n    <item quantity="one">%d file</item>\n    <item quantity="other">%d files</item>\n  </plurals>\n</resources>\n',
    formsOf: (target) => [...target.matchAll(/quantity="(\w+)"/g)].map(([, name = ""]) => name),
  },
  {
    name: "Android, of one category in the source",
    format: android,
    text: '<resources>\n  <plurals name="files">\n    <item quantity="other">%d files</item>\n  </plurals>\n</resources>\n',
    formsOf: (target) => [...target.matchAll(/quantity="(\w+)"/g)].map(([, name = ""]) => name),
  },
  {
    name: "stringsdict, of one category in the source",
    format: stringsdict,
    text: STRINGSDICT,
    formsOf: (target) => [...target.matchAll(/<key>(zero|one|two|few|many|other)</g)].map(([, name = ""]) => name),
  },
  {
    name: "Fluent",
    format: fluent,
    text: "files = { $n ->\n    [one] { $n } file\n   *[other] { $n } files\n }\n",
    formsOf: (target) => {
      const names = [...target.matchAll(/\[(\w+)\]/g)].map(([, name = ""]) => name);
      // With a single category there is nothing to choose.
      return names.length === 0 ? ["other"] : names;
    },
  },
];

function optionsOf(message: string): string[] {
  const tree = parseIcu(message);
  for (const { text } of leavesOf(tree)) assert.match(text, /#/);
  return tree.kind === "text" ? [] : [...tree.options.keys()];
}

describe("Plurals in the target language", () => {
  for (const [target, [categories, forms]] of Object.entries(LANGUAGES)) {
    const direction = { source: "en", target };
    const translated = (format: Format, text: string): string => {
      const job = openFileJob({
        format,
        source: { path: "en", text },
        target: { path: target, text: undefined },
        direction,
      });
      assert.deepEqual(job.preparation.skipped, []);
      return applyDecisions(
        job,
        job.preparation.segments.map(({ segment, parts }) => ({
          ...fromSource(segment),
          chosen: { origin: "small", text: parts.rebuild(parts.texts.map(({ text }) => text)) },
        })),
        undefined,
      ).text;
    };
    for (const { name, format, text, formsOf } of FILES) {
      it(`${name}: ${target} has ${categories}`, () => {
        const file = translated(format, text);
        assert.deepEqual(formsOf(file).toSorted(), categories.split(" ").toSorted(), file);
        const { findings } = checkFile({
          format,
          source: { path: "en", text },
          target: { path: target, text: file },
          direction,
        });
        const found = findings.filter(({ check }) => /plural|missing|unused|icu|placeholders|untranslated/.test(check));
        assert.deepEqual(found, [], file);
      });
    }

    it(`gettext: ${target} has ${forms} forms, by the rule of its header`, () => {
      const template = 'msgid ""\nmsgstr ""\n\nmsgid "%d file"\nmsgid_plural "%d files"\nmsgstr[0] ""\nmsgstr[1] ""\n';
      const file = translated(po, template);
      assert.match(file, new RegExp(`nplurals=${forms};`));
      assert.equal(file.match(/^msgstr\[\d\] "%d/gm)?.length, forms, file);
    });
  }
});
