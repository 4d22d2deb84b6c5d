import assert from "node:assert/strict";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import * as vscode from "vscode";
import { change, changed, inWorkspace, read, write } from "./files.js";

describe("The large model of the settings", function () {
  this.timeout(180_000);
  let server: Server;
  let requests: string[];
  before((done) => {
    server = createServer((request, response) => {
      requests.push(`${request.headers["x-api-key"] ?? request.headers.authorization ?? "no key"} ${request.url}`);
      response.writeHead(401);
      response.end();
    }).listen(0, "127.0.0.1", done);
  });
  after(() => server.close());
  beforeEach(() => {
    requests = [];
  });
  afterEach(() => changed.undo());

  const translate = async (): Promise<vscode.Uri> => {
    const folder = `case-${Date.now()}/locales`;
    const source = await write(`${folder}/en.json`, '{\n  "save": "Save the file"\n}\n');
    await vscode.commands.executeCommand("routelmt.translateFile", source, ["de"]);
    return inWorkspace(`${folder}/de.json`);
  };

  it("is not reached without a budget, whatever the provider", async () => {
    const { port } = server.address() as AddressInfo;
    await change("large.baseUrl", `http://127.0.0.1:${port}/v1`);
    for (const provider of ["openai", "anthropic", "deepl", "vscode"]) {
      await change("large.provider", provider);
      assert.match(await read(await translate()), /Datei/);
    }
    assert.deepEqual(requests, []);
  });

  it("is not reached with a price or a cap that is no number of 0 or more", async () => {
    const { port } = server.address() as AddressInfo;
    await change("large.baseUrl", `http://127.0.0.1:${port}/v1`);
    for (const [name, value] of [
      ["large.price.input", "0,40"],
      ["large.price.output", -0.4],
      ["budget.limit", "5"],
      ["budget.share", 2],
      ["large.provider", "somebody"],
      ["large.baseUrl", `http://user:secret@127.0.0.1:${port}/v1`],
    ] as const) {
      await change(name, value);
      await vscode.commands.executeCommand("routelmt.testConnection");
      await change(name, undefined);
    }
    assert.deepEqual(requests, []);
  });

  it("is of no concern to local translations, even where its price is unknown", async () => {
    await change("large.model", "no-such-model");
    assert.match(await read(await translate()), /Datei/);
    assert.deepEqual(requests, []);
  });

  it("is tried by Test Connection, with no key where the server is of this machine", async () => {
    const { port } = server.address() as AddressInfo;
    await change("large.baseUrl", `http://127.0.0.1:${port}/v1`);
    await vscode.commands.executeCommand("routelmt.testConnection");
    assert.deepEqual(requests, ["no key /v1/chat/completions"]);
  });

  it("of the editor is looked for, and sent nothing, where no extension gives one", async () => {
    await change("large.provider", "vscode");
    const settings = vscode.workspace.getConfiguration("routelmt");
    const prices = ["large.price.input", "large.price.output"];
    for (const name of prices) await settings.update(name, 0, vscode.ConfigurationTarget.Global);
    assert.deepEqual(await vscode.lm.selectChatModels(), []);
    await vscode.commands.executeCommand("routelmt.testConnection");
    for (const name of prices) await settings.update(name, undefined, vscode.ConfigurationTarget.Global);
    assert.deepEqual(requests, []);
  });
});
