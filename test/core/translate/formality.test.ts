import assert from "node:assert/strict";
import { json } from "#core/formats/json/json.js";
import { type FormalitySetting, readFormality } from "#core/language/formality.js";
import { FormalityChooser } from "#core/memory/formality-chooser.js";
import { TranslationMemory } from "#core/memory/memory.js";
import { MemoryLedger } from "#core/routing/ledger.js";
import type { Author, Recorded } from "#core/status/source-record.js";
import { type FileJob, openFileJob } from "#core/translate/file-job.js";
import { briefOf, languageNotes } from "#core/translate/language-notes.js";
import { type PurchaseResult, purchase } from "#core/translate/large-pass.js";
import { type RunResult, run } from "#core/translate/translate.js";
import type { OpenAiCompatible } from "#large-model/openai-compatible.js";
import type { SmallModelClient } from "#small-model/client/client.js";
import { languageLines } from "#workspace/language-text.js";
import { inEnglish } from "#workspace/localize.js";
import type { LargeModelServer } from "../../support/large-model-server.js";
import { startModels } from "../../support/models.js";

const SOURCE = {
  one: "Your name",
  two: "Your files",
  three: "Enter your password",
  four: "You are offline",
  five: "You left",
  expired: "Your session has expired.",
  comments: "Additional Comments",
};
const INFORMAL = {
  one: "Dein Name",
  two: "Deine Dateien",
  three: "Gib dein Passwort ein",
  four: "Du bist offline",
  five: "Du bist gegangen",
};
const FORMAL = {
  one: "Ihr Name",
  two: "Ihre Dateien",
  three: "Geben Sie Ihr Passwort ein",
  four: "Sie sind offline",
  five: "Sie sind gegangen",
};
const auto: FormalitySetting = new Map();
const price = { input: 1, output: 2 };

function jobFor(
  target: string,
  existing: object | undefined,
  setting = auto,
  memory?: TranslationMemory,
  recorded?: Recorded,
): FileJob {
  const direction = { source: "en", target };
  const text = existing && JSON.stringify(existing);
  const knowledge = { formality: new FormalityChooser(setting, memory), ...(memory ? { memory } : {}) };
  return openFileJob(
    {
      format: json,
      source: { path: "en.json", text: JSON.stringify(SOURCE) },
      target: { path: `${target}.json`, text },
      direction,
    },
    knowledge,
    recorded ? { recorded } : {},
  );
}

/** Translations of another file of the project. */
function memoryOf(target: string, pairs: Record<string, string>): TranslationMemory {
  const memory = new TranslationMemory();
  for (const [source, text] of Object.entries(pairs))
    memory.add({ source, target: text, direction: { source: "en", target } });
  return memory;
}

