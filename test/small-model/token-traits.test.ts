import assert from "node:assert/strict";
import { KeyValueCache } from "#small-model/cache.js";
import { type ModelFolder, readModelFolder } from "#small-model/model-folder.js";
import { Session } from "#small-model/session.js";
import { ALL_SCRIPTS, bannedTraits, CONTROL, traitsOf } from "#small-model/token-traits.js";
import { Tokenizer } from "#small-model/tokenizer.js";
import { BUNDLED } from "../support/bundled-model.js";

const isBanned = (token: string, target: string, source = "Save"): boolean =>
  (traitsOf(token) & bannedTraits(source, traitsOf(source), target)) !== 0;

describe("TextTraits of tokens", () => {
  it("keep other scripts out of languages that are not written in them", () => {
    const latin = ["de", "fr", "es", "it", "pt-BR", "nl", "pl"];
    for (const target of latin) {
      for (const token of ["Ж", "фай", "設", "文件", "の", "カー", "ー", "。", "，", "ん", "ا", "한", "<0xE3>"])
        assert.ok(isBanned(token, target), `${token} in ${target}`);
      for (const token of ["ß", "▁Größe", "ł", "ñ", "é", "º", "µ", "…", "→", "€", "1", "▁"])
        assert.ok(!isBanned(token, target), `${token} in ${target}`);
    }
  });

  it("allow a language its own, and the Latin one in all", () => {
    const own: [string, string[], string[]][] = [
      ["ru", ["фай", "Ж", "Save"], ["設", "の", "ا"]],
      ["ja", ["設定", "の", "カー", "。", "Save", "<0xE3>"], ["Ж", "фай"]],
      ["zh-CN", ["设置", "。", "，", "Save", "<0xE3>"], ["の", "カ", "Ж"]],
    ];
    for (const [target, allowed, banned] of own) {
      for (const token of allowed) assert.ok(!isBanned(token, target), `${token} in ${target}`);
      for (const token of banned) assert.ok(isBanned(token, target), `${token} in ${target}`);
    }
  });

  it("allow the scripts of the source", () => {
    assert.ok(isBanned("語", "de"));
    assert.ok(!isBanned("語", "de", "Japanese (日本語)"));
    assert.ok(isBanned("の", "de", "Japanese (日本語)"));
    assert.ok(!isBanned("фай", "fr", "Russian (Русский)"));
  });

  it("allow everything in a language that the program does not know", () => {
    for (const token of ["Ж", "設", "の", "ا"]) assert.ok(!isBanned(token, "tlh"));
  });

  it("keep out syntax that the source does not have", () => {
    assert.ok(isBanned("▁{", "de"));
    assert.ok(!isBanned("▁{", "de", "a { b"));
    assert.ok(isBanned("%", "ja"));
  });
});

describe("The graph's vocabulary", () => {
  let folder: ModelFolder;
  let tokenizer: Tokenizer;
  let session: Session;
  before(async () => {
    folder = await readModelFolder(BUNDLED);
    tokenizer = new Tokenizer(folder);
    session = await Session.load(folder, 1);
  });
  after(() => session.dispose());

  async function distribution(allScripts: boolean) {
    const tokens = Int32Array.from(tokenizer.encode("<bos><to-de> Save<sep>"));
    return session.distribution({
      tokens,
      width: tokens.length,
      last: Int32Array.of(tokens.length - 1),
      past: Int32Array.of(0),
      allScripts,
      cache: new KeyValueCache({ layers: folder.layers, size: folder.keyValueHeads * folder.headSize }, 1),
    });
  }
  const sorted = (ids: Iterable<number>): number[] => [...new Set(ids)].sort((a, b) => a - b);
  const all = (): number[] => [...tokenizer.traits.keys()];

  it("is exactly the tokens without another script, unless another script is asked for", async () => {
    const { tokens, logProbabilities } = await distribution(false);
    assert.equal(logProbabilities.length, tokens.length);
    const chosen = new Set(tokens);
    const traits = (id: number): number => tokenizer.traits[id] as number;
    // Tokens without a text may be included or not: the engine excludes them.
    const text = all().filter((id) => (traits(id) & CONTROL) === 0);
    const latin = text.filter((id) => (traits(id) & ALL_SCRIPTS) === 0);
    assert.deepEqual(
      text.filter((id) => chosen.has(id)),
      latin,
    );
    assert.ok(latin.length > 30_000 && latin.length < text.length);
  });

  it("is everything, where other scripts are asked for", async () => {
    const { tokens, logProbabilities } = await distribution(true);
    assert.deepEqual(sorted(tokens), all());
    // Only padding occurs several times, and each occurrence counts.
    const twice = tokens.filter((id, at) => tokens.indexOf(id) !== at);
    assert.deepEqual(sorted(twice), [tokenizer.pad]);
    const sum = logProbabilities.reduce((total, one) => total + Math.exp(one), 0);
    assert.ok(Math.abs(sum - 1) < 1e-3, String(sum));
  });
});
