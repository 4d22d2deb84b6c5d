import assert from "node:assert/strict";
import { MalformedFileError } from "#core/errors.js";
import { conflictAt } from "#core/formats/conflict-markers.js";
import { FORMATS, findFormat } from "#core/formats/registry.js";

const conflict = (before: string, ours: string, theirs: string, after: string): string =>
  `${before}\n<<<<<<< HEAD\n${ours}\n||||||| base\n${theirs}\n=======\n${theirs}\n>>>>>>> feature/x\n${after}\n`;

describe("A file with conflict markers", () => {
  it("is refused by every format, at its first marker", () => {
    const text = conflict("a", "b", "c", "d");
    for (const format of FORMATS) {
      for (const run of [
        () => format.read(text),
        () => format.write(text, [{ key: ["a"], value: "x" }]),
        () => format.create(text, "de"),
        ...(format.languageOf ? [() => format.languageOf?.(text)] : []),
      ])
        assert.throws(run, (error) => error instanceof MalformedFileError && error.line === 2, format.name);
    }
  });

  it("of code is known for what it is", () => {
    const js = conflict("const messages = {", '  a: "One",', '  a: "Two",', "};\nexport default messages;");
    assert.equal(findFormat("src/en.ts", js)?.name, "js");
    const php = conflict("<?php return [", "  'a' => 'One',", "  'a' => 'Two',", "];");
    assert.equal(findFormat("lang/en.php", php)?.name, "php");
  });

  it("has all three markers, at the beginnings of lines", () => {
    assert.equal(conflictAt("a=<<<<<<< b\n=======\n>>>>>>> c"), undefined);
    assert.equal(conflictAt("<<<<<<< b\n=======\n"), undefined);
    assert.equal(conflictAt("Title\n=======\n>>>>>>> c"), undefined);
    assert.equal(conflictAt("<<<<<<<<\n=======\n>>>>>>>"), undefined);
    assert.equal(conflictAt("a\r\n<<<<<<< b\r\n=======\r\n>>>>>>> c\r\n"), 3);
  });
});