describe("The form of address of a run", () => {
  const model = {
    name: "small",
    directions: [
      { source: "en", target: "de", formality: ["formal", "informal"] },
      { source: "en", target: "fr", formality: ["formal"] },
      { source: "en", target: "pt-BR" },
      { source: "en", target: "zh-CN" },
    ] as const,
  };
  const said = (...jobs: FileJob[]): string[] =>
    languageNotes(jobs, model).flatMap((note) => languageLines(note, inEnglish));

  it("is that of the target file, and is said with the evidence", () => {
    const job = jobFor("de", INFORMAL);
    assert.deepEqual(job.preparation.formality?.evidence, { formal: 0, informal: 5 });
    assert.deepEqual(new Set(job.preparation.segments.map(({ segment }) => segment.formality)), new Set(["informal"]));
    assert.deepEqual(said(job), ["de: informal, from 5 of your strings"]);
    assert.deepEqual(briefOf(job), { source: "en", target: "de", formality: "informal" });
  });

  it("is that of the whole project where its translations are known, each counted once", () => {
    const pairs = Object.fromEntries(
      Array.from({ length: 30 }, (_, index) => [`Your file ${index}`, `Ihre Datei ${index}`]),
    );
    const memory = memoryOf("de", { ...pairs, [SOURCE.one]: INFORMAL.one });
    const job = jobFor("de", { one: INFORMAL.one }, auto, memory);
    assert.deepEqual(job.preparation.formality, {
      mode: "auto",
      form: "formal",
      evidence: { formal: 30, informal: 1 },
    });
    assert.deepEqual(said(job), ["de: formal, from 30 of your strings"]);
  });

  it("is not read from what RouteLMT wrote, unless a person accepted it", () => {
    const by = (author: Author): Recorded => {
      return () => ({ isStale: false, author });
    };
    const ours = new TranslationMemory();
    for (const [key, target] of Object.entries(INFORMAL)) {
      const source = SOURCE[key as keyof typeof INFORMAL];
      ours.add({ source, target, direction: { source: "en", target: "de" }, isOurs: true });
    }
    const written = jobFor("de", INFORMAL, auto, ours, by("routelmt"));
    assert.deepEqual(written.preparation.formality, { mode: "auto", evidence: { formal: 0, informal: 0 } });
    assert.deepEqual(said(written), []);
    const accepted = jobFor("de", INFORMAL, auto, ours, by("person"));
    assert.deepEqual(said(accepted), ["de: informal, from 5 of your strings"]);
  });

  it("is not read from another written standard of the language", () => {
    const taiwan = memoryOf("zh-TW", Object.fromEntries(Array.from({ length: 9 }, (_, n) => [`You ${n}`, `你${n}`])));
    assert.deepEqual(jobFor("zh-CN", undefined, auto, taiwan).preparation.formality?.evidence, {
      formal: 0,
      informal: 0,
    });
    assert.equal(jobFor("zh-TW", undefined, auto, taiwan).preparation.formality?.form, "informal");
  });

  it("is none where nobody asks, and where the translations do not say", () => {
    const direction = { source: "en", target: "de" };
    const plain = openFileJob({
      format: json,
      source: { path: "en.json", text: JSON.stringify(SOURCE) },
      target: { path: "de.json", text: undefined },
      direction,
    });
    assert.equal(plain.preparation.formality, undefined);
    for (const job of [plain, jobFor("de", undefined), jobFor("de", { one: "Name" })]) {
      assert.ok(job.preparation.segments.every(({ segment }) => segment.formality === undefined));
      assert.deepEqual(said(job), []);
    }
  });

  it("is still wanted if the small model does not promise it", () => {
    const setting = readFormality([["*", "informal"]], "--formality");
    assert.deepEqual(said(jobFor("fr", undefined, setting), jobFor("pt", undefined, setting)), [
      "fr: informal wanted, but the small model does not guarantee it",
      "pt: translated as Brazilian Portuguese (pt-BR)",
      "pt: informal wanted, but the small model does not guarantee it",
    ]);
  });

  it("is said once for several files of a language", () => {
    assert.equal(said(jobFor("de", INFORMAL), jobFor("de", INFORMAL)).length, 1);
  });

  it("is not asked for in a language that the small model does not have", () => {
    assert.throws(() => said(jobFor("zh-TW", undefined)), { code: "direction-unsupported", message: /Traditional/ });
    const reused = memoryOf("zh-TW", Object.fromEntries(Object.values(SOURCE).map((text) => [text, `${text}!`])));
    assert.deepEqual(said(jobFor("zh-TW", undefined, auto, reused)), [], "what the memory has needs no model");
  });
});

describe("The form of address, with the bundled model and a real server", () => {
  let server: LargeModelServer;
  let small: SmallModelClient;
  let large: OpenAiCompatible;

  before(async () => {
    ({ server, small, large } = await startModels(price));
  });
  after(async () => {
    small.dispose();
    await server.stop();
  });
  beforeEach(() => {
    server.instructions.length = 0;
  });

  const runFor = (jobs: readonly FileJob[]): Promise<RunResult> => {
    const budget = { cap: 0, share: 1, price, instructions: "" };
    return run(
      jobs.flatMap(({ preparation }) => preparation.segments),
      budget,
      { small },
    );
  };
  const textOf = ({ decisions }: RunResult, key: string): string =>
    decisions.find(({ segment }) => segment.key === key)?.chosen?.text ?? "";

  it("is what the existing translations use", async () => {
    assert.match(textOf(await runFor([jobFor("de", INFORMAL)]), "expired"), /^Deine Sitzung/);
    assert.match(textOf(await runFor([jobFor("de", FORMAL)]), "expired"), /^Ihre Sitzung/);
  });

  it("leaves what the memory has as it is", async () => {
    const memory = memoryOf("de", { [SOURCE.expired]: "Die Session ist vorbei." });
    const result = await runFor([jobFor("de", INFORMAL, auto, memory)]);
    assert.equal(textOf(result, "expired"), "Die Session ist vorbei.");
  });

  it("is in the large model's instructions, a request for each form", async () => {
    const jobs = [jobFor("de", INFORMAL), jobFor("fr", undefined), jobFor("de", FORMAL)];
    const results: PurchaseResult[] = [];
    const segments = jobs.flatMap(({ preparation }) => preparation.segments).filter(({ key }) => key[0] === "comments");
    await purchase(segments, { large, ledger: new MemoryLedger([]) }, (result) => void results.push(result));
    assert.ok(results.some(({ candidate }) => candidate?.text === "Zusätzliche Kommentare"));
    assert.deepEqual(
      new Set(server.instructions.map((text) => /Address the reader .*/.exec(text)?.[0])),
      new Set(["Address the reader informally (du).", "Address the reader formally (Sie).", undefined]),
    );
  });
});
