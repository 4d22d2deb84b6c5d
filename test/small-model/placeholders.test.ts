import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseIcu } from "#core/messages/icu.js";
import { leavesOf } from "#core/messages/icu-tree.js";
import { takeApart } from "#core/messages/message.js";
import { Translator } from "#small-model/translator.js";
import { faultsIn } from "../../bench/placeholder-faults.js";
import { translateSamples } from "../../bench/placeholder-run.js";
import { type Sample, templates } from "../../bench/placeholder-strings.js";
import { SYNTAXES, type Syntax } from "../../bench/placeholder-syntaxes.js";
import { BUNDLED, TINY } from "../support/bundled-model.js";

/** `npm run bench:placeholders` does the same with 5,000 texts and the bundled model. */
const COUNT = 8;

async function faultsOf(
  translator: Translator,
  samples: readonly Sample[],
  syntax: Syntax,
  directions = translator.directions,
): Promise<string[]> {
  const translated = await translateSamples(translator, samples, syntax, directions);
  assert.equal(translated.length, samples.length);
  return translated.flatMap(({ sample, translation }) =>
    faultsIn(translation, sample, syntax).map((fault) => `${fault} in ${translation}, of ${sample.text}`),
  );
}

describe("Placeholders through the small model", () => {
  it("survive in every language, each in another syntax", async () => {
    const translator = await Translator.load(BUNDLED, 1);
    for (const [index, direction] of translator.directions.entries()) {
      const syntax = SYNTAXES[(2 * index) % SYNTAXES.length];
      assert.ok(syntax);
      const samples = templates(COUNT, 11).map((template) => template(syntax));
      const short = samples.toSorted((a, b) => a.text.length - b.text.length).slice(0, 3);
      assert.deepEqual(await faultsOf(translator, short, syntax, [direction]), [], syntax.name);
    }
    await translator.dispose();
  });
});

describe("Placeholders through a model that says anything", () => {
  let translator: Translator;
  before(async () => {
    translator = await Translator.load(TINY, 1);
  });
  after(() => translator.dispose());

  const all = templates(COUNT, 11);
  for (const syntax of SYNTAXES) {
    it(`${syntax.name}: no item is lost, added or broken`, async () => {
      const samples = all.map((template) => template(syntax));
      assert.deepEqual(await faultsOf(translator, samples, syntax), []);
    });
  }

  it("more of them than words, side by side and one within another", async () => {
    const cases: [string, string[]][] = [
      ["x {a}{b}{c}{d}{e}{f}{g}{h}", ["{a}", "{b}", "{c}", "{d}", "{e}", "{f}", "{g}", "{h}"]],
      ["<0>a<1><2/>b</1></0> and <3>{n}</3>", ["<0>", "<1>", "<2/>", "</1>", "</0>", "<3>", "{n}", "</3>"]],
      [`items: ${"{n} ".repeat(60)}`, Array.from({ length: 60 }, () => "{n}")],
      [
        `${"<b>".repeat(30)}deep${"</b>".repeat(30)}`,
        [...Array<string>(30).fill("<b>"), ...Array<string>(30).fill("</b>")],
      ],
    ];
    const samples = cases.map(([text, items]) => ({ text, items }));
    assert.deepEqual(await faultsOf(translator, samples, { name: "many", items: () => [] }), []);
  });

  it("in every branch of ICU messages, with the number", async () => {
    const message = "{n, plural, one {Delete # file of <b>{name}</b>?} other {Delete # files of <b>{name}</b>?}}";
    for (const direction of translator.directions) {
      const parts = takeApart(message, "icu", direction.target);
      const texts = new Map<string, string>();
      await translator.translate(
        parts.texts.map((text, index) => ({ id: String(index), direction, ...text })),
        { translated: ({ id, text }) => void texts.set(id, text) },
      );
      const target = parts.rebuild(parts.texts.map((_, index) => texts.get(String(index)) ?? ""));
      for (const { text } of leavesOf(parseIcu(target)))
        assert.deepEqual(
          faultsIn(text, { text, items: ["#", "<b>", "{name}", "</b>"] }, { name: "ICU", items: () => [] }),
          [],
          text,
        );
    }
  });
});

describe("A text that is written like the model's own control tokens", () => {
  it("is data: they come out as they went in", async () => {
    const folder = mkdtempSync(join(tmpdir(), "routelmt-model-"));
    try {
      cpSync(TINY, folder, { recursive: true });
      // Written so that no placeholder syntax matches it.
      const file = join(folder, "tokenizer.json");
      writeFileSync(file, readFileSync(file, "utf8").replaceAll("<spare-0>", "[[end]]"));
      const translator = await Translator.load(folder, 1);
      const texts = ["Save [[end]] the file", "Open <eos> the file", "The <to-fr> file was <sep> deleted"];
      const seen = new Map<string, string>();
      await translator.translate(
        texts.map((text, index) => ({
          id: String(index),
          text,
          direction: translator.directions[0] ?? { source: "en", target: "de" },
          doNotTranslate: [],
        })),
        { translated: ({ id, text }) => void seen.set(id, text) },
      );
      await translator.dispose();
      for (const [index, control] of ["[[end]]", "<eos>", "<to-fr>", "<sep>"].entries()) {
        const text = seen.get(String(Math.min(index, 2))) ?? "";
        assert.equal(text.split(control).length, 2, text);
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
