import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { assertTold, type Ended, FaultProject } from "../support/fault-project.js";
import { IS_LONG } from "../support/long.js";
import { answerTo, useTranslatingServer } from "../support/translating-server.js";

const CODES = ["ENOSPC", "EACCES", "EPERM", "EBUSY", "EIO", "EROFS", "EDQUOT"] as const;
/** How many calls fail in the short form, spread over a run; each time others, with other errors. */
const SHORT = 4;
const TYPED = '{\n  "typed": "Von Hand"\n}\n';

interface Faults {
  /** Which call fails, counted from 1. */
  readonly at: number;
  readonly code: string;
  /** Whether all later calls that write fail, too. */
  readonly isSticky: boolean;
}

describe("A run in which a call of the file system fails", () => {
  const server = useTranslatingServer();
  let project: FaultProject;
  afterEach(() => project.remove());

  function fresh(): void {
    project = new FaultProject({ sources: 1, languages: ["de", "fr"] });
    project.write(project.targetOf(project.sources[0] as string), TYPED);
    server.reset();
  }

  /** System calls of a run without faults, in some folders. */
  async function callsBelow(roots: () => string): Promise<number> {
    fresh();
    const file = join(project.temporary, "calls");
    const { code, err } = await project.buy(server, [], { FAULT_ROOTS: roots(), FAULT_COUNT: file });
    assert.equal(code, 0, err);
    const calls = Number(readFileSync(file, "utf8"));
    project.remove();
    return calls;
  }

  /** Which calls fail and with what error; in the long form, every call. */
  function drawn(calls: number): Faults[] {
    const step = IS_LONG ? 1 : calls / SHORT;
    const first = IS_LONG ? 0 : Math.floor(Math.random() * CODES.length);
    const faults: Faults[] = [];
    for (let index = 0; Math.floor(index * step) < calls; index++) {
      const at = Math.floor(index * step + (IS_LONG ? 0 : Math.random() * step)) + 1;
      const code = CODES[(index + first) % CODES.length] as string;
      faults.push({ at, code, isSticky: index % 3 === 2 });
    }
    return faults;
  }

  async function runWith({ at, code, isSticky }: Faults, roots: string): Promise<Ended> {
    const sticky: Record<string, string> = isSticky ? { FAULT_STICKY: "1" } : {};
    return project.buy(server, [], { FAULT_ROOTS: roots, FAULT_AT: `${at}`, FAULT_CODE: code, ...sticky });
  }

  function assertFiles(about: string): void {
    assert.equal(project.values("locales/de/part0.json")["typed"], "Von Hand", about);
    for (const value of project.allValues().values()) assert.notEqual(value.trim(), "", about);
  }

  /** Texts with the server's translation in the file. */
  const boughtInFiles = (): number =>
    [...project.allValues()].filter(([what, value]) => {
      const [language = "", ...words] = what.split(" ");
      return value === answerTo(language, words.join(" "));
    }).length;

  async function assertFault(faults: Faults, roots: string): Promise<void> {
    const ended = await runWith(faults, roots);
    const about = `call ${faults.at} fails with ${faults.code}${faults.isSticky ? ", and all after it" : ""}`;
    const all = `${about}: ${ended.code}\n${ended.out}\n${ended.err}`;
    assertTold(ended, all);
    assertFiles(all);
    const { counted } = await project.ledger();
    assert.ok(counted >= server.billed - 1e-9, `${all}\n${server.billed} billed, ${counted} counted`);
    if (ended.code === 0) assert.equal(boughtInFiles(), 4, all);
    const [before, paid] = [server.asked.length, await project.paidTexts()];
    const inFiles = new Set(project.allValues().values());
    const isKept = (asked: string): boolean => {
      const [language = "", text = ""] = asked.split(": ");
      const answer = answerTo(language, text);
      return paid.has(answer) || inFiles.has(answer);
    };
    assert.deepEqual(
      server.asked.filter((one) => !isKept(one)),
      [],
      `${all}\nwas paid for, and is nowhere`,
    );
    const again = await project.buy(server);
    assert.equal(again.code, 0, `${all}\n${again.err}`);
    const twice = server.asked.slice(before).filter((one) => isKept(one));
    assert.deepEqual(twice, [], all);
    assert.equal(project.allValues().size, 4, all);
    assertFiles(all);
  }

  async function assertAll(roots: () => string): Promise<void> {
    for (const faults of drawn(await callsBelow(roots))) {
      fresh();
      await assertFault(faults, roots());
      project.remove();
    }
  }

  it("below the project leaves files old or new, is reported, and loses nothing that was paid for", () =>
    assertAll(() => project.folder));

  it("in the project database leaves a usable database, is reported, and loses nothing that was paid for", () =>
    assertAll(() => project.data));
});
