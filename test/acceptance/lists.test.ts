import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { automaticProbes, isAutomatic, probes } from './probes';
import { lastStep, steps } from './steps';

const root = resolve(__dirname, '../..');
const assumptions = probes.flatMap((probe) => probe.assumptions);

test('every assumption and every probe has an id of its own', () => {
  for (const ids of [assumptions.map(({ id }) => id), probes.map(({ id }) => id)]) {
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => !/^[a-z]+(-[a-z]+)*$/.test(id))).toEqual([]);
  }
});

test('every assumption says what stands with it, and what to change in files that are there', () => {
  const missing = assumptions.flatMap(({ id, mend: { where } }) =>
    where.filter((path) => !existsSync(join(root, path))).map((path) => `${id}: ${path}`),
  );
  expect(missing).toEqual([]);
  expect(assumptions.filter(({ stands, mend }) => stands === '' || mend.change === '')).toEqual([]);
});

test('every probe that no program makes says how a person makes it, or which step does', () => {
  const ids = [...steps, lastStep].map(({ id }) => id);
  for (const { id, way } of probes) {
    if (way.kind === 'hand') expect({ id, steps: way.steps.length }).not.toEqual({ id, steps: 0 });
    if (way.kind === 'step') expect(ids).toContain(way.step);
  }
});

test('probes are cheap and short, but for the long one, which is asked for', () => {
  const usual = automaticProbes({ long: false });
  expect(usual.filter(({ usd, minutes }) => usd > 0.1 || minutes > 30).map(({ id }) => id)).toEqual([]);
  const long = automaticProbes({ long: true }).filter((probe) => !usual.includes(probe));
  expect(long.map(({ id }) => id)).toEqual(['long-launch']);
});

test('a step needs only steps before it', () => {
  for (const [index, { id, needs }] of steps.entries()) {
    const before = steps.slice(0, index).map((step) => step.id);
    expect({ id, later: needs.filter((need) => !before.includes(need)) }).toEqual({ id, later: [] });
  }
});

test('these steps run in the sandbox, and the look into CloudTrail does not', () => {
  const run = [...steps, lastStep].filter(({ runsInSandbox = true }) => runsInSandbox).map(({ id }) => id);
  expect(run).toEqual([
    'publish',
    'launch-tiers',
    'guard',
    'refuse-loss',
    'upgrade',
    'roll-back',
    'end-tiers',
    'launch-environment',
    'move-environment',
    'end-environment',
    'share',
  ]);
});

test('these probes run in the sandbox, and those that CloudTrail or hours settle do not', () => {
  const automatic = probes.filter(isAutomatic);
  const elsewhere = automatic.filter(({ way }) => !way.runsInSandbox).map(({ id }) => id);
  expect(elsewhere).toEqual(['launch-session', 'long-launch']);
  expect(automatic.length - elsewhere.length).toBe(18);
});
