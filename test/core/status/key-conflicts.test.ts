import assert from "node:assert/strict";
import { formatFor } from "#core/formats/registry.js";
import { applyDecisions, openFileJob } from "#core/translate/file-job.js";
import { fromSource } from "../translate/decisions.js";

/** Files whose target has another shape than the source, as in real projects. */
const CASES = [
  {
    name: "a.ftl",
    source: "found = { $n ->\n    [one] One match\n   *[other] { $n } matches\n }\nclose = Close\n",
    target: "found = { $n } Treffer\n",
    wanted: "found = { $n } Treffer\nclose = Close\n",
    reasons: ["one-text", "one-text"],
  },
  {
    name: "a.yml",
    source: "en:\n  weeks: last weeks\n  day:\n    one: a day\n    other: days\n  close: Close\n",
    target: "de:\n  weeks:\n    one: Woche\n    other: Wochen\n  day: Tage\n",
    wanted: "de:\n  weeks:\n    one: Woche\n    other: Wochen\n  day: Tage\n  close: Close\n",
    reasons: ["several-texts", "one-text", "one-text"],
  },
  {
    name: "a.json",
    source: '{"a": {"b": {"c": "See"}}, "d": "Close"}\n',
    target: '{"a": "Siehe"}\n',
    wanted: '{"a": "Siehe", "d": "Close"}\n',
    reasons: ["one-text"],
  },
  {
    name: "b.json",
    source: '{"a": "One", "b": {"c": "Two"}, "d": "Close"}\n',
    target: '{"a": 1, "b": false}\n',
    wanted: '{"a": 1, "b": false, "d": "Close"}\n',
    reasons: ["no-text", "no-text"],
  },
  {
    name: "de.ts",
    source: "export default {\n  a: 'One',\n  b: { c: 'Two' },\n  d: 'Close',\n}\n",
    target: "export default {\n  a: one,\n  ...rest,\n  b: two(),\n}\n",
    wanted: "export default {\n  a: one,\n  ...rest,\n  b: two(),\n  d: 'Close',\n}\n",
    reasons: ["no-text", "no-text"],
  },
];

describe("A target file of another shape", () => {
  for (const { name, source, target, wanted, reasons } of CASES) {
    it(`${name}: gets what it has a place for, and the rest is left out with a reason`, () => {
      const format = formatFor(name, source);
      const direction = { source: "en", target: "de" };
      const job = openFileJob({
        format,
        source: { path: name, text: source },
        target: { path: name, text: target },
        direction,
      });
      const decisions = job.preparation.segments.map(({ segment }) => fromSource(segment));
      assert.equal(applyDecisions(job, decisions, target).text, wanted);
      assert.deepEqual(
        job.preparation.skipped.map(({ reason }) => reason.code),
        reasons,
      );
    });
  }

  it("may have strings and plurals of one name in Android", () => {
    const source = '<resources><plurals name="a"><item quantity="other">As</item></plurals></resources>';
    const target = '<resources><string name="a">A</string></resources>';
    const path = "values/strings.xml";
    const direction = { source: "en", target: "de" };
    const job = openFileJob({
      format: formatFor(path, source),
      source: { path, text: source },
      target: { path, text: target },
      direction,
    });
    assert.deepEqual(job.preparation.skipped, []);
  });
});
