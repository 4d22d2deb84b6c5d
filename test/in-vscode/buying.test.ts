import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as vscode from "vscode";
import type { LargeModel } from "#core/translate/models.js";
import { prepareTexts } from "#core/translate/prepare-texts.js";
import type { PreparedSegment } from "#core/translate/prepared-segment.js";
import { openLargeModel } from "#large-model/open-large-model.js";
import { ProjectStore } from "#store/project-store.js";
import { vscodeWorkspace } from "#vscode/editor/files.js";
import { EditorLanguageModel } from "#vscode/state/editor-language-model.js";
import { ProjectKnowledge } from "#vscode/state/knowledge.js";
import { ProjectStores } from "#vscode/state/project-stores.js";
import { pricesOf } from "#vscode/views/panel-sale.js";
import { translateTexts } from "#workspace/runs/translate-texts.js";
import { SourceRecords } from "#workspace/source-records.js";
import { segmentsOf } from "../support/purchases.js";
import { completion, json, ScriptedServer } from "../support/scripted-server.js";
import { smallModel } from "../support/small-model.js";
import { type ChatModels, NEVER } from "./chat-models.js";
import { change, changed, inWorkspace, newLocales } from "./files.js";

const TEXT = "Please select a date column.";
const BETTER = "Bitte wählen Sie eine Datumsspalte aus.";
const PRICE = { input: 3, output: 7 };

/** How a large model treats the next requests. */
interface Driven {
  readonly open: () => Promise<LargeModel>;
  /** Answers; otherwise the request stays open, and `asked` is called. */
  play(what: "answer" | "hang", asked?: () => void): void;
  requests(): number;
}

