import { createServer, type Server } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";

/** A local HTTP proxy that makes tunnels (CONNECT). It leads every host to one local port, so hosts need not exist. */
export class HttpProxy {
  /** Requests for a tunnel: the host with its port, and the credentials. */
  readonly seen: { readonly host: string; readonly credentials: string | undefined }[] = [];
  /** What went through tunnels to hosts, and requests that are not for a tunnel. */
  sent = "";
  /** The status of its answer to credentials; 200 to make the tunnel. */
  status: (credentials: string | undefined) => number = () => 200;
  readonly #sockets = new Set<Socket>();
  readonly #server: Server;

  /** @param target the port that every host is at */
  constructor(target: () => number) {
    this.#server = createServer((request, response) => {
      this.sent += `${request.method} ${request.url}`;
      response.writeHead(400).end();
    });
    this.#server.on("connection", (socket: Socket) => this.#sockets.add(socket));
    this.#server.on("connect", (request, client: Socket) => {
      const credentials = request.headers["proxy-authorization"];
      this.seen.push({ host: request.url ?? "", credentials });
      const status = this.status(credentials);
      client.on("error", () => undefined);
      if (status !== 200) {
        client.end(`HTTP/1.1 ${status} No\r\nProxy-Authenticate: Basic realm="test"\r\nContent-Length: 0\r\n\r\n`);
        return;
      }
      const host = connect(target(), "127.0.0.1", () => client.write("HTTP/1.1 200 OK\r\n\r\n"));
      host.on("error", () => client.destroy());
      client.on("data", (data) => {
        this.sent += data.toString("latin1");
      });
      client.pipe(host).pipe(client);
      this.#sockets.add(host);
    });
  }

  listen(): Promise<void> {
    return new Promise((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
  }

  /** Its address. @param credentials `name:password@`, escaped as in addresses */
  address(credentials = ""): string {
    return `http://${credentials}127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
