import type { Fault } from './fault';
import { pipelineFaults } from './pipelines';
import { roleFaults } from './roles';
import { storeFaults } from './stores';
import { watchFaults } from './watching';
import { workloadFaults } from './workloads';

const faults = { ...roleFaults, ...storeFaults, ...workloadFaults, ...watchFaults, ...pipelineFaults } as const;

/** Name of a fault. */
export type FaultName = keyof typeof faults;

/** Faults that releases had and a template shows, by name. */
export const FAULTS: Readonly<Record<FaultName, Fault>> = faults;
