import assert from "node:assert/strict";
import type { Format } from "#core/formats/format.js";
import { json } from "#core/formats/json/json.js";
import { po } from "#core/formats/po/po.js";
import type { Decision } from "#core/routing/decision.js";
import { acceptTranslations } from "#core/status/accept.js";
import { applyDecisions, type FileJob, openFileJob } from "#core/translate/file-job.js";
import { decided } from "./decisions.js";

const direction = { source: "en", target: "de" };

/** A format that counts how often a text is read; each write reads it once. */
function counting(format: Format): { readonly format: Format; reads(text: string): number; writes(): number } {
  const texts: string[] = [];
  let writes = 0;
  const read: Format["read"] = (text, options) => {
    texts.push(text);
    return format.read(text, options);
  };
  const write: Format["write"] = (text, edits, options) => {
    writes++;
    return format.write(text, edits, options);
  };
  return {
    format: { ...format, read, write },
    reads: (text) => texts.filter((one) => one === text).length,
    writes: () => writes,
  };
}

const decisionsOn = ({ preparation }: FileJob): Decision[] =>
  preparation.segments.map(({ segment }) => decided(segment, `${segment.source} (de)`));

describe("A target file's text", () => {
  const source = { path: "en.json", text: '{ "a": "One", "b": "Two" }' };
  const target = '{ "a": "Eins" }';

  it("is read once for opening it and writing to it, unless it changed in between", () => {
    const { format, reads, writes } = counting(json);
    const job = openFileJob({ format, source, target: { path: "de.json", text: target }, direction });
    assert.deepEqual([reads(target), writes()], [1, 0]);
    const { text } = applyDecisions(job, decisionsOn(job), target);
    assert.deepEqual([reads(target), writes(), JSON.parse(text).b], [1, 1, "Two (de)"]);
    const changed = '{ "a": "Eins", "b": "Zwei" }';
    const { overtaken } = applyDecisions(job, decisionsOn(job), changed);
    assert.deepEqual([reads(target), reads(changed), overtaken], [1, 1, ["b"]]);
  });

  it("is not read at all where nothing is put into it", () => {
    const { format, writes } = counting(json);
    const pair = { format, source, target: { path: "de.json", text: target }, direction };
    assert.equal(applyDecisions(openFileJob(pair), [], target).text, target);
    assert.equal(acceptTranslations(pair, () => undefined).text, target);
    assert.equal(writes(), 0);
  });

  it("has the values that programs read, as translations of the source's", () => {
    const settings = { path: "en.json", text: '{ "dir": "ltr", "lang": "English", "date_format": "%m/%d/%Y" }' };
    const pair = { format: json, source: settings, target: { path: "ar.json", text: undefined } };
    const job = openFileJob({ ...pair, direction: { source: "en", target: "ar" } });
    assert.deepEqual(
      applyDecisions(job, [], undefined).made.map((one) => [one.source, one.target]),
      [
        ["ltr", "rtl"],
        ["English", "العربية"],
        ["%m/%d/%Y", "%m/%d/%Y"],
      ],
    );
  });

  it("is read once in a new file that holds both languages", () => {
    const { format, reads } = counting(po);
    const template = { path: "shop.pot", text: 'msgid ""\nmsgstr ""\n\nmsgid "One"\nmsgstr ""\n' };
    const job = openFileJob({ format, source: template, target: { path: "de.po", text: undefined }, direction });
    const created = job.target?.text ?? assert.fail();
    const { text } = applyDecisions(job, decisionsOn(job), undefined);
    assert.equal(reads(created), 1);
    assert.match(text, /msgstr "One \(de\)"/);
  });
});
