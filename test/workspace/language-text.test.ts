import assert from "node:assert/strict";
import type { FormalityChoice } from "#core/language/formality.js";
import { addressText, languageJson, languageLines, remarkText } from "#workspace/language-text.js";
import { inEnglish, type Localize } from "#workspace/localize.js";

const evidence = (formal: number, informal: number) => ({ mode: "auto", evidence: { formal, informal } }) as const;

describe("What is said of a target language", () => {
  const said = (choice: FormalityChoice, isPromised = true): string | undefined =>
    addressText(choice, isPromised, inEnglish);

  it("is the form of address and why, and where the small model does not keep to it", () => {
    const choice = { ...evidence(0, 212), form: "informal" } as const;
    assert.equal(said(choice), "informal, from 212 of your strings");
    assert.equal(
      said(choice, false),
      "informal wanted, from 212 of your strings; the small model does not guarantee it",
    );
    assert.equal(said({ mode: "formal", form: "formal" }), "formal, as set");
    assert.equal(
      said({ mode: "formal", form: "formal" }, false),
      "formal wanted, but the small model does not guarantee it",
    );
  });

  it("is why no form was chosen, or nothing", () => {
    assert.equal(said(evidence(0, 0)), undefined);
    assert.equal(said({ mode: "off" }), undefined);
    assert.equal(said(evidence(1, 0)), "no form of address chosen; 1 of your strings shows one, 5 are needed");
    assert.equal(said(evidence(1, 2)), "no form of address chosen; 3 of your strings show one, 5 are needed");
    assert.equal(said(evidence(6, 7)), "no form of address chosen; 6 of your strings are formal, 7 informal");
  });

  it("names the variety that is used instead, or says that there is none", () => {
    const text = (remark: Parameters<typeof remarkText>[0]): string => remarkText(remark, inEnglish);
    assert.equal(text({ code: "substitute", own: "pt-BR" }), "translated as Brazilian Portuguese (pt-BR)");
    assert.equal(
      text({ code: "substitute", own: "de", sharpSIn: "CH" }),
      "translated as German (de): it may have ß, which Switzerland writes as ss",
    );
    assert.equal(
      text({ code: "other-standard", wanted: "zh-TW", own: "zh-CN" }),
      "zh-TW is Traditional Chinese (Taiwan), zh-CN is Simplified Chinese",
    );
  });

  it("names languages in the language of its reader", () => {
    const german: Localize = Object.assign(inEnglish.bind(undefined), { language: "de" });
    const text = remarkText({ code: "substitute", own: "de", sharpSIn: "CH" }, german);
    assert.match(text, /as Deutsch \(de\).*Schweiz/);
  });

  it("has a line for each, and for programs the codes besides", () => {
    const remark = { code: "substitute", own: "pt-BR" } as const;
    const formality = { mode: "formal", form: "formal", isPromised: false } as const;
    const note = { target: "pt", direction: "pt-BR", remark, formality };
    const lines = [
      "pt: translated as Brazilian Portuguese (pt-BR)",
      "pt: formal wanted, but the small model does not guarantee it",
    ];
    assert.deepEqual(languageLines(note, inEnglish), lines);
    assert.deepEqual(languageJson(note), {
      target: "pt",
      direction: "pt-BR",
      remark: "translated as Brazilian Portuguese (pt-BR)",
      formality,
      lines,
    });
    assert.deepEqual(languageJson({ target: "ko" }), {
      target: "ko",
      lines: ["ko: the small model does not have this language; large model only"],
    });
  });
});
