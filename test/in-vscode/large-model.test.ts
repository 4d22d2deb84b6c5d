import assert from "node:assert/strict";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import * as vscode from "vscode";
import { ProviderError } from "#core/errors.js";
import { openLargeModel } from "#large-model/open-large-model.js";
import { HttpProxy } from "../support/http-proxy.js";
import { change, changed, inWorkspace, read, write } from "./files.js";

describe("The large model of the settings", () => {
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

  it("is not reached if a price or a cap is not a number of 0 or more", async () => {
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

  it("does not affect local translations, even if its price is unknown", async () => {
    await change("large.model", "no-such-model");
    assert.match(await read(await translate()), /Datei/);
    assert.deepEqual(requests, []);
  });

  it("is tried by Test Connection, without a key if the server is on this machine", async () => {
    const { port } = server.address() as AddressInfo;
    await change("large.baseUrl", `http://127.0.0.1:${port}/v1`);
    await vscode.commands.executeCommand("routelmt.testConnection");
    assert.deepEqual(requests, ["no key /v1/chat/completions"]);
  });

  it("of the editor is looked up, and nothing is sent if no extension provides one", async () => {
    await change("large.provider", "vscode");
    const settings = vscode.workspace.getConfiguration("routelmt");
    const prices = ["large.price.input", "large.price.output"];
    for (const name of prices) await settings.update(name, 0, vscode.ConfigurationTarget.Global);
    assert.deepEqual(await vscode.lm.selectChatModels(), []);
    await vscode.commands.executeCommand("routelmt.testConnection");
    for (const name of prices) await settings.update(name, undefined, vscode.ConfigurationTarget.Global);
    assert.deepEqual(requests, []);
  });

  it("is reached through the editor's proxy, and one that wants credentials or is gone is named as that, and costs nothing", async () => {
    const proxy = new HttpProxy(() => (server.address() as AddressInfo).port);
    await proxy.listen();
    const { Global } = vscode.ConfigurationTarget;
    const http = vscode.workspace.getConfiguration("http");
    await http.update("proxy", proxy.address("us%40er:passw0rd@"), Global);
    const options = { model: "m", key: "sk-key", price: { input: 1, output: 1 } };
    const estimate = { inputTokens: 9, outputTokens: 9 };
    const translate = (host: string): Promise<unknown> =>
      openLargeModel({ provider: "openai", baseUrl: `http://${host}/v1`, ...options }).translate(
        { source: "en", target: "de" },
        [{ id: "0.0", text: "File" }],
        estimate,
      );
    try {
      await assert.rejects(translate("provider.invalid"), { code: "provider-authentication" }, "the server's answer");
      assert.deepEqual(requests, ["Bearer sk-key /v1/chat/completions"]);
      assert.equal(proxy.seen[0]?.credentials, `Basic ${Buffer.from("us@er:passw0rd").toString("base64")}`);
      proxy.status = () => 407;
      await assert.rejects(translate("other.invalid"), (error) => {
        assert.ok(error instanceof ProviderError);
        assert.match(error.message, /the proxy asks for a valid user name and password \(HTTP 407\)/);
        assert.deepEqual(error.failure, { charge: "none", isFatal: true });
        return !/passw0rd|us@er/.test(`${error.message} ${error.advice}`);
      });
      await proxy.stop();
      await assert.rejects(translate("third.invalid"), (error) => {
        assert.ok(error instanceof ProviderError);
        assert.match(error.message, /because the proxy 127\.0\.0\.1:\d+ cannot: the connection was refused/);
        assert.equal(error.failure.charge, "none");
        return !/passw0rd|us@er/.test(`${error.message} ${error.advice}`);
      });
    } finally {
      await http.update("proxy", undefined, Global);
      await proxy.stop();
    }
  });
});
