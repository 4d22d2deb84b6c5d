import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { RouteLmtError } from "#core/errors.js";
import { android } from "#core/formats/android/android.js";
import { keyName, type Unit } from "#core/formats/format.js";

const fixture = (name: string): string =>
  readFileSync(new URL(`../../../fixtures/formats/android/valid/${name}`, import.meta.url), "utf8");

const unitsOf = (text: string): Map<string, Unit> =>
  new Map(android.read(text).units.map((unit) => [keyName(unit.key), unit]));

const inString = (content: string): string => `<resources><string name="a">${content}</string></resources>`;
const decoded = (content: string): string | undefined => android.read(inString(content)).units[0]?.value;

/** The content of a `<string>` with a value. */
function written(value: string, content = "", markup?: true): string {
  const after = android.write(inString(content), [{ key: ["a"], value, ...(markup ? { markup } : {}) }]);
  return after.slice(inString("").indexOf("></string>") + 1, -"</string></resources>".length);
}

describe("Android: which files", () => {
  it("are resources by their root, or by their folder", () => {
    assert.ok(android.matches("res/values/strings.xml"));
    assert.ok(android.matches("res/values-pt-rBR/x.xml"));
    assert.ok(!android.matches("res/layout/main.xml"));
    assert.ok(
      android.matches(
        "any.xml",
        '\ufeff<?xml version="1.0"?>\n<!-- < --><!DOCTYPE resources [<!-- > -->]>\n<resources>',
      ),
    );
    assert.ok(!android.matches("res/values/strings.xml", "<manifest/>"));
    assert.ok(android.matches("res/values/strings.xml", "<<<"));
    assert.ok(!android.matches("resources.txt", "<resources/>"));
  });
});

describe("Android: reading", () => {
  it("keys strings by name and product, plurals by quantity, arrays by index", () => {
    assert.deepEqual([...unitsOf(fixture("plurals.xml")).keys()].slice(0, 3), [
      "parcels.one",
      "parcels.other",
      "days.other",
    ]);
    assert.deepEqual(
      android.read(fixture("arrays.xml")).units.map(({ key }) => key.at(-1)),
      [0, 1, 2, 3, 0, 1],
    );
    assert.ok(unitsOf(fixture("aosp.xml")).has("warning.product=tablet"));
  });

  it("ignores what is not to be translated, and references", () => {
    const ignored = (name: string): string[] =>
      android.read(fixture(name)).units.flatMap(({ key, state }) => (state === "ignored" ? [keyName(key)] : []));
    assert.deepEqual(ignored("strings.xml"), ["app_name", "app_title", "theme_text"]);
    assert.deepEqual(ignored("plurals.xml"), ["codes.one", "codes.other"]);
    assert.deepEqual(ignored("arrays.xml"), ["planets_array.2", "sizes.0", "sizes.1"]);
    assert.deepEqual(ignored("duplicates.xml"), ["key"]);
    assert.deepEqual(ignored("donottranslate.xml"), []);
  });

  it("ignores what a comment says is not to be translated", () => {
    const stays = [
      "Do not translate. Regex used by AutoFill.",
      "DO NOT TRANSLATE",
      "A font. Do Not Translate: a name",
      "[DO NOT TRANSLATE]",
      "Name; not translatable",
    ];
    const goes = ["'angle' should not be translated, as it is a name", "Do not translate the word Android", "Button"];
    const stateOf = (comment: string): string | undefined =>
      android.read(`<resources>\n<!-- ${comment} -->\n<string name="a">Save</string>\n</resources>`).units[0]?.state;
    for (const comment of stays) assert.equal(stateOf(comment), "ignored", comment);
    for (const comment of goes) assert.equal(stateOf(comment), "translated", comment);
  });

  it("gives the comments above, and their character limit", () => {
    const units = unitsOf(fixture("aosp.xml"));
    assert.equal(units.get("end_call")?.comment, "Button that ends a call. [CHAR LIMIT=20]");
    assert.equal(units.get("end_call")?.maxLength, 20);
    assert.equal(units.get("progress")?.maxLength, undefined);
    assert.equal(units.get("terms")?.comment, undefined);
    const plurals = unitsOf(fixture("plurals.xml"));
    assert.equal(plurals.get("parcels.one")?.comment, "Number of parcels in the list");
    assert.equal(plurals.get("parcels.other")?.comment, "Number of parcels in the list\nUsed for every other count");
    assert.equal(unitsOf(fixture("arrays.xml")).get("planets_array.2")?.comment, undefined);
  });

  it("decodes escapes, quotes and white space as aapt2", () => {
    const values: readonly (readonly [string, string])[] = [
      ["  a \n\t b  ", "a b"],
      ['"  a \n b  "', "  a \n b  "],
      ['a  " b "  c', "a  b  c"],
      ["\\'\\\"\\@\\?\\#\\\\\\n\\t\\u0041\\x", "'\"@?#\\\n\tAx"],
      ["\\u0020a\\u0020", " a "],
      ["one\\n\n   two", "one\n two"],
      ["a&#10;b &lt;b&gt;", "a b <b>"],
      ["<![CDATA[ <b>a\\'s</b> ]]>", "<b>a's</b>"],
      ["\\u12", "u12"],
      ["a\\", "a\\"],
      ["\u00a0a\u00a0", "\u00a0a\u00a0"],
      ["\\ud83d\\ude00", "😀"],
    ];
    for (const [content, value] of values) assert.equal(decoded(content), value, content);
  });

  it("keeps tags and entities in values with tags, and decodes their text", () => {
    const units = unitsOf(fixture("aosp.xml"));
    assert.equal(units.get("progress")?.markup, true);
    assert.ok(units.get("terms")?.value.endsWith("terms</a> &amp; don't complain"));
    assert.equal(units.get("styled")?.value, "<i>Slow</i> and <u>steady</u>");
    assert.equal(units.get("annotated")?.value, '<annotation id="link">More</annotation>…');
    assert.equal(decoded("\\u003ca <b/>&quot; x  y&quot;\\&apos;<!-- c -->"), "&lt;a <b/> x  y'<!-- c -->");
    const escapes = unitsOf(fixture("escapes.xml"));
    assert.deepEqual([escapes.get("about")?.value, escapes.get("about")?.markup], ["About &appname;", true]);
    assert.equal(escapes.get("html")?.markup, undefined);
  });

  it("names duplicates and takes the last", () => {
    const { units, problems } = android.read(fixture("duplicates.xml"));
    assert.deepEqual(units.map(({ key, value }) => [keyName(key), value]).slice(0, 3), [
      ["kept", "Kept"],
      ["title", "Title"],
      ["title.other", "%d title bars"],
    ]);
    assert.equal(problems.length, 2);
  });
});

