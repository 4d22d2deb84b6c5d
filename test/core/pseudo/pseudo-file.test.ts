import assert from "node:assert/strict";
import { checkCandidate } from "#core/checks/all-checks.js";
import { type Document, keyId } from "#core/formats/format.js";
import { languagesOf } from "#core/formats/read-file.js";
import { FORMATS, formatFor } from "#core/formats/registry.js";
import { type PseudoFile, pseudoLocalize, pseudoSegment } from "#core/pseudo/pseudo-file.js";
import { PSEUDO_STYLES, pseudoText } from "#core/pseudo/pseudo-text.js";
import { prepare } from "#core/translate/prepare.js";
import { checkedOf } from "#core/translate/prepared-segment.js";
import { FIXTURES } from "../formats/fixtures.js";

const DIRECTION = { source: "en", target: "qps-ploc" };

const pseudo = (path: string, source: string, target?: string, direction = DIRECTION): PseudoFile =>
  pseudoLocalize({
    format: formatFor(path, source),
    source: { path, text: source },
    target: { path: `qps/${path}`, text: target },
    direction,
  });
/** The pseudo-localisation of one message in a JSON file. */
const message = (text: string): string => JSON.parse(pseudo("a.json", JSON.stringify({ text })).text).text;

describe("Pseudo-localised texts", () => {
  it("have accents, brackets, and vowels said twice", () => {
    assert.equal(message("Save your changes before you leave"), "[Šåṽéé ýööûŕ çĥååñĝééš ƀééƒööŕéé ýöûû ļééåṽéé]");
    assert.equal(message("OK"), "[ÖĶ]");
    assert.equal(message("Rhythm and myths"), "[Ŕĥýţĥɱ åååñð ɱýţĥš~~]");
  });

  it("are 30 to 40 percent longer, once they are longer than a label", () => {
    const texts = [
      "Your session has expired. Please sign in again to continue.",
      "Could not connect to the server",
      "The quick brown fox jumps over the lazy dog",
      "Shipping address",
      "你好，世界，这是一个很长的句子，没有字母。",
    ];
    for (const text of texts) {
      const ratio = message(text).length / text.length;
      assert.ok(ratio >= 1.29 && ratio <= 1.41, `${text}: ${ratio}`);
    }
  });

  it("keep placeholders, markup, addresses and white space", () => {
    const cases = [
      ["Save {name} to %1$s", ["{name}", "%1$s"]],
      ["Read <a href='#'>our terms</a> &amp; more", ["<a href='#'>", "</a>", "&amp;"]],
      ["See https://example.com/a?b=c or write to help@example.com", ["https://example.com/a?b=c", "help@example.com"]],
      ["%d of %d files in $t(folder)", ["%d", "$t(folder)"]],
      ["Line one\nLine two\\n", ["\n", "\\n"]],
    ] as const;
    for (const [source, kept] of cases)
      for (const one of kept) assert.ok(message(source).includes(one), `${source}: ${one}`);
    assert.equal(message("  Total: "), "  [Ţöţåļ:] ");
    assert.equal(message("{count}"), "{count}");
  });

  it("of ICU messages are made branch by branch, with the structure as it was", () => {
    assert.equal(
      message("{n, plural, one {# file in {folder}} other {# files in {folder}}}"),
      "{n, plural, one {[# ƒîļé îñ {folder}~]} other {[# ƒîļééš îñ {folder}~]}}",
    );
    assert.match(message("Hi {g, select, male {Mr} other {you}}"), /^\{g, select, male \{\[.*\]\} other \{\[.*\]\}\}$/);
  });

  it("keep within the greatest length that a file names", () => {
    const xml = (text: string): string =>
      `<resources>\n<!-- [CHAR LIMIT=9] -->\n<string name="a">${text}</string>\n</resources>\n`;
    const made = (text: string): string | undefined =>
      />([^<]*)<\/string>/.exec(pseudo("values/strings.xml", xml(text)).text)?.[1];
    assert.equal(made("Settings"), "Šéţţîñĝš");
    assert.equal(made("Back up"), "[Ɓåçķ ûþ]");
  });

  it("are the same every time, in every style", () => {
    const text = { text: "Save {name} now forever", doNotTranslate: ["Save"], names: [] };
    const made = PSEUDO_STYLES.map((style) => pseudoText(text, style));
    assert.deepEqual(made, [
      "[Save {name} ñöŵ ƒööŕééṽéŕ~]",
      "[Save {name} ñöŵ ƒöŕéṽéŕ]",
      "Save {name} ñöŵ ƒöŕéṽéŕ",
      "[Save {name} now forever]",
      "Save {name} now forever",
    ]);
  });
});

