import assert from "node:assert/strict";
import { asSentence, inCapitals, withoutCapitals } from "#core/translate/capitals.js";
import type { SmallModelRequest, TextHypothesis } from "#core/translate/models.js";

describe("A text in capitals", () => {
  const CASES: readonly (readonly [text: string, sentence: string | undefined])[] = [
    ["REFRESH", "Refresh"],
    ["ARE YOU SURE?", "Are you sure?"],
    ["ARE YOU SURE? THIS CANNOT BE UNDONE.\nGO ON", "Are you sure? This cannot be undone.\nGo on"],
    ["WHERE AM I NOW? I KNOW.", "Where am I now? I know."],
    ["“SAVE” 5 FILES…", "“Save” 5 files…"],
    ["OPEN {FILE_NAME} IN <B>NEW</B> WINDOW&NBSP;NOW", "Open {FILE_NAME} in <B>new</B> window&NBSP;now"],
    ["{count} NEW ITEMS", "{count} New items"],
    ["JSON", undefined],
    ["URL", undefined],
    ["OK", undefined],
    ["Refresh", undefined],
    ["SAVE as PDF", undefined],
    ["日本語", undefined],
    ["123 – 456", undefined],
    ["", undefined],
  ];
  for (const [text, sentence] of CASES)
    it(`${JSON.stringify(text)} is ${sentence === undefined ? "left as it is" : `asked as ${JSON.stringify(sentence)}`}`, () => {
      assert.equal(asSentence(text, "en"), sentence);
    });

  it("keeps words that are not translated", () => {
    assert.equal(asSentence("SIGN IN TO ACME NOW", "en", ["ACME"]), "Sign in to ACME now");
    assert.equal(inCapitals("Bei acme anmelden", "de", ["acme"]), "BEI acme ANMELDEN");
  });

  it("is put in capitals by the rules of the language, but for what programs read", () => {
    assert.equal(inCapitals("Datei {name} schließen", "de"), "DATEI {name} SCHLIESSEN");
    assert.equal(inCapitals("giriş <b>yap</b>", "tr"), "GİRİŞ <b>YAP</b>");
    assert.equal(inCapitals("Êtes-vous sûr&nbsp;?\\n", "fr"), "ÊTES-VOUS SÛR&nbsp;?\\n");
    assert.equal(inCapitals("もう一度", "ja"), "もう一度");
  });
});

describe("A small model that is asked for no text in capitals", () => {
  const predicted = { gain: 1, low: 0, high: 2, stage: "refined" } as const;

  /** What is asked and answered for these texts by a model that repeats them. */
  async function ask(requests: readonly Omit<SmallModelRequest, "id" | "direction">[], decode = true) {
    const asked: Omit<SmallModelRequest, "id" | "direction">[] = [];
    const answers: string[] = [];
    const small = withoutCapitals({
      translate: (all, listener) => {
        for (const { id, direction: _, ...request } of all) {
          asked.push(request);
          const { text } = request;
          const hypothesis: TextHypothesis = {
            id,
            text,
            predicted,
            meanLogProbability: -0.1,
            quality: 90,
            truncated: false,
          };
          if (decode) listener.translated?.(hypothesis);
          else listener.estimated?.(hypothesis);
        }
        return Promise.resolve();
      },
    });
    await small.translate(
      requests.map((request, index) => ({ ...request, id: `${index}`, direction: { source: "en", target: "de" } })),
      {
        translated: ({ id, text }) => void answers.push(`${id} ${text}`),
        estimated: ({ id }) => void answers.push(id),
      },
      { decode },
    );
    return { asked, answers };
  }

  it("answers in capitals, and other texts as they were", async () => {
    const texts = ["SAVE CHANGES", "Save changes", "USB"].map((text) => ({ text, doNotTranslate: [] }));
    const { asked, answers } = await ask(texts);
    assert.deepEqual(
      asked.map(({ text }) => text),
      ["Save changes", "Save changes", "USB"],
    );
    assert.deepEqual(answers, ["0 SAVE CHANGES", "1 Save changes", "2 USB"]);
  });

  it("estimates the sentence, too", async () => {
    const { asked, answers } = await ask([{ text: "SAVE CHANGES", doNotTranslate: [] }], false);
    assert.equal(asked[0]?.text, "Save changes");
    assert.deepEqual(answers, ["0"]);
  });

  it("forces words as they are in the sentence", async () => {
    const forced = [{ text: "BRANCH", target: "Zweig" }];
    const { asked } = await ask([{ text: "BRANCH OR NO BRANCH", doNotTranslate: [], forced }]);
    assert.deepEqual(asked[0]?.forced, [
      { text: "Branch", target: "Zweig" },
      { text: "branch", target: "Zweig" },
    ]);
  });
});
