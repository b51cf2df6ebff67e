import { createHash } from 'node:crypto';

/** Random choices that a seed repeats: the bytes of SHA-256 over the seed and a counter. */
export class Random {
  private counter = 0;
  private bytes = Buffer.alloc(0);

  constructor(private readonly seed: string) {}

  /** From 0 up to `below`. */
  number(below: number): number {
    if (this.bytes.length < 4) {
      this.bytes = createHash('sha256').update(`${this.seed}/${this.counter}`).digest();
      this.counter += 1;
    }
    const value = this.bytes.readUInt32BE(0);
    this.bytes = this.bytes.subarray(4);
    return value % below;
  }

  chance(percent: number): boolean {
    return this.number(100) < percent;
  }

  pick<T>(items: readonly T[]): T {
    return items[this.number(items.length)] as T;
  }

  buffer(most: number): Buffer {
    return Buffer.from(Array.from({ length: this.number(most) }, () => this.number(256)));
  }
}
