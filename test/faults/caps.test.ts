import assert from "node:assert/strict";
import type { CapUnit } from "#core/routing/amount.js";
import type { Cap, CapPeriod } from "#core/routing/ledger.js";
import { LedgerBook } from "#store/ledger-book.js";
import { FaultProject } from "../support/fault-project.js";
import { IS_LONG } from "../support/long.js";
import { useTranslatingServer } from "../support/translating-server.js";

const DAY = 86_400_000;

describe("A cap that command lines share", () => {
  const server = useTranslatingServer();
  let project: FaultProject;
  beforeEach(() => {
    project = new FaultProject({ sources: 4, languages: ["de", "fr"], strings: 3 });
    server.delay = 60;
  });
  afterEach(() => project.remove());

  const optionsOf = ({ limit, unit, period }: Cap): string[] => [
    "--budget",
    `${limit}`,
    "--budget-unit",
    unit,
    "--budget-period",
    period,
  ];

  /** Buys of some files what the cap allows. @param clock days that this command line's clock is ahead */
  async function buy(cap: Cap, { clock = 0, sources = project.sources } = {}): Promise<void> {
    const jump = clock === 0 ? {} : { FAULT_CLOCK: `${clock * DAY}` };
    const args = project.buyingArgs(server, optionsOf(cap));
    const own = args.filter((one) => sources.includes(one) || !project.sources.includes(one));
    const { code, err } = await project.start(own, jump).end;
    assert.ok(code === 0 || code === 3, err);
  }

  /** One command line for each file: they buy at once, since each waits for what others are buying. */
  const buyAtOnce = (cap: Cap, clocks: readonly number[]): Promise<unknown> =>
    Promise.all(clocks.map((clock, index) => buy(cap, { clock, sources: [project.sources[index] ?? ""] })));

  /** What counts toward a cap. @param clock days that the clock is ahead */
  function used(unit: CapUnit, period: Exclude<CapPeriod, "run">, clock = 0): Promise<number> {
    const caps = [{ unit, period, limit: 0 }];
    return project.withDatabase(async (database) => {
      const [amount = 0] = await new LedgerBook(database).used(caps, Date.now() + clock * DAY);
      return amount;
    });
  }

  /** Less than everything costs, and enough for a few requests. */
  const LIMITS = { usd: 0.0025, tokens: 500, segments: 4 } as const;

  // What is summed depends on the unit and since when on the period, and neither on the other: each is here once.
  const units = ["usd", "tokens", "segments"] as const;
  const periods = ["day", "month", "total"] as const;
  const pairs = units.flatMap((unit, at) =>
    (IS_LONG ? periods : periods.slice(at, at + 1)).map((period) => [unit, period] as const),
  );
  for (const [unit, period] of pairs)
    it(`holds for four at once: ${unit}, ${period}`, async () => {
      const cap = { unit, period, limit: LIMITS[unit] };
      await buyAtOnce(cap, [0, 0, 0, 0]);
      const amount = await used(unit, period);
      assert.ok(amount > 0 && amount <= cap.limit, `${amount} of ${cap.limit}`);
      assert.ok(server.billed > 0 && server.billed <= (await project.ledger()).counted + 1e-9);
      if (unit === "segments") assert.ok(server.asked.length <= cap.limit, `${server.asked.length} were sent`);
    });

  it("holds for those whose clocks are behind: what was spent later counts", async () => {
    for (const period of ["day", "month"] as const) {
      const cap = { unit: "usd", period, limit: LIMITS.usd } as const;
      await buy(cap);
      await buyAtOnce(cap, [-1, -31, -62, -400]);
      const amount = await used("usd", "total");
      assert.ok(amount > 0 && amount <= cap.limit, `${amount} of ${cap.limit}`);
    }
  });

  it("begins anew with the next day or month, once: a clock that returns has spent what it spent there", async () => {
    const cap = { unit: "segments", period: "month", limit: 6 } as const;
    await buy(cap);
    const sent = server.asked.length;
    assert.ok(sent > 0 && sent <= 6);
    await buy(cap, { clock: -20 });
    await buy(cap, { clock: -40 });
    assert.equal(server.asked.length, sent, "the clock set back frees nothing");
    await buy(cap, { clock: 40 });
    const later = server.asked.length;
    assert.ok(later > sent && later <= 12, "another month");
    await buy(cap, { clock: 40 });
    await buy(cap);
    await buy(cap, { clock: 10 });
    assert.equal(server.asked.length, later, "what was spent in the later month counts in this one");
    assert.ok((await used("segments", "month", 40)) <= 6);
  });
});
