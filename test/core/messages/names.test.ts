import assert from "node:assert/strict";
import { takeApart } from "#core/messages/message.js";
import { askAgain } from "#core/messages/message-text.js";
import { applicationNames, keepsName, mixedCaseNames } from "#core/messages/names.js";

describe("Names in mixed case", () => {
  it("have capitals within, or several before small letters", () => {
    const text = "Sign in to GitHub on your iPhone with OAuth2, JUnit and OpenStreetMap's LaTeX; macOS, eBay.";
    assert.deepEqual(mixedCaseNames(text), [
      "GitHub",
      "iPhone",
      "OAuth2",
      "JUnit",
      "OpenStreetMap",
      "LaTeX",
      "macOS",
      "eBay",
    ]);
  });

  it("are not what is written like this for another reason", () => {
    for (const text of [
      "Save All Files",
      "OPEN THE GITHUB PAGE",
      "PDFs, URLs and OSes",
      "12 MiB, 3 kWh, 40 MHz and 5 dB",
      "ToolTip, PageUp, eMail, WiFi, UserName, DropDown, userID",
      "Wi-Fi and E-Mail",
      "the file was ADDed",
      "vCPUs",
      "a PhD",
      "$userName {firstName} %(lastName)s https://x.org/FooBar <fooBar> getName() foo.barBaz src/FooBar @JohnDoe",
    ])
      assert.deepEqual(mixedCaseNames(text), [], text);
  });

  it("are kept in any inflection, and a plural in the singular", () => {
    assert.ok(keepsName("Anmeldung mit GitHubs Konto", "GitHub"));
    assert.ok(keepsName("Otwórz w GitHubie", "GitHub"));
    assert.ok(keepsName("Alle YubiKey", "YubiKeys"));
    assert.ok(!keepsName("EnviarLocal", "LocalSend"));
  });
});

describe("Names of the application", () => {
  const display = (text: string) => ({ text, isSlug: false });
  const slug = (text: string) => ({ text, isSlug: true });

  it("are those of the manifest that the texts have, in the texts' spelling", () => {
    const texts = ["Welcome to LocalSend!", "Open Food Facts is open", "Audacity is starting", "thanks to Audacity"];
    assert.deepEqual(applicationNames([slug("localsend"), slug("open-food-facts"), slug("audacity")], texts), [
      "LocalSend",
      "Audacity",
    ]);
    assert.deepEqual(applicationNames([display("Open Food Facts"), display("Okular")], texts), ["Open Food Facts"]);
    assert.deepEqual(applicationNames([slug("open-food-facts")], ["Search in Open Food Facts"]), ["Open Food Facts"]);
  });

  it("are no words that the texts use as such, and no labels of usual words", () => {
    assert.deepEqual(applicationNames([display("Evolution")], ["Evolution", "the evolution of prices"]), []);
    assert.deepEqual(
      applicationNames([display("Calendar"), display("File Manager")], ["Calendar", "File Manager"]),
      [],
    );
    assert.deepEqual(applicationNames([slug("frontend"), slug("web-client")], ["Frontend", "Web client"]), []);
    assert.deepEqual(applicationNames([display(""), display("x"), display("…")], ["x", "…"]), []);
    assert.deepEqual(applicationNames([display("A+ (*)[")], ["Use A+ (*)[ now"]), [], "no pattern of its own");
  });

  it("are translated where the project's translations do so", () => {
    const texts = ["Okular", "About Okular"];
    const pairs = (targets: readonly string[]) =>
      texts.map((source, index) => ({ source, target: targets[index] ?? "" }));
    assert.deepEqual(applicationNames([display("Okular")], texts, pairs(["Окуляр", "Об Окуляре"])), []);
    assert.deepEqual(applicationNames([display("Okular")], texts, pairs(["Okular", "Über Okular"])), ["Okular"]);
  });
});

describe("Names in messages", () => {
  const facts = { applicationNames: ["LocalSend"] };

  it("are protected once a translation lost them, and not before", () => {
    const [text] = takeApart("LocalSend for GitHub", "plain", "de", facts).texts;
    assert.ok(text);
    assert.deepEqual([text.doNotTranslate, text.names], [[], ["LocalSend", "GitHub"]]);
    assert.equal(askAgain(text, "LocalSend für GitHub"), undefined);
    assert.deepEqual(askAgain(text, "LokaleSendung für GitHub"), {
      text: "LocalSend for GitHub",
      doNotTranslate: ["LocalSend"],
    });
  });

  it("alone are the same in every language", () => {
    const parts = takeApart("LocalSend", "plain", "de", facts);
    assert.deepEqual(parts.texts, []);
    assert.equal(parts.rebuild([]), "LocalSend");
  });

  it("give way to the termbase", () => {
    const [text] = takeApart("Open GitHub", "plain", "de", { ...facts, translated: ["GitHub"] }).texts;
    assert.deepEqual(text?.names, []);
    const [fixed] = takeApart("Open GitHub", "plain", "de", { ...facts, fixed: ["GitHub"] }).texts;
    assert.deepEqual([fixed?.doNotTranslate, fixed?.names], [["GitHub"], []]);
  });

  it("are in each branch of an ICU message", () => {
    const { texts } = takeApart("{n, plural, one {a LocalSend} other {{n} LocalSends}}", "icu", "de", facts);
    assert.deepEqual(
      texts.map(({ names }) => names),
      [["LocalSend"], ["LocalSends"]],
    );
  });
});
