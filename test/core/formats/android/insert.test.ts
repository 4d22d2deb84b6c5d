import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { RouteLmtError } from "#core/errors.js";
import { android } from "#core/formats/android/android.js";
import { type Edit, keyName, type Unit } from "#core/formats/format.js";
import { expandPlurals } from "#core/status/expand-plurals.js";

const fixture = (name: string): string =>
  readFileSync(new URL(`../../../fixtures/formats/android/valid/${name}`, import.meta.url), "utf8");

const unitsOf = (text: string): Map<string, Unit> =>
  new Map(android.read(text).units.map((unit) => [keyName(unit.key), unit]));

describe("Android: inserting", () => {
  const target = `<resources>
  <string name='b'>"B"</string> <!-- about b -->
  <plurals name='p'>
      <item quantity='other'>x</item>
  </plurals>
</resources>
`;
  const order = [["a"], ["b"], ["c"], ["p", "one"], ["p", "few"], ["p", "other"], ["q", "one"], ["q", "other"], ["d"]];
  const insert = (edits: readonly Edit[], text = target, sourceText?: string): string =>
    android.write(text, edits, { sourceOrder: order, ...(sourceText === undefined ? {} : { sourceText }) });

  it("follows the order of the source and the style of the target", () => {
    const edits = order
      .filter(([name, item]) => name !== "b" && !(name === "p" && item === "other"))
      .map((key) => ({ key, value: key.join(" ") }));
    assert.equal(
      insert(edits.toReversed()),
      `<resources>
  <string name='a'>a</string>
  <string name='b'>"B"</string> <!-- about b -->
  <string name='c'>c</string>
  <plurals name='p'>
      <item quantity='one'>p one</item>
      <item quantity='few'>p few</item>
      <item quantity='other'>x</item>
  </plurals>
  <plurals name='q'>
    <item quantity='one'>q one</item>
    <item quantity='other'>q other</item>
  </plurals>
  <string name='d'>d</string>
</resources>
`,
    );
  });

  it("puts plurals in the order of CLDR where the source does not tell", () => {
    const edits = ["many", "zero"].map((quantity) => ({ key: ["p", quantity], value: quantity }));
    assert.deepEqual(
      android.read(android.write(target, edits)).units.map(({ key }) => key.at(-1)),
      ["b", "zero", "many", "other"],
    );
  });

  it("gives a language its own plural categories", () => {
    const source = fixture("plurals.xml");
    const { units } = android.read(source);
    const expanded = [...expandPlurals(units, "ru")];
    const edits = expanded.map(({ key, source }) => ({ key, value: source, markup: true as const }));
    const created = android.create(source, "ru");
    const after = android.write(created, edits, { sourceOrder: expanded.map(({ key }) => key), sourceText: source });
    assert.equal(
      after,
      `<?xml version="1.0" encoding="utf-8"?>
<resources xmlns:tools="http://schemas.android.com/tools">
    <plurals name="parcels">
        <item quantity="one">%d parcel</item>
        <item quantity="few">%d parcels</item>
        <item quantity="many">%d parcels</item>
        <item quantity="other">%d parcels</item>
    </plurals>
    <plurals name="days">
        <item quantity="one">%d days</item>
        <item quantity="few">%d days</item>
        <item quantity="many">%d days</item>
        <item quantity="other">%d days</item>
    </plurals>
    <plurals name="marked">
        <item quantity="one"><b>%d</b> file</item>
        <item quantity="few"><b>%d</b> files</item>
        <item quantity="many"><b>%d</b> files</item>
        <item quantity="other"><b>%d</b> files</item>
    </plurals>
</resources>
`,
    );
  });

  it("gives an array all elements of the source: references as they are, others empty", () => {
    const source = fixture("arrays.xml");
    const value = (index: number): Edit => ({ key: ["planets_array", index], value: `Planet ${index}` });
    const valuesIn = (text: string): string[] => android.read(text).units.map(({ value }) => value);
    const after = insert([value(1)], "<resources>\n</resources>\n", source);
    assert.deepEqual(valuesIn(after), ["", "Planet 1", "@string/earth", ""]);
    assert.match(after, /^\t\t<item>Planet 1<\/item>$/m);
    const short =
      "<resources>\n\t<string-array name='planets_array'>\n\t\t<item>A</item>\n\t</string-array>\n</resources>";
    const longer = insert([value(4)], short, source);
    assert.deepEqual(valuesIn(longer), ["A", "", "@string/earth", "", "Planet 4"]);
    assert.match(longer, /\n\t\t<item>Planet 4<\/item>\n\t<\/string-array>/);
    assert.deepEqual(valuesIn(insert([value(2)], short)), ["A", "", "Planet 2"]);
    assert.throws(() => insert([value(1e6)], after, source), RouteLmtError);
  });

  it("keeps product and the mark of strings with several placeholders", () => {
    const source = fixture("aosp.xml");
    const edits = [
      { key: ["warning", "product=tablet"], value: "W" },
      { key: ["ratio"], value: "R" },
    ];
    const after = insert(edits, android.create(source, "de"), source);
    assert.match(after, /<string name="warning" product="tablet">W<\/string>/);
    assert.match(after, /<string name="ratio" formatted="false">R<\/string>/);
    assert.ok(after.startsWith(source.slice(0, source.indexOf("<resources"))));
  });

  it("writes on one line where the file does, and opens what is empty", () => {
    const edits = [{ key: ["z"], value: "Z" }];
    assert.equal(
      insert(edits, '<resources><string name="a"/></resources>'),
      '<resources><string name="a"/><string name="z">Z</string></resources>',
    );
    assert.equal(insert(edits, "<resources/>"), '<resources>\n    <string name="z">Z</string>\n</resources>');
    const quoted = '<resources>\n <string name="a">"A"</string>\n</resources>';
    assert.match(insert([{ key: ["z"], value: "it's" }], quoted), /\n <string name="z">"it's"<\/string>/);
  });

  it("refuses keys that no resource has", () => {
    for (const key of [[], [1], ["a", "b"], ["a", "one", 1], ["a", -1], ["a", 0.5]])
      assert.throws(() => insert([{ key, value: "" }]), RouteLmtError, keyName(key));
  });
});

