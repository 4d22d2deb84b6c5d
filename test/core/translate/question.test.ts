import assert from "node:assert/strict";
import { likeQuestions, questionOf } from "#core/translate/question.js";
import { segmentsOf } from "../../support/purchases.js";

describe("A question", () => {
  it("is the same for the same text, context, terms, length and form, and another model's is another", async () => {
    const [first = assert.fail()] = segmentsOf({ a: "Open the file" });
    const question = await questionOf(first, "large");
    assert.match(question, /^[0-9a-f]{64}$/);
    assert.equal(await questionOf({ ...first, key: ["z"], near: ["other"] }, "large"), question);
    const { segment } = first;
    for (const other of [
      { context: "door" },
      { maxLength: 5 },
      { formality: "formal" as const },
      { direction: { source: "en", target: "fr" } },
    ])
      assert.notEqual(await questionOf({ ...first, segment: { ...segment, ...other } }, "large"), question);
    assert.notEqual(await questionOf(first, "larger"), question);
  });

  it("matches similar ones only if the form of address was found: without it, or any if none was found", async () => {
    const [first = assert.fail()] = segmentsOf({ a: "Open the file" });
    const withForm = (formality: "formal" | "informal") => ({ ...first, segment: { ...first.segment, formality } });
    const [none, ...both] = [
      await questionOf(first, "large"),
      await questionOf(withForm("formal"), "large"),
      await questionOf(withForm("informal"), "large"),
    ];
    assert.deepEqual(await likeQuestions(withForm("formal"), "large"), []);
    assert.deepEqual(await likeQuestions({ ...withForm("formal"), isFormalityFound: true }, "large"), [none]);
    assert.deepEqual(await likeQuestions({ ...first, isFormalityFound: true }, "large"), both);
  });
});
