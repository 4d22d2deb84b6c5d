import { atOnce } from "#core/text/at-once.js";
import type { Document, FileProblem, Format, Unit } from "../format.js";
import { lastByNameSteps } from "../keys/flat-keys.js";
import { valueSpan } from "../xml/edit.js";
import { type ResxString, resourceSteps } from "./resources.js";
import { createResx, writeResx } from "./write.js";

/**
 * .NET resources (`.resx`, and `.resw` of Windows apps), after "Resources in .resx files" in Microsoft's
 * documentation and what `ResXResourceReader` does: one XML file per language.
 */
export const resx: Format = {
  name: "resx",
  label: ".NET .resx",
  holds: "one-language",
  syntax: "plain",
  fallsBack: true,
  matches: (path) => /\.res[xw]$/i.test(path),
  read: (text) => atOnce(readSteps(text)),
  readSteps,
  write: writeResx,
  create: createResx,
};

function* readSteps(text: string): Generator<void, Document> {
  const { xml, strings, broken } = yield* resourceSteps(text);
  const entries = strings.map((string) => ({
    key: string.name,
    string,
    ...valueSpan(xml, string.valueElement ?? string.element),
  }));
  const { last, problems } = yield* lastByNameSteps(entries);
  yield;
  const units = Array.from(
    last.values(),
    ({ key, start, end, string }): Unit => ({
      key: [key],
      value: string.value,
      span: { start, end },
      state: stateOf(string),
      ...(string.comment === undefined ? {} : { comment: string.comment }),
    }),
  );
  const unreadable = broken.map(({ name, element: { start, end } }): FileProblem => {
    return { code: "has-elements", key: name, span: { start, end } };
  });
  return { units, problems: [...problems, ...unreadable] };
}

function stateOf({ value, isIgnored }: ResxString): Unit["state"] {
  if (isIgnored) return "ignored";
  return value === "" ? "untranslated" : "translated";
}
