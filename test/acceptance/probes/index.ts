import { steps as allSteps, lastStep } from '../steps';
import { catalogProbes } from './catalog-probes';
import { handProbes } from './hand-probes';
import { permissionProbes } from './permission-probes';
import type { ByProgram, Probe } from './probe';
import { resourceProbes } from './resource-probes';
import { templateProbes } from './template-probes';
import { timeProbes } from './time-probes';

/** Probe that a program carries out. */
export type AutomaticProbe = Probe & { readonly way: ByProgram };

/** Probes that the steps of the whole run make on the way. */
const stepProbes: readonly Probe[] = [...allSteps, lastStep].map(({ id, assumptions, makes, minutes }) => ({
  id,
  assumptions,
  makes,
  usd: 0,
  minutes,
  way: { kind: 'step', step: id },
}));

/** All probes, those of programs first, in the order in which they are made. */
export const probes: readonly Probe[] = [
  ...resourceProbes,
  ...templateProbes,
  ...permissionProbes,
  ...catalogProbes,
  ...timeProbes,
  ...stepProbes,
  ...handProbes,
];

/** Probes that a program makes: those that take long only where that is asked for. */
export function automaticProbes({ long }: { readonly long: boolean }): readonly AutomaticProbe[] {
  return probes.filter(isAutomatic).filter(({ way: { option } }) => option === undefined || long);
}

/** Whether a program carries a probe out. */
export function isAutomatic(probe: Probe): probe is AutomaticProbe {
  return probe.way.kind === 'program';
}
