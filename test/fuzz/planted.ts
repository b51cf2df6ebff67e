import { faultOf } from './ended';
import type { FuzzKind, Tried } from './kind';

function planted(name: string, run: () => Promise<Tried>): FuzzKind {
  return {
    name,
    open: async () => ({
      run: (_, number) => (number === 1 ? run() : Promise.resolve({ parsed: true })),
      close: async () => {},
    }),
  };
}

const ended = (code: number, stderr: string) => async () => ({
  parsed: false,
  fault: faultOf({ code, stdout: '', stderr }),
});

/** Kinds whose second case fails, each as a reader of strangers' input could. */
export const kinds: readonly FuzzKind[] = [
  planted('hangs', () => {
    for (;;);
  }),
  planted('never ends', () => new Promise(() => {})),
  planted('grows', async () => {
    const all: string[][] = [];
    for (;;) all.push(Array.from({ length: 100_000 }, (_, index) => `${all.length} ${index}`));
  }),
  planted('dies', async () => process.exit(3)),
  planted('throws', () => Promise.reject(new TypeError('x is not a function'))),
  planted('is a defect', ended(70, 'TypeError: x\n    at a (/b.ts:1:2)\n')),
  planted('traces', ended(1, 'Refused.\n    at a (/b.ts:1:2)\n')),
  planted('says two lines', ended(1, 'One.\nTwo.\n')),
  planted('drives a terminal', ended(1, 'One \u001b[2J.\n')),
  planted('says nothing', ended(1, '')),
];
