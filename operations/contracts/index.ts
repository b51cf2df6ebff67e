import { claims } from './claims';
import type { Contract } from './contract';
import { creations } from './creations';
import { exportsAndImports } from './exports';
import { form } from './form';
import { launchRole } from './launch-role';
import { limits } from './limits';
import { nag } from './nag';
import { place } from './place';
import { readme } from './readme';
import { releases } from './releases';
import { retention } from './retention';
import { selfContained } from './self-contained';
import { sizes } from './sizes';
import { validator } from './validator';

/** Contracts that a product is held to in seconds, those that take longest last. */
export const quickContracts: readonly Contract[] = [
  ...[form, sizes, retention, limits, selfContained, launchRole, claims, readme, releases, place, nag],
  ...[exportsAndImports, creations],
];

/** Contracts that take longer, so that whoever writes a product leaves them out at times. */
export const slowContracts: readonly Contract[] = [validator];
