import assert from "node:assert/strict";
import { assertTold, FaultProject } from "../support/fault-project.js";
import { useTranslatingServer } from "../support/translating-server.js";

const DAY = 86_400_000;

describe("A clock that jumps", () => {
  const server = useTranslatingServer();
  let project: FaultProject;
  beforeEach(() => {
    project = new FaultProject();
  });
  afterEach(() => project.remove());

  it("back by two days between runs frees no money of today", async () => {
    const day = ["--budget-period", "day"];
    assert.equal((await project.buy(server, day)).code, 0);
    const { counted } = await project.ledger();
    project.write("locales/en/part0.json", '{ "print": "Print page 77 of the report" }\n');
    const before = server.seen.length;
    const money = [...day, "--budget", `${counted}`];
    const second = await project.buy(server, money, { FAULT_CLOCK: `${-2 * DAY}` });
    assertTold(second, second.err);
    assert.equal(server.seen.length, before, "the cap of the day is used up");
    assert.ok((await project.ledger()).counted <= counted);
  });

  for (const [direction, days] of [
    ["back", -2],
    ["forward", 40],
  ] as const) {
    it(`${direction} during a run harms neither the run nor the ledger`, async () => {
      server.delay = 300;
      const jump = { FAULT_CLOCK: `${days * DAY}`, FAULT_CLOCK_AFTER: "700" };
      const ended = await project.buy(server, ["--budget-period", "day"], jump);
      assert.equal(ended.code, 0, ended.err);
      assert.equal(project.allValues().size, 4);
      assert.ok(Math.abs((await project.ledger()).counted - server.billed) < 1e-9);
      const again = await project.buy(server);
      assert.equal(again.code, 0, again.err);
      assert.equal(server.asked.length, 4, "nothing is bought twice");
    });
  }
});
