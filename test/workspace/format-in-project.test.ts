import assert from "node:assert/strict";
import { checkFile } from "#core/checks/check-file.js";
import { formatFor } from "#core/formats/registry.js";
import { takeApart } from "#core/messages/message.js";
import { formatInProject } from "#workspace/format-in-project.js";
import { MemoryWorkspace } from "../support/memory-workspace.js";

const ARB = "/app/lib/l10n/app_en.arb";

describe("The format of a file in its project", () => {
  const syntaxWith = async (files: Record<string, string>, path = ARB): Promise<string | undefined> => {
    const workspace = new MemoryWorkspace("/app", { [path]: "{}", ...files });
    return (await formatInProject(workspace, path, formatFor(path, "{}"))).syntax;
  };

  it("has apostrophes that quote nothing in Flutter, unless l10n.yaml says so", async () => {
    assert.equal(await syntaxWith({}), "flutter");
    assert.equal(await syntaxWith({ "/app/l10n.yaml": "arb-dir: lib/l10n\n" }), "flutter");
    assert.equal(await syntaxWith({ "/app/l10n.yaml": "arb-dir: lib/l10n\nuse-escaping: true\n" }), "icu");
    assert.equal(await syntaxWith({ "/app/l10n.yaml": "# use-escaping: true\nuse-escaping: false\n" }), "flutter");
  });

  it("is as everywhere in other formats", async () => {
    assert.equal(await syntaxWith({ "/app/l10n.yaml": "use-escaping: true\n" }, "/app/en.json"), undefined);
  });
});

describe("Messages in which apostrophes quote nothing", () => {
  const french = (message: string, translations: readonly string[]): string =>
    takeApart(message, "flutter", "fr").rebuild(translations);

  it("get apostrophes before a placeholder as they are", () => {
    assert.deepEqual(
      takeApart("Delete the {name}", "flutter", "fr").texts.map(({ text }) => text),
      ["Delete the {name}"],
    );
    assert.equal(french("Delete the {name}", ["Supprimer l'{name}"]), "Supprimer l'{name}");
    assert.equal(
      french("{n, plural, one {It's '{name}'} other {They're {n}}}", ["C'est l'{name}", "Ce sont l'{n}"]),
      "{n, plural, one {C'est l'{name}} many {Ce sont l'{n}} other {Ce sont l'{n}}}",
    );
  });

  it("have no apostrophes twice for the models", () => {
    for (const message of ["It's {{name}}'s", "It's {name}'s", "Don't", "It''s"])
      assert.equal(takeApart(message, "flutter", "fr").texts[0]?.text, message);
  });

  it("have placeholders between apostrophes, which must not be lost", () => {
    const check = (syntax: "flutter" | "icu", target: string): string[] => {
      const text = (message: string): string => JSON.stringify({ a: message });
      const source = "{n, plural, one {Open '{name}'} other {Open {n}}}";
      const format = { ...formatFor("app_en.arb", "{}"), syntax };
      const { findings } = checkFile({
        format,
        source: { path: "app_en.arb", text: text(source) },
        target: { path: "app_fr.arb", text: text(target) },
        direction: { source: "en", target: "fr" },
      });
      return findings.filter(({ severity }) => severity === "error").map(({ problem }) => problem.code);
    };
    const quoted = "{n, plural, one {Ouvrir «{name}»} many {Ouvrir {n}} other {Ouvrir {n}}}";
    assert.deepEqual(check("flutter", quoted), []);
    assert.deepEqual(check("icu", quoted), ["arguments-extra"]);
    assert.deepEqual(check("flutter", quoted.replace("«{name}»", "le fichier")), ["arguments-missing"]);
  });
});
