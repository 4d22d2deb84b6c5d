// biome-ignore-all lint/suspicious/noTemplateCurlyInString: texts in code are what is tested
import assert from "node:assert/strict";
import fc from "fast-check";
import { replacements, textsIn } from "#core/code/selection.js";
import { splice } from "#core/text/splice.js";

/** The values of what `«…»` selects; `«»` is a cursor. */
function selected(languageId: string, marked: string): { text: string; found: ReturnType<typeof textsIn> } {
  const start = marked.indexOf("«");
  const end = marked.indexOf("»") - 1;
  const text = marked.replace(/[«»]/g, "");
  return { text, found: textsIn(text, languageId, { start, end }) };
}

function values(languageId: string, marked: string): string[] {
  return selected(languageId, marked).found.map(({ value }) => value);
}

function translated(languageId: string, marked: string, ...translations: string[]): string {
  const { text, found } = selected(languageId, marked);
  const pairs = found.map((one, index) => ({ selected: one, translation: translations[index] ?? "" }));
  return splice(text, replacements(text, languageId, pairs).splices);
}

describe("Texts in code", () => {
  const CURSORS: readonly (readonly [string, string, string[]])[] = [
    ["typescript", String.raw`f('It\'s «»\u00fcber\n')`, ["It's über\n"]],
    ["javascript", 'f(`Hello «»${t("x")}!`)', ['Hello ${t("x")}!']],
    ["javascript", 'f(`Hello ${t("in«»ner")}!`)', ["inner"]],
    ["javascript", 'const r = /"/; f("a«»b")', ["ab"]],
    ["javascript", 'const r = a / 2; f("a«»b") // "', ["ab"]],
    ["python", 'f("""He said "«»hi".""")', ['He said "hi".']],
    ["python", String.raw`f(r"C:\n«»")`, [String.raw`C:\n`]],
    ["python", 'f(f"{n!r} «»files {{x}}")', ["{n!r} files {x}"]],
    ["python", 'f(b"by«»tes")', []],
    ["java", String.raw`f("Say \"«»hi\"\t");`, ['Say "hi"\t']],
    ["java", 'char q = \'"\'; f("a«»b");', ["ab"]],
    ["kotlin", String.raw`f("«»$name owes ${"$"}{a.b("c")} \$5")`, ['$name owes ${a.b("c")} $5']],
    ["csharp", 'F($@"«»{n:0.0} ""files""\n{{x}}");', ['{n:0.0} "files"\n{x}']],
    ["go", "f(`raw «»\\n`)", ["raw \\n"]],
    ["go", String.raw`f("tab\t«»")`, ["tab\t"]],
    ["php", String.raw`<?php f('It\'s «»\n');`, [String.raw`It's \n`]],
    ["php", String.raw`<?php f("«»$name has {$a['b']} \$5");`, ["$name has {$a['b']} $5"]],
    ["php", "<p title=\"a«»b\">x</p><?php f('c'); ?>", ["ab"]],
    ["rust", 'fn f<\'a>(x: &\'a str) { g(r#"a "«»b" "#) }', ['a "b" ']],
    ["swift", String.raw`f("«»\(a.b("c")) files\u{21}")`, [String.raw`\(a.b("c")) files!`]],
    ["swift", String.raw`f(#"a «»\n \#(x)"#)`, [String.raw`a \n \#(x)`]],
    ["json", '{"key": "a«» \\u00e4"}', ["a ä"]],
    [
      "typescriptreact",
      "const f = <T,>(x: T) => <p>\n  Hello &amp; wel«»come, {name}!\n</p>;",
      ["Hello & welcome, {name}!"],
    ],
    ["typescriptreact", '<Foo title="Save &quot;all«»&quot;" n={1}>x</Foo>', ['Save "all"']],
    ["javascriptreact", '<p>Read <a href="/x">the «»docs</a> now.</p>', ['Read <a href="/x">the docs</a> now.']],
    ["html", '<img alt="A «»cat"><p>Hi<p>Ho', ["A cat"]],
    ["html", "<p>Hi &lt;you&gt;«»<p>Ho", ["Hi <you>"]],
    ["html", "<script>f('a«»b')</script>", ["ab"]],
    ["vue", "<b :title=\"f('Se«»nd')\">{{ n }} files</b>", ["Send"]],
    ["vue", "<div>{{ n }} «»files</div>", ["{{ n }} files"]],
    ["svelte", "<p>Hello «»{name}</p>", ["Hello {name}"]],
  ];
  for (const [languageId, marked, expected] of CURSORS)
    it(`are decoded: ${languageId}, ${marked.replace(/\s+/g, " ")}`, () => {
      assert.deepEqual(values(languageId, marked), expected);
    });

  it("are found in what is selected: all that are for people", () => {
    const code = `«import x from "./Some Path";\nconst o = { "a key": "Open file", b: "id", c: \`Save \${n}\` };»`;
    assert.deepEqual(values("typescript", code), ["Open file", "Save ${n}"]);
  });

  it("are found in comments and in prose, but not in other code", () => {
    assert.deepEqual(values("typescript", "// «Read this»\nf();"), ["Read this"]);
    assert.deepEqual(values("markdown", "«Read» this"), ["Read"]);
    assert.deepEqual(values("typescript", "«const a = b;»"), []);
  });

  it("are replaced in part, without dividing an escape or code", () => {
    const code = String.raw`f("Save \"«file» \u0041\" now")`;
    assert.equal(translated("typescript", code, 'Da"tei'), String.raw`f("Save \"Da\"tei \u0041\" now")`);
  });

  it("are written as their literal needs it", () => {
    assert.equal(translated("typescript", "f('a«»b')", "l'été\n"), String.raw`f('l\'été\n')`);
    assert.equal(translated("typescript", "f(`a«»b ${n}`)", "${n} `x` ${y}"), "f(`${n} \\`x\\` \\${y}`)");
    assert.equal(translated("csharp", '$@"«»{n} x"', '"{n}"'), '$@"""{n}"""');
    assert.equal(translated("python", 'f"«»{n} x"', 'x {n} {}"'), 'f"x {n} {{}}\\""');
    assert.equal(
      translated("typescriptreact", "<p>a«»b {n}</p>", "{n} < {x} & y"),
      "<p>{n} &lt; &#123;x&#125; & y</p>",
    );
    assert.equal(translated("html", '<a title="a«»b">', 'x "y" &lt;'), '<a title="x &quot;y&quot; &amp;lt;">');
    assert.equal(
      translated("vue", "<b :title=\"f('a«»b')\">", "x \"y\" 'z'"),
      "<b :title=\"f('x \\x22y\\x22 \\'z\\'')\">",
    );
  });

  it("stay where their literal cannot hold the translation, or the translation lost code", () => {
    assert.equal(translated("go", "f(`a«»b`)", "a`b"), "f(`ab`)");
    assert.equal(translated("rust", 'f(r"a«»b")', 'a"b'), 'f(r"ab")');
    assert.equal(translated("javascript", "f(`a«» ${n}`)", "b"), "f(`a ${n}`)");
    assert.equal(translated("javascript", "f(`a«» ${n}`)", "${n} ${n}"), "f(`a ${n}`)");
  });

  const AROUND: readonly (readonly [string, string, string])[] = [
    ["typescript", 'const a = "before"; f("', '"); g(`after ${"x"}`);'],
    ["typescript", "const a = 'before'; f('", '\'); g("after");'],
    ["typescript", "f(`", "`, `after`);"],
    ["python", 'a = \'before\'; f("""', '"""); g("after")'],
    ["python", "f(f'", "'); g('after')"],
    ["java", 'f("', '"); g("after");'],
    ["java", 'f("""\n', '"""); g("after");'],
    ["kotlin", 'f("', '"); g("after")'],
    ["csharp", 'F(@"', '"); G("after");'],
    ["csharp", 'F($"', '"); G("after");'],
    ["go", 'f("', '"); g("after")'],
    ["php", "<?php f('", "'); g('after');"],
    ["php", '<?php f("', '"); g("after");'],
    ["rust", 'f("', '"); g("after");'],
    ["swift", 'f("', '"); g("after")'],
    ["swift", 'f(#"', '"#); g("after")'],
    ["json", '{"a": "', '", "b": "after"}'],
    ["typescriptreact", '<a title="', '">after</a>'],
    ["typescriptreact", "<p>", " {after}</p>"],
    ["vue", "<b :title=\"f('", "')\">after</b>"],
    ["html", "<p title='", "'>after</p>"],
  ];
  const TEXT = fc.string({
    unit: fc.oneof(fc.constantFrom(..."\"'`\\${}<>&;#()@\n\r\tnux0aé%*/?"), fc.string({ minLength: 1, maxLength: 1 })),
    maxLength: 12,
  });
  for (const [languageId, before, after] of AROUND)
    it(`are read as they were written, and nothing else changes: ${languageId}, ${before}…${after}`, () => {
      let held = 0;
      fc.assert(
        fc.property(TEXT, (translation) => {
          const text = `${before}Some text${after}`;
          const at = before.length + 2;
          const [found] = textsIn(text, languageId, { start: at, end: at });
          assert.ok(found);
          const code = found.kept.length > 0 ? " {after}" : "";
          const { splices, refused } = replacements(text, languageId, [
            { selected: found, translation: translation + code },
          ]);
          if (refused.length > 0) return;
          held++;
          const changed = splice(text, splices);
          assert.ok(changed.startsWith(before) && changed.endsWith(after));
          const [again] = textsIn(changed, languageId, { start: at - 2, end: changed.length - after.length });
          const plain = (value: string): string => (before.endsWith(">") ? value.replace(/\s+/g, " ").trim() : value);
          assert.equal(plain(again?.value ?? "").replace(/ ?\{after\}$/, ""), plain(translation));
        }),
        { numRuns: 1000 },
      );
      assert.ok(held > 500, `only ${held} of 1000 texts could be held`);
    });

  it("have no code in them that closes with fewer braces than it opened with", () => {
    assert.deepEqual(
      textsIn("b{{{}}", "vue", { start: 0, end: 6 }).map(({ start, end }) => [start, end]),
      [[0, 6]],
    );
  });

  it("of any code are found without an error, at the reported places", () => {
    const CHARS = fc.constantFrom(..."\"'`\\${}<>/=()[]ab \n*-!?:@#", "<p>", "</p>", "<?php ", "?>", 'f"', "{{", "}}");
    for (const languageId of ["typescriptreact", "python", "php", "vue", "svelte", "swift", "rust", "csharp", "kotlin"])
      fc.assert(
        fc.property(fc.array(CHARS, { maxLength: 40 }), (chars) => {
          const text = chars.join("");
          for (const { start, end } of textsIn(text, languageId, { start: 0, end: text.length })) {
            assert.ok(start >= 0 && start <= end && end <= text.length);
          }
        }),
        { numRuns: 500 },
      );
  });
});