describe("Android: large files", () => {
  it("inserts 50,000 strings between 50,000 others", () => {
    const all = Array.from({ length: 100_000 }, (_, n) => [`key${n}`]);
    const sourceOrder = all;
    const edits = all.map((key) => ({ key, value: "text" }));
    const even = edits.filter((_, n) => n % 2 === 0);
    const odd = edits.filter((_, n) => n % 2 === 1);
    const text = android.write("<resources/>", even, { sourceOrder });
    const after = android.write(text, odd, { sourceOrder });
    assert.deepEqual(
      android.read(after).units.map(({ key }) => key),
      all,
    );
  });
});

describe("Android: what a target file does not declare", () => {
  const value = 'Welcome to &appName;, <xliff:g id="x">%1$s</xliff:g>';
  const source = `<?xml version="1.0"?>
<!DOCTYPE resources [
    <!ENTITY short "Tern">
    <!ENTITY appName "&short; > all">
    <!ENTITY other "x">
]>
<resources xmlns:xliff="urn:oasis:names:tc:xliff:document:1.2" xmlns:own="urn:own">
    <string name="a">${value}</string>
</resources>
`;
  const edit = { key: ["a"], value, markup: true as const };
  const writeInto = (text: string, one: Edit = edit): string => android.write(text, [one], { sourceText: source });

  it("is declared with the text: entities as in the source, and namespaces", () => {
    assert.equal(
      writeInto('<?xml version="1.0"?>\n<resources>\n    <string name="b">B</string>\n</resources>\n'),
      `<?xml version="1.0"?>
<!DOCTYPE resources [
    <!ENTITY appName "&short; > all">
    <!ENTITY short "Tern">
]>
<resources xmlns:xliff="urn:oasis:names:tc:xliff:document:1.2">
    <string name="a">${value}</string>
    <string name="b">B</string>
</resources>
`.replace(/( {4}<string name="a".*\n)( {4}<string name="b".*\n)/, "$2$1"),
    );
  });

  it("goes into the document type that is there, and leaves what it has", () => {
    const own = '<!DOCTYPE resources [\n    <!ENTITY appName "Seeschwalbe">\n]>\n<resources>\n</resources>\n';
    assert.ok(writeInto(own).startsWith(own.slice(0, own.indexOf("<resources>")) + "<resources xmlns:xliff="));
    const other = '<!DOCTYPE resources [\n    <!ENTITY x "y">\n]>\n<resources/>\n';
    assert.ok(
      writeInto(other).includes('    <!ENTITY x "y">\n    <!ENTITY appName "&short; > all">\n    <!ENTITY short'),
    );
    const bare = "<!DOCTYPE resources>\n<resources/>\n";
    assert.ok(writeInto(bare).startsWith("<!DOCTYPE resources [\n    <!ENTITY appName"));
    for (const text of [own, other, bare]) assert.equal(unitsOf(writeInto(text)).get("a")?.value, value);
  });

  it("is not declared twice, nor where a name is unknown", () => {
    const bound = '<resources xmlns:xliff="urn:own"></resources>';
    assert.equal(writeInto(bound).match(/xmlns:xliff/g)?.length, 1);
    const inline = { ...edit, value: '<x:b xmlns:x="urn:x">b</x:b> <y:c>c</y:c> <own:d z="xml:e">d</own:d>' };
    const text = writeInto("<resources></resources>", inline);
    assert.ok(text.startsWith('<resources xmlns:own="urn:own">'), text);
    const usual = android.write("<resources></resources>", [{ ...inline, value: '<xliff:g id="a">b</xliff:g>' }]);
    assert.ok(usual.startsWith('<resources xmlns:xliff="urn:oasis:names:tc:xliff:document:1.2">'), usual);
  });
});
