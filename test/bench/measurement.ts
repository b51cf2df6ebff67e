/** One thing that was measured. */
export interface Measurement {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** The most that is good; absent where the value is only said. */
  readonly limit?: number;
  /** Whether the value is within its limit. */
  readonly holds?: boolean;
}

/** One value as a multiple of another, held to a limit where there is one. */
export function ratio(name: string, value: number, base: number, limit?: number): Measurement {
  const times = { name, value: value / base, unit: 'times' };
  return limit === undefined ? times : atMost(times, limit);
}

/** The same, held to a limit. */
export function atMost(measured: Measurement, limit: number): Measurement {
  return { ...measured, limit, holds: measured.value <= limit };
}

/** The middle value; the mean of the two in the middle of an even number of values. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? Number.NaN) + (sorted[Math.floor(middle)] ?? Number.NaN)) / 2;
}
