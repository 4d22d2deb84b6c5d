import assert from "node:assert/strict";
import * as vscode from "vscode";
import { formatFor } from "#core/formats/registry.js";
import { DecisionHover } from "#vscode/features/hover.js";
import { inWorkspace, newDecisions, write } from "./files.js";
import { localDecision } from "./local-decision.js";

const HOSTILE = "```\n[Save](command:workbench.action.closeWindow) <img src=x> **bold** $(check)";

describe("The hover on a value", () => {
  it("runs commands of ours alone, and shows texts of files as they are, whatever is in them", async () => {
    const folder = `hover-${Date.now()}`;
    const source = await write(`${folder}/locales/en.json`, JSON.stringify({ a: HOSTILE }));
    const target = await write(`${folder}/locales/de.json`, JSON.stringify({ a: HOSTILE }));
    const decisions = newDecisions();
    const decision = localDecision(0, HOSTILE);
    const candidates = [...decision.candidates, { origin: "large", text: `Groß: ${HOSTILE}` } as const];
    decisions.set({ target, source, format: formatFor("de.json"), key: ["a"] }, { ...decision, candidates });
    const document = await vscode.workspace.openTextDocument(target);
    const hover = await new DecisionHover(decisions).provideHover(document, new vscode.Position(0, 10));
    const [text] = hover?.contents ?? [];
    assert.ok(text instanceof vscode.MarkdownString && typeof text.isTrusted === "object");
    const { enabledCommands } = text.isTrusted;
    assert.deepEqual(
      enabledCommands.filter((name) => !name.startsWith("routelmt.")),
      [],
    );
    const quotes = /^(`{3,})plaintext\n([\s\S]*?)\n\1$/gm;
    assert.deepEqual(
      [...text.value.matchAll(quotes)].map(([, , content]) => content),
      [HOSTILE, HOSTILE, `Groß: ${HOSTILE}`],
    );
    const rest = text.value.replaceAll(quotes, "");
    assert.doesNotMatch(rest, /closeWindow|<img|\*\*bold/);
    const linked = [...rest.matchAll(/\(command:([\w.]+)\?/g)].map(([, name]) => name ?? "");
    assert.ok(linked.length >= 7, rest);
    const known = await vscode.commands.getCommands(true);
    for (const name of linked) assert.ok(enabledCommands.includes(name) && known.includes(name), name);
    await vscode.workspace.fs.delete(inWorkspace(folder), { recursive: true });
  });
});
