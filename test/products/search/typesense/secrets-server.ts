import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Secrets Manager over HTTP, as far as a function that reads its secrets is concerned. */
export class SecretsServer {
  /** Ids of the secrets that were read, in order. */
  readonly reads: string[] = [];
  private readonly server: Server;

  private constructor(values: Readonly<Record<string, string>>) {
    this.server = createServer(async (request, response) => {
      let text = '';
      for await (const chunk of request.setEncoding('utf8')) text += chunk;
      const { SecretId } = JSON.parse(text);
      this.reads.push(SecretId);
      const SecretString = values[SecretId];
      const headers = { 'content-type': 'application/x-amz-json-1.1' };
      if (SecretString === undefined) {
        response.writeHead(400, headers).end(JSON.stringify({ __type: 'ResourceNotFoundException' }));
      } else {
        response.writeHead(200, headers).end(JSON.stringify({ Name: SecretId, SecretString }));
      }
    });
  }

  /** @param values secrets by their id */
  static async start(values: Readonly<Record<string, string>>): Promise<SecretsServer> {
    const secrets = new SecretsServer(values);
    await new Promise<void>((done) => secrets.server.listen(0, '127.0.0.1', done));
    return secrets;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }
}
