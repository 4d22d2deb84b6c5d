import assert from "node:assert/strict";
import { fluent } from "#core/formats/fluent/fluent.js";
import type { Format } from "#core/formats/format.js";
import { json } from "#core/formats/json/json.js";
import { po } from "#core/formats/po/po.js";
import { qt } from "#core/formats/qt/qt.js";
import { xcstrings } from "#core/formats/xcstrings/xcstrings.js";
import type { Knowledge } from "#core/memory/knowledge.js";
import { openFileJob } from "#core/translate/file-job.js";
import type { SmallModel, SmallModelRequest } from "#core/translate/models.js";
import type { PreparedSegment } from "#core/translate/prepared-segment.js";
import { type LocalResult, translateLocally } from "#core/translate/small-pass.js";

const segmentsOf = (format: Format, text: string, target: string, knowledge: Knowledge = {}) =>
  openFileJob(
    {
      format,
      source: { path: "en", text },
      target: { path: target, text: undefined },
      direction: { source: "en", target },
    },
    knowledge,
  ).preparation.segments;

/** Translates as scripted, and records its calls; a text that is not in the script is refused. */
async function runWith(
  segments: readonly PreparedSegment[],
  script: (request: SmallModelRequest) => string | undefined,
  decode = true,
) {
  const asked: string[] = [];

  const predicted = { gain: 1, low: 0, high: 2, stage: "refined" } as const;
  const small: SmallModel = {
    translate: (requests, listener, options) => {
      for (const request of requests) {
        const { id } = request;
        asked.push([request.text, ...request.doNotTranslate].join(" | "));
        const text = script(request);
        if (options.decode === false) listener.estimated?.({ id, predicted });
        else if (text === undefined) listener.refused?.({ id, reason: "too long" });
        else listener.translated?.({ id, text, predicted, meanLogProbability: -0.1, quality: 90, truncated: false });
      }
      return Promise.resolve();
    },
  };
  const results: LocalResult[] = [];
  const options = { decode };
  await translateLocally(segments, small, options, (one) => results.push(one));
  return { asked, texts: results.map(({ candidate }) => candidate?.text), results };
}

describe("Asking the small model once more", () => {
  const knowledge: Knowledge = { names: [{ text: "LocalSend", isSlug: false }] };

  it("protects a name that it translated, and takes the answer for every segment with that text", async () => {
    const strings = { a: "About LocalSend", b: "About LocalSend", c: "Open LocalSend", d: "LocalSend" };
    const { asked, texts } = await runWith(
      segmentsOf(json, JSON.stringify(strings), "de", knowledge),
      ({ text, doNotTranslate }) =>
        ({ "About LocalSend": doNotTranslate.length > 0 ? "Über LocalSend" : "Über LokaleSendung" })[text] ??
        "LocalSend öffnen",
    );
    assert.deepEqual(asked, ["About LocalSend", "Open LocalSend", "About LocalSend | LocalSend"]);
    assert.deepEqual(texts.toSorted(), ["LocalSend öffnen", "Über LocalSend", "Über LocalSend"]);
  });

  it("does not ask for what is nothing but a name", async () => {
    const { asked, texts, results } = await runWith(segmentsOf(json, '{"a": "JabRef"}', "de"), () => "JahrReferenz");
    assert.deepEqual([asked, texts], [["JabRef"], ["JabRef"]]);
    assert.equal(results[0]?.candidate?.quality, 100);
  });

  it("puts the placeholder where a number was lost", async () => {
    const text = '{"a": "{n, plural, one {# file} other {# files}}"}';
    const { asked, texts } = await runWith(segmentsOf(json, text, "de"), ({ text }) =>
      text === "1 file" ? "eine Datei" : text.replace("files", "Dateien").replace("file", "Datei"),
    );
    assert.deepEqual(asked, ["1 file | #", "3 files | #", "# file | #"]);
    assert.deepEqual(texts, ["{n, plural, one {# Datei} other {# Dateien}}"]);
  });

  it("keeps the first answer where there is no second", async () => {
    const { texts, results } = await runWith(
      segmentsOf(json, '{"a": "About LocalSend"}', "de", knowledge),
      ({ doNotTranslate }) => (doNotTranslate.length > 0 ? undefined : "Über LokaleSendung"),
    );
    assert.deepEqual([texts, results[0]?.usable], [["Über LokaleSendung"], true]);
  });

  it("is not done for a plan", async () => {
    const { asked, results } = await runWith(
      segmentsOf(json, '{"a": "About LocalSend"}', "de", knowledge),
      () => undefined,
      false,
    );
    assert.deepEqual([asked.length, results.length], [1, 1]);
  });
});

describe("The forms of a plural", () => {
  const FILES: readonly (readonly [format: Format, text: string])[] = [
    [fluent, "f = { $n ->\n    [one] { $n } file\n   *[other] { $n } files\n }\n"],
    [json, '{"f_one": "{{count}} file", "f_other": "{{count}} files"}'],
    [json, '{"f": {"one": "%{count} file", "other": "%{count} files"}}'],
    [po, 'msgid "%d file"\nmsgid_plural "%d files"\nmsgstr[0] ""\nmsgstr[1] ""\n'],
    [
      qt,
      '<!DOCTYPE TS><TS version="2.1"><context><name>W</name><message numerus="yes"><source>%n file(s)</source><translation type="unfinished"></translation></message></context></TS>',
    ],
    [
      xcstrings,
      JSON.stringify({
        sourceLanguage: "en",
        version: "1.0",
        strings: {
          f: {
            localizations: {
              en: {
                variations: {
                  plural: {
                    one: { stringUnit: { state: "translated", value: "%lld file" } },
                    other: { stringUnit: { state: "translated", value: "%lld files" } },
                  },
                },
              },
            },
          },
        },
      }),
    ],
  ];

  it("are translated with a number that takes them", () => {
    for (const [format, text] of FILES) {
      const asked = (target: string) =>
        new Set(segmentsOf(format, text, target).flatMap(({ parts }) => parts.texts.map((one) => one.text)));
      assert.deepEqual([...asked("pl")].toSorted(), ["1 file", "3 files", "5 files"], `${format.name} ${text}`);
      assert.deepEqual([...asked("ja")], ["3 files"], format.name);
      assert.deepEqual([...asked("de")].toSorted(), ["1 file", "3 files"], format.name);
    }
  });
});
