import assert from "node:assert/strict";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { type AddressInfo, createServer, type Server } from "node:net";
import { CANARY, FaultProject } from "../support/fault-project.js";
import { HttpProxy } from "../support/http-proxy.js";
import { useTranslatingServer } from "../support/translating-server.js";

/** Listens on a free port of this machine; returns it. */
async function listenOn(server: Server): Promise<number> {
  await once(server.listen(0, "127.0.0.1"), "listening");
  return (server.address() as AddressInfo).port;
}

/** A port on which nothing listens. */
async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listenOn(server);
  await once(server.close(), "close");
  return port;
}

/** With characters that addresses need escaped. */
const [ESCAPED, PLAIN] = ["us%40er:p%3Ass-w0rd", "us@er:p:ss-w0rd"] as const;
const BASIC = `Basic ${Buffer.from(PLAIN).toString("base64")}`;
/** A host that only the proxy knows. */
const HOST = { baseUrl: "http://provider.invalid/v1" };

describe("A proxy between the command line and the provider", () => {
  const server = useTranslatingServer();
  const proxy = new HttpProxy(() => Number(new URL(server.baseUrl).port));
  let project: FaultProject;
  before(() => proxy.listen());
  after(() => proxy.stop());
  beforeEach(() => {
    proxy.seen.length = 0;
    proxy.sent = "";
    proxy.status = (credentials) => (credentials === BASIC ? 200 : 407);
    project = new FaultProject({ sources: 1 });
  });
  afterEach(() => project.remove());

  it("is used with the credentials of its address, which nobody else gets to see", async () => {
    const ended = await project.buy(HOST, [], { HTTP_PROXY: proxy.address(`${ESCAPED}@`) });
    assert.equal(ended.code, 0, ended.err);
    assert.deepEqual([...new Set(proxy.seen.map(({ host }) => host))], ["provider.invalid:80"]);
    assert.ok(proxy.sent.includes(CANARY), "the key goes through the tunnel");
    assert.equal(server.seen.length > 0, true);
    for (const { headers } of server.seen) assert.equal(headers["proxy-authorization"], undefined);
    const left = [ended.out, ended.err, proxy.sent, ...project.allFiles().map((path) => readFileSync(path, "latin1"))];
    for (const secret of [ESCAPED, PLAIN, "w0rd", BASIC.slice(6)])
      for (const text of left) assert.equal(text.includes(secret), false);
  });

  it("asks for credentials: that is said, tried once, costs nothing, and shows none", async () => {
    for (const credentials of ["", "us%40er:wr0ng@"]) {
      proxy.seen.length = 0;
      const ended = await project.buy(HOST, [], { http_proxy: proxy.address(credentials) });
      assert.equal(ended.code, 11, ended.err);
      assert.match(ended.err, /the proxy asks for a valid user name and password \(HTTP 407\).*HTTPS_PROXY/s);
      assert.doesNotMatch(ended.out + ended.err, /wr0ng|us@er|us%40er/);
      assert.equal(proxy.seen.length, 1);
    }
    assert.deepEqual(server.seen, []);
    const { entries, counted } = await project.ledger();
    assert.deepEqual([...new Set(entries.map(({ state }) => state))], ["released"]);
    assert.equal(counted, 0);
  });

  it("refuses the host, or cannot reach it: that costs nothing either", async () => {
    for (const [status, tries] of [
      [403, 1],
      [502, 3],
    ] as const) {
      proxy.seen.length = 0;
      proxy.status = () => status;
      const ended = await project.buy(HOST, [], { all_proxy: proxy.address() });
      assert.equal(ended.code, 11, ended.err);
      assert.match(ended.err, new RegExp(`the proxy does not connect to it \\(HTTP ${status}\\).*NO_PROXY`, "s"));
      assert.equal(proxy.seen.length, tries);
    }
    assert.equal((await project.ledger()).counted, 0);
  });

  it("cannot be reached itself: it is named, with what to do, and that costs nothing", async () => {
    const broken = createServer((socket) => socket.destroy());
    const [closed, at] = [await freePort(), await listenOn(broken)];
    try {
      for (const [address, name, reason] of [
        [`http://us:wr0ng@127.0.0.1:${closed}`, `127.0.0.1:${closed}`, "the connection was refused"],
        ["http://us:wr0ng@proxy.invalid:3128", "proxy.invalid:3128", "there is no such host, or no network"],
        [
          proxy.address("us:wr0ng@").replace("http:", "https:"),
          "127.0.0.1:\\d+",
          "its certificate or its TLS cannot be",
        ],
        [`http://us:wr0ng@127.0.0.1:${at}`, `127.0.0.1:${at}`, "it broke the connection"],
      ] as const) {
        const ended = await project.buy(HOST, [], { HTTP_PROXY: address });
        assert.equal(ended.code, 11, ended.err);
        const what = `m at provider.invalid cannot be reached, because the proxy ${name} cannot: ${reason}`;
        assert.match(ended.err, new RegExp(`${what}.*Check that the proxy runs.*HTTP_PROXY.*NO_PROXY`, "s"));
        assert.doesNotMatch(ended.out + ended.err, /wr0ng/);
      }
      const { entries, counted } = await project.ledger();
      assert.deepEqual([...new Set(entries.map(({ state }) => state))], ["released"]);
      assert.equal(counted, 0);
    } finally {
      broken.close();
    }
  });

  it("is not used for this machine, nor for hosts in NO_PROXY, nor for the other scheme", async () => {
    const HTTP_PROXY = proxy.address(`${ESCAPED}@`);
    assert.equal((await project.buy(server, [], { HTTP_PROXY })).code, 0);
    assert.equal((await project.buy(HOST, ["--to", "fr"], { HTTP_PROXY, NO_PROXY: "x.test,.invalid" })).code, 11);
    assert.equal((await project.buy(HOST, ["--to", "fr"], { HTTPS_PROXY: HTTP_PROXY })).code, 11);
    assert.deepEqual(proxy.seen, []);
  });

  it("has an address that cannot be used: the variable is named, and its text is not shown", async () => {
    for (const address of [
      "socks5://us:wr0ng@host:1",
      "socks://us:wr0ng@host:1",
      "http://us:wr0ng%@host",
      "http://us:wr0ng@:99999",
    ]) {
      const ended = await project.buy(HOST, [], { HTTP_PROXY: address });
      assert.equal(ended.code, 2, ended.err);
      assert.match(ended.err, /HTTP_PROXY cannot be used/);
      assert.doesNotMatch(ended.out + ended.err, /wr0ng/);
    }
    const local = await project.buy(HOST, ["--budget", "0"], { HTTP_PROXY: "socks5://host" });
    assert.notEqual(local.code, 2, "nothing is sent, so it does not matter");
    assert.doesNotMatch(local.err, /HTTP_PROXY/);
  });
});
