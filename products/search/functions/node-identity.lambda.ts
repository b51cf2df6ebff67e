import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { Agent, type RequestOptions } from 'node:https';
import { isIP } from 'node:net';
import type { Duplex } from 'node:stream';
import { type ConnectionOptions, connect } from 'node:tls';

/** The node that answered could not prove that it is one of the environment's. */
export class UnknownNodeError extends Error {
  override readonly name = 'UnknownNodeError';
}

/**
 * The public key of the search nodes. Their private key is made of the seed, as `nodes/entrypoint.sh` does it too: 40
 * letters and digits are the Base64 of 30 bytes, which stand in the DER of a P-256 key (RFC 5915) after two zero bytes.
 */
export function publicKeyOf(seed: string): KeyObject {
  const pem = `-----BEGIN EC PRIVATE KEY-----\nMDECAQEEIAAA${seed}\noAoGCCqGSM49AwEH\n-----END EC PRIVATE KEY-----\n`;
  return createPublicKey(createPrivateKey(pem));
}

/** Callback by which `https.Agent` is told of a connection that takes time to make. */
type Connected = (error: Error | null, socket: Duplex) => void;

/**
 * Connections to the search nodes and to nobody else. No authority vouches for a name inside the VPC, so the key itself
 * is what is verified: nothing is sent before the other side has proved, in the handshake, that it has the private key.
 */
export class NodeAgent extends Agent {
  constructor(private readonly publicKey: KeyObject) {
    // A resumed session would spare the other side the proof.
    super({ keepAlive: true, maxCachedSessions: 0 });
  }

  override createConnection(options: RequestOptions, connected?: Connected): undefined {
    const socket = connect({ ...connectionOptions(options), rejectUnauthorized: false }, () => {
      socket.off('error', failed);
      if (socket.getPeerX509Certificate()?.publicKey.equals(this.publicKey)) return connected?.(null, socket);
      failed(new UnknownNodeError(`${options.host}:${options.port} is not a search node of this environment.`));
      socket.destroy();
    });
    const failed = (error: Error) => connected?.(error, socket);
    socket.once('error', failed);
  }
}

function connectionOptions({ host, port }: RequestOptions): ConnectionOptions {
  const name = host ?? 'localhost';
  return { host: name, port: Number(port), servername: isIP(name) ? '' : name, ALPNProtocols: ['http/1.1'] };
}
