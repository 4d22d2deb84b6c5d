import assert from "node:assert/strict";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import * as vscode from "vscode";
import { change, changed, inWorkspace, read, undo, until, write } from "./files.js";

interface Answer {
  readonly counts: Readonly<Record<string, number>>;
  readonly summary: Readonly<Record<string, number>>;
  readonly files: readonly { readonly path?: string; readonly target?: string; readonly missing?: readonly string[] }[];
  readonly caps: readonly object[];
  readonly answer: string;
}

describe("The tools for agents of the editor", () => {
  let folder: string;
  let files: string[];
  let german: vscode.Uri;
  let server: Server;
  let requests = 0;
  before((done) => {
    server = createServer((_, response) => {
      requests++;
      response.writeHead(500).end();
    }).listen(0, "127.0.0.1", done);
  });
  after(() => server.close());
  beforeEach(async () => {
    requests = 0;
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    folder = `agent-${Date.now()}/locales`;
    files = [`${folder}/en.json`];
    await write(files[0] as string, '{\n  "save": "Save the file",\n  "quit": "Quit"\n}\n');
    german = await write(`${folder}/de.json`, '{\n  "quit": "Ende"\n}\n');
    const { port } = server.address() as AddressInfo;
    await change("large.baseUrl", `http://127.0.0.1:${port}/v1`);
    await setCap(undefined);
  });
  afterEach(async () => {
    await setCap(undefined);
    await changed.undo();
    await vscode.workspace.fs.delete(inWorkspace(folder), { recursive: true });
  });

  const setCap = (limit: number | undefined): Thenable<void> =>
    vscode.workspace.getConfiguration("routelmt").update("budget.limit", limit, vscode.ConfigurationTarget.Global);
  const invoke = async (name: string, input: object, token?: vscode.CancellationToken): Promise<Answer> => {
    const options = { input, toolInvocationToken: undefined };
    const { content } = await vscode.lm.invokeTool(`routelmt_${name}`, options, token);
    const [part] = content;
    assert.ok(part instanceof vscode.LanguageModelTextPart);
    return JSON.parse(part.value) as Answer;
  };

  it("are registered", () => {
    const own = vscode.lm.tools.filter(({ name }) => name.startsWith("routelmt_"));
    assert.deepEqual(own.map(({ name }) => name).sort(), ["routelmt_plan", "routelmt_status", "routelmt_translate"]);
  });

  it("say what is missing, plan it and fill it in, without sending anything", async () => {
    const { files: before } = await invoke("status", { files });
    assert.deepEqual([before[0]?.target, before[0]?.missing], [`${folder}/de.json`, ["save"]]);
    assert.equal((await invoke("plan", { files })).summary["strings"], 1);
    const done = await invoke("translate", { files });
    assert.deepEqual([done.answer, done.files[0]?.path], ["local", `${folder}/de.json`]);
    assert.match(await read(german), /"save": ".*Datei.*"/s);
    assert.match(await read(german), /"quit": "Ende"/);
    assert.equal(requests, 0);
  });

  it("see and keep a file as it is open, as one undoable edit", async () => {
    const document = await vscode.workspace.openTextDocument(german);
    await vscode.window.showTextDocument(document);
    const before = document.getText();
    await invoke("translate", { files });
    await until(() => document.getText().includes("Datei"), "the open file has the translation");
    await undo(document);
    assert.equal(document.getText(), before);
  });

  it("buy nothing where the user has no budget, whatever the agent says", async () => {
    await assert.rejects(invoke("translate", { files, budget: 5 }), /lets agents buy nothing.*Set Budget/s);
    assert.deepEqual([await read(german), requests], ['{\n  "quit": "Ende"\n}\n', 0]);
  });

  it("send nothing while the person does not agree to the plan", async () => {
    await setCap(1);
    await change("budget.share", 1);
    await write(files[0] as string, '{\n  "open": "Please select a deposit or withdrawal column."\n}\n');
    assert.equal((await invoke("plan", { files })).summary["inPlan"], 1);
    // In tests, the editor answers the question itself, and its answer is not Buy.
    const done = await invoke("translate", { files, budget: 0.5 });
    assert.notEqual(done.answer, "buy");
    assert.equal(requests, 0);
  });

  it("reach nothing outside of the folder, and say what is wrong with arguments", async () => {
    await assert.rejects(invoke("translate", { files: ["../en.json"] }), /outside the project/);
    await assert.rejects(invoke("status", { languages: "de" }), /languages must be a list/);
    await assert.rejects(invoke("plan", { budget: 1 }), /no argument "budget"/);
  });

  it("work in the folder that the agent names, and in no other one", async () => {
    const [own] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(own);
    for (const named of [own.name, own.uri.fsPath])
      assert.equal((await invoke("status", { folder: named, files })).counts["missing"], 1);
    const wrong = /There is no project folder "elsewhere", only .+ \(.+\)\. Call the tool again with folder/;
    await assert.rejects(invoke("status", { folder: "elsewhere" }), wrong);
    await assert.rejects(invoke("translate", { folder: "elsewhere", files }), wrong);
    assert.equal(await read(german), '{\n  "quit": "Ende"\n}\n');
  });

  it("end when the agent's run is cancelled, and write nothing then", async () => {
    const source = new vscode.CancellationTokenSource();
    source.cancel();
    await assert.rejects(invoke("translate", { files }, source.token));
    assert.equal(await read(german), '{\n  "quit": "Ende"\n}\n');
  });
});
