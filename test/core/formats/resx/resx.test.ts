import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { RouteLmtError } from "#core/errors.js";
import { type Edit, keyName, type Unit, type WriteOptions } from "#core/formats/format.js";
import { resx } from "#core/formats/resx/resx.js";
import { applyDecisions, openFileJob } from "#core/translate/file-job.js";
import { oddities } from "../../../support/sentences.js";
import { fromSource } from "../../translate/decisions.js";

const fixture = (name: string): string =>
  readFileSync(new URL(`../../../fixtures/formats/resx/valid/${name}`, import.meta.url), "utf8");

const unitsOf = (text: string): Map<string, Unit> =>
  new Map(resx.read(text).units.map((unit) => [keyName(unit.key), unit]));

const inData = (inner: string, attributes = ' xml:space="preserve"'): string =>
  `<root><data name="a"${attributes}>${inner}</data></root>`;

const write = (text: string, name: string, value: string, options?: WriteOptions): string =>
  resx.write(text, [{ key: [name], value }], options);

describe(".NET resources: which files", () => {
  it("are .resx, and .resw of Windows apps", () => {
    for (const path of ["Strings.resx", "Properties/Resources.de.resx", "Strings/en-US/Resources.resw"])
      assert.ok(resx.matches(path), path);
    for (const path of ["Strings.resx.cs", "resx", "Strings.xml"]) assert.ok(!resx.matches(path), path);
  });
});

describe(".NET resources: reading", () => {
  it("yields texts with their comments", () => {
    const units = unitsOf(fixture("Strings.resx"));
    assert.equal(units.get("Cart_Title")?.value, "Your cart");
    assert.equal(units.get("Cart.Hint")?.value, '  Prices < 10 & > 5\nare marked with "*"  ');
    assert.equal(units.get("Cart_Total")?.comment, "{0} is the sum, {1} how many items");
    assert.equal(units.get("Separator")?.value, "   ");
    assert.equal(units.get("Empty")?.state, "untranslated");
    assert.equal(units.get("Product")?.state, "ignored");
  });

  it("leaves out what has a type, and what the designer notes", () => {
    const units = unitsOf(fixture("MainForm.resx"));
    const translatable = [...units].filter(([, { state }]) => state !== "ignored").map(([name]) => name);
    assert.deepEqual(translatable, ["button1.Text", "comboBox1.Items", "comboBox1.Items1", "$this.Text", "Typed"]);
    const ignored = [...units].filter(([, { state }]) => state === "ignored").map(([name]) => name);
    assert.deepEqual(ignored, [">>button1.Name", ">>button1.ZOrder", "tree.ImageKey", "$this.Name"]);
  });

  it("takes the last of equal names, and reports values with elements", () => {
    const { units, problems } = resx.read(fixture("odd.resx"));
    assert.equal(units.find(({ key }) => key[0] === "twice")?.value, "second");
    assert.equal(units.find(({ key }) => key[0] === "two values")?.value, "second © €");
    assert.deepEqual(
      oddities({ problems }).map((oddity) => oddity.replace(/;.*|,.*/, "")),
      ["Duplicate key twice: the last value is used", "The value of elements contains elements"],
    );
  });
});

describe(".NET resources: writing", () => {
  it("preserves a blank value that would be lost", () => {
    assert.equal(write(inData("<value>x</value>", ""), "a", " "), inData('<value xml:space="preserve"> </value>', ""));
    assert.equal(
      write(inData('<value xml:space="default">x</value>'), "a", "\n"),
      inData('<value xml:space="preserve">\n</value>'),
    );
  });

  it("gives a resource without a value one, before its comment", () => {
    assert.equal(write(inData("<comment>c</comment>"), "a", "x"), inData("<value>x</value><comment>c</comment>"));
    assert.equal(
      write('<root><data name="a"/></root>', "a", "x"),
      '<root><data name="a"><value>x</value></data></root>',
    );
    assert.equal(
      write('<root>\n  <data name="a">\n    <comment>c</comment>\n  </data>\n</root>', "a", " "),
      '<root>\n  <data name="a" xml:space="preserve">\n    <value> </value>\n    <comment>c</comment>\n  </data>\n</root>',
    );
  });

  it("refuses resources that are no texts", () => {
    const text = fixture("MainForm.resx");
    for (const name of ["button1.Location", "blob", "$this.Icon"])
      assert.throws(() => write(text, name, "x"), RouteLmtError, name);
    assert.throws(() => write(fixture("odd.resx"), "elements", "x"), RouteLmtError);
  });
});

