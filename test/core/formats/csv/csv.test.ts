import assert from "node:assert/strict";
import { RouteLmtError } from "#core/errors.js";
import { csv } from "#core/formats/csv/csv.js";
import type { ReadOptions } from "#core/formats/format.js";

const GERMAN = { source: "en", language: "de" } as const;
const lines = (...all: string[]): string => `${all.join("\n")}\n`;
const read = (text: string, options: ReadOptions = GERMAN) => csv.read(text, options).units;
const pairs = (text: string, options?: ReadOptions): unknown =>
  read(text, options).map(({ key, source, value }) => [key[0], source, value]);
const write = (text: string, values: Record<string, string>, options: ReadOptions = GERMAN): string =>
  csv.write(
    text,
    Object.entries(values).map(([key, value]) => ({ key: [key], value })),
    options,
  );

describe("CSV: reading", () => {
  it("finds delimiter, keys and languages by the header", () => {
    const expected = [["a", "One, two; three", "Eins"]];
    for (const text of [
      'key,en,de\na,"One, two; three",Eins\n',
      'Key;English;German\na;"One, two; three";Eins\n',
      "fr\tde_DE\tID\ten-US\nx\tEins\ta\tOne, two; three\n",
      "sep=|\nx|de|en\na|Eins|One, two; three\n",
      'identifier,source,target\na,"One, two; three",Eins\n',
      'label,English (United States),"Approved","German [de-DE]"\na,"One, two; three",no,Eins\n',
    ])
      assert.deepEqual(pairs(text), expected, text);
  });

  it("distinguishes regions, unless there is only one", () => {
    const text = "key,en,pt-BR,pt-PT,zh-Hans,de-AT\na,x,Brasil,Portugal,中,Österreich\n";
    const valueIn = (language: string): string | undefined => read(text, { source: "en", language })[0]?.value;
    assert.deepEqual(["pt-BR", "pt-PT", "pt", "zh-Hans", "de", "de-DE"].map(valueIn), [
      "Brasil",
      "Portugal",
      "",
      "中",
      "Österreich",
      "",
    ]);
  });

  it("names its languages", () => {
    assert.deepEqual(csv.languagesIn?.("key,note,en,pt_BR,target\nsave,,Save,,\n"), ["en", "pt-BR"]);
    assert.deepEqual(csv.languagesIn?.("Key,Id,English(en),German(de)\nsave,1,Save,\n"), ["en", "de"]);
    for (const header of ["key,en,id", "KEY,EN,ID", "Key,En,Id"])
      assert.deepEqual(csv.languagesIn?.(`${header}\nsave,Save,Simpan\n`), ["en", "id"], header);
  });

  it("yields comment, context and greatest length", () => {
    const text = "key,en,de,Developer Comment,context,max_length\na,x,,Verb,menu,12\nb,x,y,,,no\n";
    assert.deepEqual(
      read(text).map(({ state, comment, context, maxLength }) => [state, comment, context, maxLength]),
      [
        ["untranslated", "Verb", "menu", 12],
        ["translated", undefined, undefined, undefined],
      ],
    );
  });

  it("reads the source language itself", () => {
    assert.deepEqual(pairs("key,en,de\na,One,Eins\n", { source: "en" }), [["a", "One", "One"]]);
    assert.deepEqual(pairs("key,en,de\na,One,Eins\n", {}), [["a", "One", "One"]]);
  });
});

describe("CSV: writing", () => {
  it("keeps quotes, adds them where they are needed, and writes formulas as they are", () => {
    const text = lines("key,en,de", "a,x,y", 'b,x,"y"', 'c,"x",', 'd,"x,x",', "e,x,");
    assert.equal(
      write(text, { a: "=1+1", b: "z", c: "z", d: "z", e: 'a "b"' }),
      lines("key,en,de", "a,x,=1+1", 'b,x,"z"', 'c,"x","z"', 'd,"x,x",z', 'e,x,"a ""b"""'),
    );
    assert.equal(write("key;en;de\na;x;\nb;x;\n", { a: "1,5", b: "1;5" }), 'key;en;de\na;x;1,5\nb;x;"1;5"\n');
  });

  it("adds the column of a language that the table lacks, in the style of the header", () => {
    assert.equal(write("key,en\na,x\nb\n\nc,x\n", { a: "y" }), "key,en,de\na,x,y\nb,,\n\nc,x,\n");
    const header = (source: string, language: string): string | undefined =>
      write(`key,${source}\na,x\n`, { a: "y" }, { source: "en", language }).split("\n")[0];
    assert.equal(header("en_US", "pt-BR"), "key,en_US,pt_BR");
    assert.equal(header("English", "de"), "key,English,German");
    assert.equal(header("English (en)", "de"), "key,English (en),German (de)");
    assert.equal(header("English,日本語,Deutsch", "fr"), "key,English,日本語,Deutsch,Français");
    assert.equal(header("Source", "de"), "key,Source,Target");
  });

  it("empties the language in a new table, or adds its column", () => {
    assert.equal(csv.create("key,en,de\na,x,y\n", "de", "en"), "key,en,de\na,x,\n");
    assert.equal(csv.create("key,en\na,x\n", "de", "en"), "key,en,de\na,x,\n");
  });

  it("refuses rows that are not there, halves of characters, and to change texts that are keys", () => {
    const refused = (text: string, values: Record<string, string>, options?: ReadOptions): void =>
      assert.throws(
        () => write(text, values, options),
        (error) => error instanceof RouteLmtError && error.code === "option-invalid",
      );
    refused("key,en,de\na,x,\n", { b: "y" });
    refused("key,en,de\na,x,\n", { a: "\ud83d" });
    refused("en,de\nx,y\n", { x: "z" }, { source: "en" });
  });
});
