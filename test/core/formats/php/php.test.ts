import assert from "node:assert/strict";
import { php } from "#core/formats/php/php.js";

const values = (text: string): Record<string, string> =>
  Object.fromEntries(php.read(text).units.map(({ key, value }) => [key.join("."), value]));
const write = (text: string, edits: Record<string, string>, order = Object.keys(edits)): string =>
  php.write(
    text,
    Object.entries(edits).map(([key, value]) => ({ key: key.split("."), value })),
    { sourceOrder: order.map((key) => key.split(".")) },
  );

describe("PHP arrays", () => {
  it("reads strings as PHP does", () => {
    const strings: readonly (readonly [written: string, value: string | undefined])[] = [
      ["'a\\n\\\\\\'$b'", "a\\n\\'$b"],
      ['"a\\n\\\\\\"\\$b\\e\\x41\\101\\u{e4}\\q"', 'a\n\\"$b\u001bAAä\\q'],
      ['"\\xc3\\xa4"', "ä"],
      ['"\\xff"', undefined],
      ['"costs $5 {x}"', "costs $5 {x}"],
      ['"Dear $name"', undefined],
      ['"Dear {$name}"', undefined],
      ["'a' . 'b' . \"c\"", "abc"],
      ["'a' . B", undefined],
      ["<<<'X'\n  a\n   b\n  X", "a\n b"],
      ['<<<X\n\\"a\\"\\t\nX', '\\"a\\"\t'],
      ["<<<X\nX", ""],
    ];
    for (const [written, value] of strings)
      assert.deepEqual(values(`<?php return ['a' => ${written}];`), value === undefined ? {} : { a: value }, written);
  });

  it("numbers what has no key as PHP does", () => {
    assert.deepEqual(values("<?php return ['a', 5 => 'b', 'c', 'd' => ['x', 'y']];"), {
      0: "a",
      5: "b",
      6: "c",
      "d.0": "x",
      "d.1": "y",
    });
  });

  it("keeps the way that a text is written where that can hold the new one", () => {
    const text =
      "<?php return [\n  'a' => 'x',\n  'b' => \"y\",\n  'c' => <<<X\n  z\n  X,\n  'd' => <<<'X'\n  z\n  X,\n];\n";
    assert.equal(
      write(text, { a: "it's\nC:\\x", b: 'say "$x"\n', c: "one $x\n\n two", d: "$x\nX" }),
      "<?php return [\n  'a' => 'it\\'s\nC:\\x',\n  'b' => \"say \\\"\\$x\\\"\\n\",\n  'c' => <<<X\n  one \\$x\n\n   two\n  X,\n  'd' => \"\\$x\\nX\",\n];\n",
    );
    assert.equal(write(text, { a: "\0" }), text.replace("'x'", '"\\u{0}"'));
  });

  it("inserts in the file's way of writing arrays", () => {
    const old = "<?php\nreturn array(\n\t'a' => array(\n\t\t'b' => 'x'\n\t)\n);\n";
    assert.equal(
      write(old, { "a.c": "y", "d.e": "z" }),
      "<?php\nreturn array(\n\t'a' => array(\n\t\t'b' => 'x',\n\t\t'c' => 'y'\n\t),\n\t'd' => array(\n\t\t'e' => 'z'\n\t)\n);\n",
    );
    assert.equal(
      write("<?php\n\nreturn [];\n", { a: "x", "b.c": "y" }),
      "<?php\n\nreturn [\n    'a' => 'x',\n    'b' => [\n        'c' => 'y',\n    ],\n];\n",
    );
    const list = php.write("<?php return ['a' => []];", [{ key: ["a", 0], value: "x" }]);
    assert.deepEqual(php.read(list).units[0]?.key, ["a", 0]);
  });

  it("inserts assignments where the source has them, after the array that they go into", () => {
    const text = "<?php\n$lang['a'] = \"x\"; // one\n$lang['js'] = array();\n$lang['z'] = \"y\";\n";
    assert.equal(
      write(text, { "$lang.b": "1", "$lang.js.c": "2", "$lang.zz": "3" }, [
        "$lang.a",
        "$lang.b",
        "$lang.js.c",
        "$lang.z",
        "$lang.zz",
      ]),
      '<?php\n$lang[\'a\'] = "x"; // one\n$lang["b"] = "1";\n$lang[\'js\'] = array();\n$lang["js"]["c"] = "2";\n$lang[\'z\'] = "y";\n$lang["zz"] = "3";\n',
    );
    assert.equal(write("<?php", { "$a.b": "x" }), "<?php\n$a['b'] = 'x';\n");
    assert.throws(() => write("<?php", { "a.b": "x" }), { code: "option-invalid" });
  });

  it("counts what is assigned last", () => {
    assert.deepEqual(values("<?php $a['b'] = 'x'; $a = ['c' => 'y', 'd' => 'z']; $a['d'] = 'w';"), {
      "$a.c": "y",
      "$a.d": "w",
    });
    assert.deepEqual(values("<?php $a['b'] = 'x'; if (1) { $a['c'] = 'y'; } function f() { return ['d' => 'z']; }"), {
      "$a.b": "x",
    });
  });
});
