import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { assertTold, FaultProject } from "../support/fault-project.js";
import { IS_LONG } from "../support/long.js";
import { useTranslatingServer } from "../support/translating-server.js";

const HOSTS = fileURLToPath(new URL("../fixtures/model-hosts/", import.meta.url));

describe("A model host that fails, over the whole command line", () => {
  const server = useTranslatingServer();
  let project: FaultProject;
  beforeEach(() => {
    project = new FaultProject({ sources: 5 });
  });
  afterEach(() => project.remove());

  it("is started again when it is killed, and nothing is missing", async () => {
    const ended = await project.buy(server, [], { FAULT_HOST_KILL: `"method":"translate"` });
    assertTold(ended, ended.err);
    assert.equal(ended.code, 0, ended.err);
    assert.match(ended.err, /model host failed \(.*\); starting it again/);
    assert.equal(project.allValues().size, 10);
  });

  it("that always ends at its start is reported, and nothing is written or bought", async () => {
    const ended = await project.buy(server, [], { FAULT_HOST: `${HOSTS}exits.cjs` });
    assertTold(ended, ended.err);
    assert.equal(ended.code, 4, ended.err);
    assert.match(ended.err, /failed repeatedly/);
    assert.equal(project.allValues().size, 0);
    assert.equal(server.seen.length, 0);
  });

  it("that dies in the middle of a message is reported, and keeps nobody waiting", async () => {
    const ended = await project.buy(server, [], { FAULT_HOST: `${HOSTS}half-message.cjs` });
    assertTold(ended, ended.err);
    assert.equal(ended.code, 4, ended.err);
  });

  it("that has too little memory from the start is reported", async () => {
    const ended = await project.buy(server, [], { FAULT_HOST_FLAGS: "--max-old-space-size=4" });
    assert.equal(ended.code, 4, ended.err);
    assert.match(ended.err, /Check the free memory/);
    assert.equal(server.seen.length, 0);
  });

  it("that runs out of memory after each text is started again until all is done", async () => {
    // Each text takes a process that fills its memory.
    const small = new FaultProject({ sources: 1 });
    try {
      const ended = await small.buy(server, [], { FAULT_HOST: `${HOSTS}out-of-memory.cjs` });
      assert.equal(ended.code, 0, ended.err);
      assert.match(ended.err, /model host failed \(.*\); starting it again/);
      assert.equal(small.allValues().size, 2);
    } finally {
      small.remove();
    }
  });

  it("that hangs is ended, and what was finished is kept", async function () {
    // It takes minutes until a silent host is abandoned.
    if (!IS_LONG) this.skip();
    const ended = await project.buy(server, [], { FAULT_HOST: `${HOSTS}hangs-at-once.cjs` });
    assertTold(ended, ended.err);
    assert.equal(ended.code, 4, ended.err);
    assert.equal(server.seen.length, 0);
  });
});