describe(".NET resources: inserting", () => {
  const edits = (...names: string[]): Edit[] => names.map((name) => ({ key: [name], value: name.toUpperCase() }));
  const order = (...names: string[]) => ({ sourceOrder: names.map((name) => [name]) });

  it("puts a resource where the source has it, in the layout of the file", () => {
    const text = fixture("Strings.resx").replaceAll("\n", "\r\n");
    const after = resx.write(text, edits("new"), order("Cart_Title", "new", "Cart_Total"));
    const added = '\r\n  <data name="new" xml:space="preserve">\r\n    <value>NEW</value>\r\n  </data>';
    const at = text.indexOf('\r\n  <data name="Cart_Total');
    assert.equal(after, text.slice(0, at) + added + text.slice(at));
  });

  it("keeps to one line where the file does, and to its quotes", () => {
    const resw = resx.write(fixture("Resources.resw"), edits("new"), order("new"));
    assert.match(resw, /<\/data>\n {2}<data name="new" xml:space="preserve"><value>NEW<\/value><\/data>\n<\/root>/);
    const odd = resx.write(fixture("odd.resx"), edits("new"), order("a", "new"));
    assert.match(
      odd,
      /<\/data>\n\t<data name='new' xml:space='preserve'><value>NEW<\/value><\/data>\n\t<data name='b'/,
    );
    const minified = resx.write(fixture("minified.resx"), edits("0"), order("0", "a"));
    assert.match(minified, /<\/resheader><data name="0" xml:space="preserve"><value>0<\/value><\/data><data name="a"/);
  });

  it("copies the comment of the source into files that have comments", () => {
    const sourceText = fixture("Strings.resx");
    const options = { sourceText, sourceOrder: resx.read(sourceText).units.map(({ key }) => key) };
    const comment = "<comment>{0} is the sum, {1} how many items</comment>";
    const withComments = resx.create(sourceText, "de");
    assert.ok(resx.write(withComments, edits("Cart_Total"), options).includes(comment));
    const without = resx.write(withComments, edits("Cart_Title"), options);
    assert.ok(!resx.write(without, edits("Cart_Total"), options).includes(comment));
  });

  it("inserts 50,000 resources between 50,000 others", () => {
    const all = Array.from({ length: 100_000 }, (_, n) => `key${n}`);
    const text = resx.write("<root/>", edits(...all.filter((_, n) => n % 2 === 0)), order(...all));
    const after = resx.write(text, edits(...all.filter((_, n) => n % 2 === 1)), order(...all));
    assert.deepEqual(
      resx.read(after).units.map(({ key }) => key[0]),
      all,
    );
  });
});

describe(".NET resources: new files", () => {
  it("have the schema and the headers of the source, and nothing else", () => {
    const source = fixture("MainForm.resx");
    const head = source.slice(0, source.indexOf("\n  <assembly"));
    assert.equal(resx.create(source, "de"), `${head}\n</root>\n`);
    const withSchema = resx.create(fixture("Strings.resx"), "de");
    assert.match(withSchema, /^\ufeff<\?xml.*Microsoft ResX Schema.*<xsd:schema.*<\/resheader>\n<\/root>\n$/s);
  });

  it("get the usual headers where the source has none", () => {
    const created = resx.create('<?xml version="1.0"?>\r\n<root>\r\n\t<data name="a"/>\r\n</root>', "de");
    assert.ok(
      created.startsWith('<?xml version="1.0"?>\r\n<root>\r\n\t<resheader name="resmimetype">\r\n\t\t<value>text/'),
    );
    for (const name of ["resmimetype", "version", "reader", "writer"]) assert.match(created, RegExp(`name="${name}"`));
    assert.ok(created.endsWith("\r\n\t</resheader>\r\n</root>\r\n"));
    assert.match(resx.create("<root />", "de"), /^<root>\n {2}<resheader/);
  });

  it("are filled with every text of the source that has words, placeholders protected", () => {
    const [path, text] = ["Strings.resx", fixture("Strings.resx")];
    const job = openFileJob({
      format: resx,
      source: { path, text },
      target: { path: "Strings.de.resx", text: undefined },
      direction: { source: "en", target: "de" },
    });
    const { segments, copied } = job.preparation;
    assert.deepEqual(
      segments.map(({ key }) => key[0]),
      ["Cart_Title", "Cart_Total", "Cart.Hint"],
    );
    assert.deepEqual(copied, [], "a value without words comes from the source file");
    const decisions = segments.map(({ segment }) => fromSource(segment));
    const after = unitsOf(applyDecisions(job, decisions, undefined).text);
    assert.equal(after.get("Cart_Total")?.value, "Total: {0:N2} for {1,5} items");
    assert.equal(after.size, 3);
  });
});
