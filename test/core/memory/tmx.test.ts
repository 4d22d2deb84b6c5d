import assert from "node:assert/strict";
import fc from "fast-check";
import { MalformedFileError } from "#core/errors.js";
import type { MemoryEntry } from "#core/memory/memory.js";
import { readTmx, writeTmx } from "#core/memory/tmx.js";

/** A file like those of CAT tools: three languages, inline codes, a context, a lower-case header. */
const FILE = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4">
  <header creationtool="Some CAT" segtype="sentence" o-tmf="x" adminlang="en" srclang="en-US" datatype="plaintext"/>
  <body>
    <tu tuid="1">
      <prop type="x-context">menu</prop>
      <tuv xml:lang="DE"><seg>Hallo <ph x="1">{name}</ph>, <bpt i="1">&lt;b&gt;</bpt>neu<ept i="1">&lt;/b&gt;</ept>!</seg></tuv>
      <tuv xml:lang="en-us"><seg>Hello <ph x="1">{name}</ph>, <bpt i="1">&lt;b&gt;</bpt>new<ept i="1">&lt;/b&gt;</ept>!</seg></tuv>
      <tuv xml:lang="fr_FR"><seg>Bonjour <hi>{name}</hi> &amp; co</seg></tuv>
    </tu>
    <tu><tuv lang="en"><seg>Only one</seg></tuv></tu>
  </body>
</tmx>
`;

describe("TMX", () => {
  it("is read with inline codes replaced by their text", () => {
    assert.deepEqual(readTmx(FILE), [
      {
        source: "Hello {name}, <b>new</b>!",
        target: "Hallo {name}, <b>neu</b>!",
        direction: { source: "en-US", target: "de" },
        context: "menu",
        origin: "Some CAT",
      },
      {
        source: "Hello {name}, <b>new</b>!",
        target: "Bonjour {name} & co",
        direction: { source: "en-US", target: "fr-FR" },
        context: "menu",
        origin: "Some CAT",
      },
    ]);
    assert.deepEqual(
      readTmx(FILE, ["fr-CA"]).map(({ direction }) => direction.target),
      ["fr-FR"],
    );
  });

  it("can be written and read back", () => {
    const text = fc.string({ unit: "grapheme", minLength: 1 }).filter((one) => one.trim() !== "");
    const entry: fc.Arbitrary<MemoryEntry> = fc.record(
      {
        source: text,
        target: text,
        direction: fc.constantFrom({ source: "en", target: "de" }, { source: "en-GB", target: "pt-BR" }),
        context: text,
        origin: fc.constant("RouteLMT"),
      },
      { requiredKeys: ["source", "target", "direction", "origin"], noNullPrototype: true },
    );
    fc.assert(
      fc.property(fc.array(entry), (entries) => assert.deepEqual(readTmx(writeTmx(entries, "0.1.0")), entries)),
    );
  });

  it("that is none is refused with the place", () => {
    assert.throws(
      () => readTmx("<tbx/>"),
      (error) => error instanceof MalformedFileError && error.line === 1,
    );
    assert.throws(
      () => readTmx("<tmx>\n<body></tmx>"),
      (error) => error instanceof MalformedFileError && error.line === 2,
    );
  });
});
