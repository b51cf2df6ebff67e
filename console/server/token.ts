import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** Milliseconds without a request after which the console locks itself. */
const IDLE_MS = 60 * 60 * 1000;

/** Circumstances of a token. */
export interface TokenOptions {
  /** Milliseconds since some moment. @default - `Date.now` */
  readonly now?: () => number;
  /** Told the new secret each time that idleness has ended the old one. */
  onLocked?(secret: string): void;
}

/** Secret by which the console's page proves who it is: 32 random bytes, new at every start and after an idle hour. */
export class Token {
  secret = newSecret();
  private ended: Buffer | undefined;
  private lastUse: number;
  private readonly now: () => number;

  constructor(private readonly options: TokenOptions = {}) {
    this.now = options.now ?? Date.now;
    this.lastUse = this.now();
  }

  /**
   * Judges an `Authorization` header, by hash and in constant time.
   *
   * @returns `locked` for the secret that idleness has ended
   */
  judge(authorization: string | readonly string[] | undefined): 'right' | 'wrong' | 'locked' {
    const [, given] = /^Bearer (\S+)$/.exec(`${authorization ?? ''}`) ?? [];
    if (given === undefined) return 'wrong';
    if (this.now() - this.lastUse > IDLE_MS) this.lock();
    const hash = hashOf(given);
    if (timingSafeEqual(hash, hashOf(this.secret))) {
      this.lastUse = this.now();
      return 'right';
    }
    return this.ended !== undefined && timingSafeEqual(hash, this.ended) ? 'locked' : 'wrong';
  }

  private lock(): void {
    this.ended = hashOf(this.secret);
    this.secret = newSecret();
    this.lastUse = this.now();
    this.options.onLocked?.(this.secret);
  }
}

function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
