import assert from "node:assert/strict";
import { checkCandidate } from "#core/checks/all-checks.js";
import { formatFor } from "#core/formats/registry.js";
import { takeApart } from "#core/messages/message.js";
import type { MessageSyntax } from "#core/messages/message-syntax.js";
import { openFileJob } from "#core/translate/file-job.js";
import { said } from "../../support/sentences.js";

/** The texts of a message, and the message with every text in angle brackets. */
function apart(message: string, syntax: MessageSyntax): readonly [texts: string[], rebuilt: string] {
  const parts = takeApart(message, syntax, "de");
  const texts = parts.texts.map(({ text }) => text);
  return [texts, parts.rebuild(texts.map((text) => `«${text}»`))];
}

const EXAMPLES: readonly (readonly [message: string, syntax: MessageSyntax, texts: string[], rebuilt: string])[] = [
  ["car | cars", "piped", ["car", "cars"], "«car» | «cars»"],
  [
    "no apples | one apple | {count} apples",
    "piped",
    ["no apples", "one apple", "{count} apples"],
    "«no apples» | «one apple» | «{count} apples»",
  ],
  ["{0} apple | {0} apples", "piped", ["{0} apple", "{0} apples"], "«{0} apple» | «{0} apples»"],
  ["apple|apples", "piped", ["apple", "apples"], "«apple»|«apples»"],
  ["{0} None|{1} One|[2,*] Many", "piped", ["None", "One", "Many"], "{0} «None»|{1} «One»|[2,*] «Many»"],
  [
    "{0} None|[1,19] :count or so|[20,*] Many",
    "laravel",
    ["None", ":count or so", "Many"],
    "{0} «None»|[1,19] «:count or so»|[20,*] «Many»",
  ],
  ["[1, 19] Some | [20, *] Many", "piped", ["Some", "Many"], "[1, 19] «Some» | [20, *] «Many»"],
  [
    "{1}a day|{0}:count days|]1,Inf[:count days|[5,Inf] Many",
    "laravel",
    ["a day", ":count days", "Many"],
    "{1}«a day»|{0}«:count days»|]1,Inf[«:count days»|[5,Inf] «Many»",
  ],
  ["man|men", "laravel", ["man", "men"], "«man»|«men»"],
  ["sheep|sheep", "laravel", ["sheep"], "«sheep»|«sheep»"],
  [":count|:count times", "laravel", [":count times"], ":count|«:count times»"],
  ["yes|no", "piped", ["yes|no"], "«yes|no»"],
  ["start [on | off]", "piped", ["start [on | off]"], "«start [on | off]»"],
  ["a || b", "piped", ["a || b"], "«a || b»"],
  ["car | cars", "plain", ["car | cars"], "«car | cars»"],
  [
    "{n, plural, one{a | b} other{c}} | d",
    "laravel",
    ["a | b | d", "c | d"],
    "{n, plural, one {«a | b | d»} other {«c | d»}}",
  ],
];

