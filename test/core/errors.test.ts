import assert from "node:assert/strict";
import { choice, MalformedFileError, RouteLmtError, said, sayIn } from "#core/errors.js";
import { saidLanguage } from "#core/language/variety.js";
import { saidAmount } from "#core/routing/amount.js";
import { type Localize, saidText } from "#workspace/localize.js";

const german: Record<string, string> = {
  "{0} at line {1}, column {2}": "Zeile {1}, Spalte {2}: {0}",
  "The file has no <?php": "Die Datei hat kein <?php",
  "Use one of {0}.": "Nutzen Sie {0}.",
  "{0} is {1}; {2} are left": "{0} ist {1}; {2} bleiben",
};
const inGerman: Localize = Object.assign(
  (sentence: string, ...args: (string | number)[]): string =>
    (german[sentence] ?? sentence).replace(/\{(\d+)\}/g, (_, index) => String(args[Number(index)])),
  { language: "de" },
);

describe("An error", () => {
  it("advises in the words of the front end", () => {
    const cure = said`Use ${choice("target-file")} or ${choice("source-language")}, not {other}.`;
    const error = new RouteLmtError("language-unknown", said`wrong`, cure);
    assert.equal(error.advice, "Use --out or --from, not {other}.");
    const words = { "target-file": "the file", "source-language": "the source", "target-language": "the target" };
    assert.equal(saidText(error.cure, inGerman, words), "Use the file or the source, not {other}.");
  });

  it("is a sentence with data, translated into any language together with the sentence inside it", () => {
    const error = new MalformedFileError(said`The file has no <?php`, 1234, 5);
    assert.equal(error.message, "The file has no <?php at line 1234, column 5");
    assert.equal(saidText(error.what, inGerman), "Zeile 1234, Spalte 5: Die Datei hat kein <?php");
  });

  it("has lists, languages and amounts as the language writes them", () => {
    const modes = said`Use one of ${["auto", "formal", "informal"]}.`;
    assert.equal(sayIn(modes), "Use one of auto, formal, informal.");
    assert.equal(saidText(modes, inGerman), "Nutzen Sie auto, formal und informal.");
    const language = said`${"pt-BR"} is ${saidLanguage("pt-BR")}; ${saidAmount(0.42, "usd")} are left`;
    assert.equal(sayIn(language), "pt-BR is Brazilian Portuguese; $0.420 are left");
    assert.equal(
      saidText(language, inGerman).replaceAll("\u00a0", " "),
      "pt-BR ist Portugiesisch (Brasilien); 0,420 $ bleiben",
    );
  });

  it("shows an argument as it is, whatever is in it", () => {
    assert.equal(sayIn(said`${"{1}"} and ${"{0}"}`), "{1} and {0}");
  });
});