describe("Android: writing", () => {
  it("escapes what Android would take for something else", () => {
    assert.equal(written('it\'s "so"\\\n\t'), `it\\'s \\"so\\"\\\\\\n\\t`);
    assert.equal(written("@home"), "\\@home");
    assert.equal(written("?"), "\\?");
    assert.equal(written("a@b?"), "a@b?");
    assert.equal(written("  a   b "), "\\u0020 a \\u0020 b\\u0020");
    assert.equal(written("<b> & \u001b\r"), "&lt;b> &amp; \\u001b\\u000d");
  });

  it("keeps double quotes and CDATA sections", () => {
    assert.equal(written(`it's  "so"\n`, '"x"'), `"it's  \\"so\\"\\n"`);
    assert.equal(written("", '"x"'), "");
    assert.equal(written("<b>it's</b>", "<![CDATA[x]]>"), "<![CDATA[<b>it\\'s</b>]]>");
  });

  it("writes fragments with their tags, and escapes the text between", () => {
    assert.equal(
      written(`l'<b a='x'>été</b> & "c" < d<!-- ' -->  \n<![CDATA[']]> `, "", true),
      `l\\'<b a='x'>été</b> &amp; \\"c\\" &lt; d<!-- ' --> \\u0020\\n<![CDATA[\\']]>\\u0020`,
    );
    assert.throws(() => written("<b>", "", true), RouteLmtError);
    for (const value of ["a <b> b</b> ", " <i/> x", "<i/>a <![CDATA[b ]]> c", "x\u0020\u0020<b/>\u0020y"])
      assert.equal(decoded(written(value, "", true)), value);
  });

  it("writes an empty element out, and what the encoding lacks by number", () => {
    const text = "<resources>\n  <string name='a' />\n</resources>";
    assert.equal(
      android.write(text, [{ key: ["a"], value: "ä€" }], { encoding: "iso-8859-1" }),
      "<resources>\n  <string name='a'>ä&#x20AC;</string>\n</resources>",
    );
  });
});
