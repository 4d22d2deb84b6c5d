import assert from "node:assert/strict";
import { setTimeout as pause } from "node:timers/promises";
import { assertTold, FaultProject } from "../support/fault-project.js";
import { IS_LONG } from "../support/long.js";
import { answerTo, useTranslatingServer } from "../support/translating-server.js";

const KILLS = IS_LONG ? 200 : 3;
const LANGUAGES = ["de", "fr", "es", "it", "nl"];
/** The values of a target file before any run. */
const TYPED = '{\n  "typed": "Von Hand"\n}\n';

describe("A run over 50 files that is killed", () => {
  const server = useTranslatingServer();
  let project: FaultProject;
  /** How long a complete run takes, in ms. */
  let usual = 0;
  beforeEach(() => {
    project = new FaultProject({ sources: 10, languages: LANGUAGES });
    for (const source of project.sources) project.write(project.targetOf(source), TYPED);
    server.reset();
    server.delay = 40;
  });
  afterEach(() => project.remove());

  /** Starts a run and kills it at a random time, or soon after one of its requests. */
  async function killOnce(isDuringPurchase: boolean): Promise<boolean> {
    const { child, end } = project.start(project.buyingArgs(server));
    const kill = (): void => void child.kill("SIGKILL");
    if (isDuringPurchase) {
      const last = Math.ceil(Math.random() * LANGUAGES.length);
      server.onRequest = (count) => void (count === last && pause(Math.random() * 120).then(kill));
    } else void pause(Math.random() * usual).then(kill);
    const { signal } = await end;
    server.onRequest = undefined;
    return signal === "SIGKILL";
  }

  /** Asserts that every file is complete: unchanged, or with complete values. */
  function assertFiles(): void {
    for (const source of project.sources) assert.equal(project.values(project.targetOf(source))["typed"], "Von Hand");
    for (const value of project.allValues().values()) assert.notEqual(value.trim(), "");
  }

  async function assertLedger(): Promise<void> {
    const { counted, entries } = await project.ledger();
    assert.ok(counted >= server.billed - 1e-9, `${server.billed} billed, ${counted} counted`);
    assert.ok(
      entries.every(({ state }) => state !== "open"),
      "its process is gone",
    );
  }

  it("leaves files old or new and an exact ledger, and goes on without paying twice", async () => {
    const start = Date.now();
    assert.equal((await project.buy(server)).code, 0);
    usual = Date.now() - start;
    let [killed, undone] = [0, 0];
    for (let round = 0; round < KILLS; round++) {
      project.remove();
      project = new FaultProject({ sources: 10, languages: LANGUAGES });
      for (const source of project.sources) project.write(project.targetOf(source), TYPED);
      server.reset();
      server.delay = 40;
      if (await killOnce(round % 2 === 0)) killed++;
      assertFiles();
      await assertLedger();
      if (round % 3 === 0) undone += await undo();
      const paid = await project.paidTexts();
      const before = server.asked.length;
      const resumed = await project.buy(server, ["--buy"]);
      assertTold(resumed, `round ${round}`);
      assert.equal(resumed.code, 0, resumed.err);
      const again = server.asked.slice(before).filter((one) => {
        const [language = "", text = ""] = one.split(": ");
        return paid.has(answerTo(language, text));
      });
      assert.deepEqual(again, [], "was paid for");
      assertFiles();
      await assertLedger();
      for (const [what, value] of project.allValues()) {
        const [language = "", ...words] = what.split(" ");
        assert.equal(value, answerTo(language, words.join(" ")));
      }
      assert.equal(project.allValues().size, 100);
    }
    assert.ok(killed > 0, "some runs are killed before their end");
    assert.ok(undone > 0, "some of them had written, and are undone");
  });

  /** Undoes the killed run; returns whether it had written anything. */
  async function undo(): Promise<number> {
    const { code, out } = await project.start(["undo"]).end;
    assert.equal(code, 0);
    for (const target of project.targets) {
      const values = project.values(target);
      assert.deepEqual(values, target.startsWith("locales/de/") ? { typed: "Von Hand" } : {}, target);
    }
    return /no run to undo/.test(out) ? 0 : 1;
  }
});