describe("Messages with variants between pipes", () => {
  for (const [message, syntax, texts, rebuilt] of EXAMPLES) {
    it(`${message} (${syntax})`, () => assert.deepEqual(apart(message, syntax), [texts, rebuilt]));
  }

  it("have as many pieces as Laravel wants in the target language", () => {
    const inLanguage = (message: string, target: string, syntax: MessageSyntax = "laravel"): string => {
      const parts = takeApart(message, syntax, target);
      return parts.rebuild(parts.texts.map(({ text }) => text));
    };
    const APPLES = ":count apple|:count apples";
    assert.equal(inLanguage(APPLES, "fr"), APPLES);
    assert.equal(inLanguage(APPLES, "pt-BR"), APPLES);
    assert.equal(inLanguage(APPLES, "ja"), ":count apples");
    for (const language of ["ru", "pl", "cs", "lt", "ro", "ga"])
      assert.equal(inLanguage(APPLES, language), `${APPLES}|:count apples`, language);
    assert.equal(inLanguage("an apple | apples", "lv"), "apples | an apple | apples");
    assert.equal(inLanguage("an apple|apples", "sl"), "an apple|apples|apples|apples");
    assert.equal(inLanguage("an apple|apples", "ar"), "apples|an apple|apples|apples|apples|apples");
    // Without a rule, with ranges, for another number, in files of other programs: unchanged.
    assert.equal(inLanguage(APPLES, "qu"), APPLES);
    assert.equal(inLanguage("{1} an apple|[2,*] apples", "ru"), "{1} an apple|[2,*] apples");
    assert.equal(inLanguage("no apples|an apple|apples", "ja"), "no apples|an apple|apples");
    assert.equal(inLanguage("an apple | apples", "ru", "piped"), "an apple | apples");
  });

  it("are compared form by form where a translation has another number", () => {
    const found = (source: string, target: string, language: string, syntax: MessageSyntax = "laravel"): string[] =>
      checkCandidate({ source, target, syntax, direction: { source: "en", target: language } })
        .filter(({ severity }) => severity === "error")
        .map(said);
    const APPLES = ":count apple|:count apples";
    assert.deepEqual(found(APPLES, ":count яблоко|:count яблока|:count яблок", "ru"), []);
    assert.deepEqual(found(APPLES, ":count яблоко|:count яблока|яблок", "ru"), [":count is missing"]);
    assert.deepEqual(found(APPLES, ":count個のりんご", "ja"), []);
    assert.deepEqual(found("{n} car | {n} cars", "{n} auto | {n} auta | {n} aut", "cs", "piped"), []);
    assert.deepEqual(found("{n} car | {n} cars", "{n} auto", "cs", "piped"), ["{n} is missing"]);
  });

  it("of Polyglot.js are as many as gettext has in the language", () => {
    const inLanguage = (message: string, target: string): string => {
      const parts = takeApart(message, "piped", target);
      return parts.rebuild(parts.texts.map(({ text }) => text));
    };
    const CARS = "%{smart_count} car |||| %{smart_count} cars";
    assert.equal(inLanguage(CARS, "de"), CARS);
    assert.equal(inLanguage(CARS, "ja"), "%{smart_count} cars");
    assert.equal(inLanguage(CARS, "pl"), `${CARS} |||| %{smart_count} cars`);
    const errors = (target: string, language: string): string[] =>
      checkCandidate({ source: CARS, target, syntax: "piped", direction: { source: "en", target: language } })
        .filter(({ severity }) => severity === "error")
        .map(said);
    const [ONE, FEW, MANY] = ["%{smart_count} auto", "%{smart_count} auta", "%{smart_count} aut"];
    assert.deepEqual(errors(`${ONE} |||| ${FEW} |||| ${MANY}`, "cs"), []);
    assert.deepEqual(errors("%{smart_count}台の車", "ja"), []);
    assert.deepEqual(errors(`${ONE} |||| auta`, "cs"), ["%{smart_count} is missing"]);
  });

  it("are found in the files that have them, and linked messages stay", () => {
    const direction = { source: "en", target: "de" };
    const textsOf = (path: string, text: string): string[][] =>
      openFileJob({
        format: formatFor(path, text),
        source: { path, text },
        target: { path: "de", text: undefined },
        direction,
      }).preparation.segments.map((one) => one.parts.texts.map((part) => part.text));
    assert.deepEqual(textsOf("en.json", '{"a": "car | cars", "b": "@:a and @.lower:b.c"}'), [
      ["car", "cars"],
      ["@:a and @.lower:b.c"],
    ]);
    assert.deepEqual(textsOf("en.ts", "export default { a: 'car | cars' }"), [["car", "cars"]]);
    assert.deepEqual(textsOf("en.php", "<?php return ['a' => 'man|men'];"), [["man", "men"]]);
    assert.deepEqual(textsOf("a.strings", '"a" = "car | cars";'), [["car | cars"]]);
  });
});

/** The texts of a message, and the message with the words of every text in capitals. */
function apartInside(
  message: string,
  target = "de",
  syntax: MessageSyntax = "plain",
): readonly [texts: string[], rebuilt: string] {
  const parts = takeApart(message, syntax, target);
  const all = parts.texts.map(({ text, doNotTranslate }) => {
    const kept = doNotTranslate.find((word) => text.includes(word)) ?? "\0";
    return [text.replace(kept, "…"), text.split(kept).join("\0").toUpperCase().replace("\0", kept)] as const;
  });
  return [all.map(([text]) => text), parts.rebuild(all.map(([, shouted]) => shouted))];
}

describe("Choices within a text", () => {
  it("of MediaWiki have the plural forms of the language", () => {
    const message = "{{PLURAL:$1|One [[a|file]]|$1 [[a|files]]}} uploaded";
    assert.deepEqual(apartInside(message), [
      ["… uploaded", "One [[a|file]]", "$1 [[a|files]]"],
      "{{PLURAL:$1|ONE [[A|FILE]]|$1 [[A|FILES]]}} UPLOADED",
    ]);
    assert.equal(apartInside(message, "ja")[1], "{{PLURAL:$1|$1 [[A|FILES]]}} UPLOADED");
    assert.equal(
      apartInside("{{PLURAL:$1|0=no file|one file|$1 files}}", "cs")[1],
      "{{PLURAL:$1|0=NO FILE|ONE FILE|$1 FILES|$1 FILES|$1 FILES}}",
    );
  });

  it("of MediaWiki may be by gender, and several", () => {
    assert.equal(
      apartInside("{{GENDER:$2|He|She|They}} sent {{PLURAL:$1|one file|$1 files}}", "fr", "piped")[1],
      "{{GENDER:$2|HE|SHE|THEY}} SENT {{PLURAL:$1|ONE FILE|$1 FILES}}",
    );
  });

  it("of Java keep their limits", () => {
    const message = "Found {0,choice,0#no files|1#one file|1<{0} files} in {1}";
    for (const syntax of ["plain", "icu", "piped"] as const)
      assert.deepEqual(apartInside(message, "ja", syntax), [
        ["Found … in {1}", "no files", "one file", "{0} files"],
        "FOUND {0,choice,0#NO FILES|1#ONE FILE|1<{0} FILES} IN {1}",
      ]);
  });

  it("are none where the text is something else", () => {
    for (const message of ["{{user|capitalize}}", "{{PLURAL}} of {{$t(a)}}", "Your choice, {0}", "{0,choice,0#it''s}"])
      assert.ok(apartInside(message)[0].length < 2, message);
  });

  it("are found in linear time", () => {
    for (const text of ["{{PLURAL:$1|", "{{PLURAL:$1|[[", "{0,choice,0#a|", "{0,choice,0#{"])
      assert.ok(apartInside(text.repeat(20_000))[0].length <= 1);
  });
});
