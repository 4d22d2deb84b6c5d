/** A file in a format with a mark for drafts. */
export interface Marked {
  readonly path: string;
  readonly text: string;
  /** The key that the file lacks. */
  readonly key: string;
  /** The lines that "Öffnen" changes or adds as a draft and as a translation. */
  readonly draft: readonly string[];
  readonly done: readonly string[];
  /** The lines after a draft was replaced, if they differ from those of an immediate translation. */
  readonly replaced?: readonly string[];
  /** Removes the mark, as a translator's editor does. */
  readonly unmark: (text: string) => string;
}

const xliff1 = (states: string): string => `<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
  <file original="a" source-language="en" target-language="de"><body>
    <trans-unit id="a">
      <source>Save</source>
      <target${states}>Sichern</target>
    </trans-unit>
    <trans-unit id="b">
      <source>Open</source>
    </trans-unit>
  </body></file>
</xliff>
`;

export const MARKED: readonly Marked[] = [
  {
    path: "de.po",
    text: 'msgid ""\nmsgstr "Language: de\\n"\n\nmsgid "Save"\nmsgstr "Sichern"\n\n#. A verb\n#: menu.c:7\nmsgid "Open"\nmsgstr ""\n',
    key: "Open",
    draft: ["#, fuzzy", 'msgstr "Öffnen"'],
    done: ['msgstr "Öffnen"'],
    unmark: (text) => text.replace("#, fuzzy\n", ""),
  },
  {
    path: "de.xlf",
    text: xliff1(""),
    key: "b",
    draft: ['      <target state="needs-translation" state-qualifier="mt-suggestion">Öffnen</target>'],
    done: ["      <target>Öffnen</target>"],
    unmark: (text) => text.replace(' state="needs-translation" state-qualifier="mt-suggestion"', ""),
  },
  {
    path: "de.xlf",
    text: xliff1(' state="final"').replace(
      "<source>Open</source>",
      '<source>Open</source>\n      <target state="new"/>',
    ),
    key: "b",
    draft: ['      <target state="needs-translation" state-qualifier="mt-suggestion">Öffnen</target>'],
    done: ['      <target state="translated">Öffnen</target>'],
    unmark: (text) => text.replace('"needs-translation" state-qualifier="mt-suggestion"', '"signed-off"'),
  },
  {
    path: "de.xlf",
    text: `<xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="en" trgLang="de">
  <file id="f">
    <unit id="a">
      <segment>
        <source>Save</source>
        <target>Sichern</target>
      </segment>
    </unit>
    <unit id="b">
      <segment>
        <source>Open</source>
      </segment>
    </unit>
  </file>
</xliff>
`,
    key: "b",
    draft: ['      <segment state="initial">', "        <target>Öffnen</target>"],
    done: ["        <target>Öffnen</target>"],
    replaced: ['      <segment state="translated">', "        <target>Öffnen</target>"],
    unmark: (text) => text.replace('"initial"', '"reviewed"'),
  },
  {
    path: "app_de.ts",
    text: `<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE">
<context>
    <name>Menu</name>
    <message>
        <source>Save</source>
        <translation>Sichern</translation>
    </message>
    <message>
        <source>Open</source>
        <translation></translation>
    </message>
</context>
</TS>
`,
    key: "Menu.Open",
    draft: ['        <translation type="unfinished">Öffnen</translation>'],
    done: ["        <translation>Öffnen</translation>"],
    unmark: (text) => text.replace(' type="unfinished"', ""),
  },
  {
    path: "App.xcstrings",
    text: `{
  "sourceLanguage" : "en",
  "strings" : {
    "Open" : {

    },
    "Save" : {
      "localizations" : {
        "de" : {
          "stringUnit" : {
            "state" : "translated",
            "value" : "Sichern"
          }
        }
      }
    }
  },
  "version" : "1.0"
}
`,
    key: "Open",
    draft: ['            "state" : "needs_review",', '            "value" : "Öffnen"'],
    done: ['            "value" : "Öffnen"'],
    unmark: (text) => text.replace("needs_review", "translated"),
  },
];