describe("A purchase in the extension host", () => {
  let extension: ChatModels;
  let fail: (() => Error) | undefined;
  let server: ScriptedServer;
  let folder: string;
  let store: ProjectStore;
  let asked = 0;

  const answerOf = (strings: string): string => {
    const { strings: all } = JSON.parse(strings) as { strings: { id: string }[] };
    return JSON.stringify({ translations: all.map(({ id }) => ({ id, text: BETTER })) });
  };
  const editor: Driven = {
    open: () => EditorLanguageModel.open("m", PRICE),
    requests: () => asked,
    play: (what, onAsked) => {
      const limits = { maxInputTokens: 5000, maxOutputTokens: 1000, capabilities: {} };
      extension.give({
        models: [{ id: "m1", name: "M1", family: "m", version: "1", ...limits }],
        answer: async (_model, messages, _options, progress) => {
          asked++;
          onAsked?.();
          if (fail) throw fail();
          if (what === "hang") return NEVER;
          const last =
            messages
              .at(-1)
              ?.content.map(({ value }) => value)
              .join("") ?? "";
          progress.report(new vscode.LanguageModelTextPart(answerOf(last)));
        },
        count: async (_model, text) => Math.ceil(String(text).length / 4),
      });
    },
  };
  const http: Driven = {
    open: async () =>
      openLargeModel({ provider: "openai", baseUrl: `${server.origin}/v1`, model: "m", key: "", price: PRICE }),
    requests: () => server.seen.length,
    play: (what, onAsked) => {
      server.script = ({ body }, response) => {
        onAsked?.();
        const { content = "" } = (body.messages as { content: string }[]).at(-1) ?? {};
        if (what === "answer") json(response, completion(answerOf(content)));
      };
    },
  };

  before(async () => {
    extension = await (vscode.extensions.getExtension("routelmt-test.chat-models")?.activate() as Promise<ChatModels>);
    server = await ScriptedServer.start();
  });
  after(async () => {
    extension.give({ models: [], answer: () => NEVER, count: () => NEVER });
    await server.stop();
  });
  beforeEach(async () => {
    [asked, fail, server.seen.length] = [0, undefined, 0];
    folder = await mkdtemp(join(tmpdir(), "buying-"));
    store = new ProjectStore(folder, join(folder, "project.db"));
  });
  afterEach(async () => {
    await store.close();
    await rm(folder, { recursive: true });
  });

  const small = smallModel({ [TEXT]: { text: "Bitte Datum wählen.", gain: 40 } });
  interface How {
    readonly signal?: AbortSignal;
    readonly limit?: number;
    readonly into?: ProjectStore;
    readonly segments?: readonly PreparedSegment[];
  }
  const translate = async ({ open }: Driven, how: How = {}) => {
    const loose = prepareTexts([{ value: TEXT, kept: [] }], { source: "en", target: "de" }, {});
    const { signal, limit = 1, into = store, segments = loose.flatMap((one) => one ?? []) } = how;
    assert.equal(segments.length, 1);
    return translateTexts({
      store: into,
      segments,
      small,
      large: await open(),
      caps: [{ unit: "usd", period: "total", limit }],
      command: "test",
      options: { share: 1, minimumGain: 10, cap: limit, price: PRICE, instructions: "" },
      listener: { approve: async () => "buy" },
      signal,
    });
  };
  const states = async () => (await store.book.entries()).map(({ state }) => state);

  for (const [name, large] of [
    ["over vscode.lm", editor],
    ["over HTTP", http],
  ] as const) {
    it(`${name} is planned, bought and counted once, and not paid for again`, async () => {
      large.play("answer");
      for (const paid of [true, false]) {
        const { decisions, balance } = await translate(large);
        assert.deepEqual(
          decisions.map(({ outcome, chosen }) => [outcome, chosen?.text]),
          [["large", BETTER]],
        );
        assert.equal(balance.settled.usd > 0, paid);
      }
      const [entry, ...others] = await store.book.entries();
      assert.deepEqual([entry?.state, others], ["settled", []]);
      assert.equal(await store.book.spent("total"), entry?.paid.usd);
      assert.equal(large.requests(), 1);
    });

    it(`${name} counts what was cancelled on its way, each time, until the cap is full`, async () => {
      let most = 1;
      for (let tries = 0; tries < 6; tries++) {
        const controller = new AbortController();
        large.play("hang", () => controller.abort());
        await translate(large, { signal: controller.signal, limit: most }).catch((error) =>
          assert.equal(error.code, "cancelled"),
        );
        const [entry] = await store.book.entries();
        // Room for two such requests, and not for three.
        most = 2.5 * (entry?.reserved.usd ?? 0);
      }
      assert.equal(large.requests(), 2);
      assert.deepEqual(await states(), ["doubtful", "doubtful"]);
      assert.ok((await store.book.spent("total")) <= most);
    });

    it(`${name} stays under one cap with others at the same time`, async () => {
      large.play("answer");
      await translate(large);
      const [first] = await store.book.entries();
      const most = (first?.paid.usd ?? 0) + 1.5 * (first?.reserved.usd ?? 0);
      const texts = [1, 2, 3, 4].map((number) => `Please select date column ${number}.`);
      const smalls = smallModel(Object.fromEntries(texts.map((text) => [text, { text: "Bitte wählen.", gain: 40 }])));
      await Promise.all(
        texts.map(async (text) => {
          const [segment] = prepareTexts([{ value: text, kept: [] }], { source: "en", target: "de" }, {});
          return translateTexts({
            store,
            segments: segment ? [segment] : [],
            small: smalls,
            large: await large.open(),
            caps: [{ unit: "usd", period: "total", limit: most }],
            command: "test",
            options: { share: 1, minimumGain: 10, cap: most, price: PRICE, instructions: "" },
            listener: { approve: async () => "buy" },
          });
        }),
      );
      assert.ok((await store.book.spent("total")) <= most);
      assert.ok(large.requests() <= 3, `${large.requests()} requests`);
    });
  }

  it("over vscode.lm is free in the plan and in the panel, whatever the settings call the model", async () => {
    const { folder: project, source } = await newLocales("paid", JSON.stringify({ text: TEXT }), "{}");
    const stores = new ProjectStores();
    const own = stores.for(source);
    const global = (name: string, value: unknown): Thenable<void> =>
      vscode.workspace.getConfiguration("routelmt").update(name, value, vscode.ConfigurationTarget.Global);
    const prices = ["large.price.input", "large.price.output"];
    try {
      editor.play("answer");
      await translate(editor, { into: own, segments: segmentsOf({ text: TEXT }) });
      for (const name of prices) await global(name, 3);
      for (const [name, value] of [
        ["large.provider", "vscode"],
        ["budget.share", 1],
        ["memory.enabled", false],
        ["local.minimumQuality", 0],
      ] as const)
        await change(name, value);
      const names = ["", "m", "m1"];
      await global("budget.limit", 1);
      for (const name of names) {
        await change("large.model", name);
        const input = { files: [`${project}/locales/en.json`] };
        const { content } = await vscode.lm.invokeTool("routelmt_plan", { input, toolInvocationToken: undefined });
        const [part] = content as vscode.LanguageModelTextPart[];
        const { inPlan, estimatedCost } = JSON.parse(part?.value ?? "").summary;
        assert.deepEqual([inPlan, estimatedCost], [1, 0], `the plan for "${name}"`);
      }
      await global("budget.limit", undefined);
      await vscode.commands.executeCommand("routelmt.translateFile", source, ["de"]);
      const flagged = await own.history.decisionsWith(["flagged"]);
      const kept = flagged.filter(({ sourcePath }) => sourcePath === source.fsPath);
      assert.equal(kept.length, 1);
      const context = {
        knowledge: new ProjectKnowledge(vscodeWorkspace),
        records: new SourceRecords(vscodeWorkspace),
      };
      for (const name of names) {
        await change("large.model", name);
        assert.deepEqual([...(await pricesOf(context, own, kept)).values()], [0], `the panel for "${name}"`);
      }
    } finally {
      for (const name of ["budget.limit", ...prices]) await global(name, undefined);
      await changed.undo();
      stores.dispose();
      await vscode.workspace.fs.delete(inWorkspace(project), { recursive: true });
    }
  });

  it("over vscode.lm costs nothing where the person does not consent, or no quota is left", async () => {
    for (const [error, code] of [
      [() => vscode.LanguageModelError.NoPermissions("no"), "provider-authentication"],
      [() => vscode.LanguageModelError.Blocked("no"), "provider-quota"],
    ] as const) {
      fail = error;
      editor.play("answer");
      const { decisions, balance } = await translate(editor);
      assert.equal(decisions[0]?.chosen?.text, "Bitte Datum wählen.", "the local translation is kept");
      assert.ok(JSON.stringify(decisions[0]?.reason).includes(`"${code}"`), code);
      assert.deepEqual([balance.settled.usd, balance.reserved.usd], [0, 0]);
    }
    assert.deepEqual(await states(), ["released", "released"]);
    assert.equal(await store.book.spent("total"), 0);
  });
});