describe("Pseudo-localised files", () => {
  it("are renewed from the source, and keep what else they have", () => {
    const source = '{ "a": "Save", "b": "Open" }';
    const target = '{\n    // Ours\n    "a": "[Şåṽé]",\n    "old": "x"\n}\n';
    const { text, written } = pseudo("a.json", source, target);
    assert.equal(text, '{\n    // Ours\n    "a": "[Šåṽé]",\n    "b": "[Öþéñ]",\n    "old": "x"\n}\n');
    assert.equal(written, 2);
    assert.deepEqual(pseudo("a.json", source, text), { text, written: 0, skipped: [] });
  });

  it("have the plural categories of English on every machine", () => {
    const source = '{ "n_one": "{{count}} day", "n_other": "{{count}} days" }';
    assert.deepEqual(Object.keys(JSON.parse(pseudo("a.json", source).text)), ["n_one", "n_other"]);
    assert.match(
      pseudo("a.pot", 'msgid "day"\nmsgid_plural "days"\nmsgstr[0] ""\n').text,
      /nplurals=2.*msgstr\[1\] "\[/s,
    );
  });

  it("are no file of a language, and none that does not say so", () => {
    const po = (language: string): string => `msgid ""\nmsgstr "${language}"\n\nmsgid "a"\nmsgstr "Ah"\n`;
    const cases: [() => PseudoFile, RegExp][] = [
      [() => pseudo("a.json", "{}", undefined, { source: "en", target: "de" }), /de is not a pseudo-locale/],
      [() => pseudo("de.po", po("Language: de\\n"), po("Language: de\\n")), /says that its language is de/],
      [() => pseudo("de.po", po(""), po("")), /does not say in which language/],
    ];
    for (const [make, reason] of cases) assert.throws(make, { code: "option-invalid", message: reason });
    assert.equal(pseudo("a.po", po("Language: qps_ploc\\n"), po("Language: qps_ploc\\n")).written, 1);
    assert.equal(pseudo("a.json", '{"a": "A"}', undefined, { source: "en", target: "en-XA" }).written, 1);
  });

  for (const {
    format: { name },
    valid,
  } of FIXTURES) {
    it(`of ${name} pass the checks, and are made once`, () => {
      const format = FORMATS.find((one) => one.name === name);
      assert.ok(format);
      let disguised = 0;
      for (const { name: file, text } of valid) {
        const source = { path: file, text };
        const made = pseudoLocalize({
          format,
          source,
          target: { path: "target", text: undefined },
          direction: DIRECTION,
        });
        const again = pseudoLocalize({
          format,
          source,
          target: { path: "target", text: made.text },
          direction: DIRECTION,
        });
        assert.deepEqual([again.text, again.written], [made.text, 0], file);
        const from = format.read(text, { source: "en" });
        const document: Document = format.read(made.text, languagesOf(DIRECTION));
        const units = new Map(document.units.map((unit) => [keyId(unit.key), unit]));
        const base: Document = format.holds === "one-language" ? from : document;
        for (const prepared of prepare({ format, source: base, target: undefined, direction: DIRECTION }).segments) {
          const { value = "", state } = units.get(keyId(prepared.key)) ?? {};
          if (state === "ignored") continue;
          assert.equal(value, pseudoSegment(prepared), `${file}: ${prepared.segment.key}`);
          const errorsOf = (target: string): string[] =>
            checkCandidate(checkedOf(prepared, target)).flatMap(({ check, severity }) =>
              severity === "error" ? check : [],
            );
          const own = errorsOf(prepared.segment.source);
          const errors = errorsOf(value).filter((check) => !own.includes(check));
          assert.deepEqual(errors, [], `${file}: ${prepared.segment.source} → ${value}`);
          if (value !== prepared.segment.source) disguised++;
        }
      }
      assert.ok(disguised > 0);
    });
  }
});
