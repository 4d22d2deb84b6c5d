import assert from "node:assert/strict";
import { js } from "#core/formats/js/js.js";

const values = (text: string): Record<string, string> =>
  Object.fromEntries(js.read(text).units.map(({ key, value }) => [key.join("."), value]));

describe("JavaScript and TypeScript", () => {
  it("reads what a module exports as its own, and what it exports by name below that", () => {
    for (const text of [
      "export const other = { b: 'x' };\nexport default { a: 'Text' };",
      "const en = { a: 'Text' };\nexport const other = { b: 'x' };\nexport default en;",
      "module.exports = { a: 'Text' };\nmodule.exports.other = { b: 'x' };",
      "const other = { b: 'x' };\nexport default { a: 'Text', other };",
      "const strings = { b: 'x' };\nexport default { a: 'Text', other: strings };",
      "export const other = { b: 'x' };\nexport default { a: 'Text', other };",
    ])
      assert.deepEqual(values(text), { a: "Text", "other.b": "x" }, text);
  });

  it("reads what a module exports, however", () => {
    for (const text of [
      "const en = { a: 'Text' };\nexport { en as default };",
      "module.exports = ({ a: 'Text' });",
      "var English = { a: 'Text' };\nexports[\"default\"] = English;",
      "exports.default = void 0; var en = { a: 'Text' }; var _default = exports.default = en; module.exports = exports.default;",
      "export const en: Record<'a' | 'b', () => string> = { a: 'Text' } as const;",
      "#!/usr/bin/env node\nexport = { a: 'Text' };",
      "exports.en = { a: 'Text' };",
      "const en = { a: 'Text' };\nexport default { ...en };",
      "export default Object.freeze({ a: 'Text' });",
      "module.exports = Object.assign({}, require('./base'), { a: 'Text' });",
      "export default () => ({ a: 'Text' });",
      "export default defineI18nLocale(async locale => { return { a: 'Text' } });",
      "define({ a: 'Text' });",
      "define('nls/en', ['x'], { a: 'Text' });",
      "define({ root: { a: 'Text' }, de: true, 'fr-fr': true });",
      "define(function () { var en = { a: 'Text' }; return en; });",
      "define((require, exports, module) => ({ a: 'Text' }));",
      "define(['exports'], function (exports) { exports.default = { a: 'Text' }; });",
      "(function () { window.I18N.en = { a: 'Text' }; })();",
      "!function (a) { 'object' == typeof exports ? module.exports = a() : window.en = a() }(function () { return { a: 'Text' } });",
    ])
      assert.deepEqual(values(text), { a: "Text" }, text);
  });

  it("reads several exported objects by their names", () => {
    assert.deepEqual(values("export const one = { a: 'A' }\nexport const two = { a: 'B' }"), {
      "one.a": "A",
      "two.a": "B",
    });
  });

  it("reads nothing in functions that are not around the module", () => {
    for (const text of [
      "app.get('/locale', function (request, response) { return { a: 'x' }; });",
      "$(document).ready(function () { return { locale: 'x' }; });",
      "export const t = (key) => { return { a: 'x' } };",
      "(function (exports) { function f() { return { a: 'x' } } exports.f = f; })(this);",
    ])
      assert.ok(!js.matches("locales/en.js", text), text);
  });

  it("is not misled by brackets in other code", () => {
    const text =
      "const a = b / c; const r = /[{]'/; if (x) { y = `${'}'}` }\nexport default { a: 'Text' /* } */ }; // {";
    assert.deepEqual(values(text), { a: "Text" });
  });

  it("keeps the quotes of a text, and casts and comments after it", () => {
    const text = "export default {\n  a: 'x' as const, // one\n  b: \"y\",\n  c: `z`,\n}\n";
    const edits = ["a", "b", "c"].map((name) => ({ key: [name], value: "it's \"`${1}\n" }));
    assert.equal(
      js.write(text, edits),
      "export default {\n  a: 'it\\'s \"`${1}\\n' as const, // one\n  b: \"it's \\\"`${1}\\n\",\n  c: `it's \"\\`\\${1}\n`,\n}\n",
    );
  });

  it("inserts after casts, in the file's way of writing keys and texts", () => {
    const text = "export default {\n\ta: { b: 'x' } as Some<A, B>,\n\t'c-d': 'y' as const\n}\n";
    const sourceOrder = [["a", "b"], ["a", "e"], ["c-d"], ["f-g"], ["h"]];
    const edits = [
      { key: ["a", "e"], value: "one" },
      { key: ["f-g"], value: "two" },
      { key: ["h"], value: "three" },
    ];
    assert.equal(
      js.write(text, edits, { sourceOrder }),
      "export default {\n\ta: { b: 'x', e: 'one' } as Some<A, B>,\n\t'c-d': 'y' as const,\n\t'f-g': 'two',\n\th: 'three'\n}\n",
    );
  });

  it("makes a target file of the source's code, in which texts go where the source has them", () => {
    const source =
      "import { Locale } from './types'\n\nexport const en: Locale = {\n  a: 'One', // first\n  format: (n) => `${n}`,\n  b: {\n    c: 'Two',\n  },\n  ...rest,\n  d: 'Three',\n}\n\nuse(en)\n";
    const created = js.create(source, "pt-BR", "en");
    assert.equal(
      created,
      "import { Locale } from './types'\n\nexport const ptBR: Locale = {\n  format: (n) => `${n}`,\n  ...rest,\n}\n\nuse(ptBR)\n",
    );
    const edits = js.read(source).units.map(({ key, value }) => ({ key, value: `${value}!` }));
    const sourceOrder = edits.map(({ key }) => key);
    assert.equal(
      js.write(created, edits, { sourceOrder, sourceText: source }),
      source
        .replaceAll("en", "ptBR")
        .replace(" // first", "")
        .replace("One", "One!")
        .replace("Two", "Two!")
        .replace("Three", "Three!"),
    );
  });

  it("writes escapes where the file has nothing else beyond ASCII", () => {
    const text = 'module.exports = { a: "\\u00e4" }';
    assert.equal(js.write(text, [{ key: ["a"], value: "ö" }]), 'module.exports = { a: "\\u00f6" }');
  });

  it("refuses to put a text in the place of code", () => {
    assert.throws(() => js.write("export default { a: b() }", [{ key: ["a"], value: "x" }]), {
      code: "option-invalid",
    });
  });
});
