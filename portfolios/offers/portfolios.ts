import type { EnvironmentType } from '../../catalog/product';

/** A portfolio: the same products as the others, for other environments and other people. */
export interface PortfolioDefinition {
  /** Its key in the settings; names its resources, so never changes. */
  readonly id: 'developers' | 'production';
  /** Name in the console; launches may name the portfolio by it. */
  readonly name: string;
  readonly description: string;
  /** The environment types that may be launched from it. */
  readonly environmentTypes: readonly EnvironmentType[];
  /** Whether it refuses the names that are kept for other portfolios' environments. */
  readonly refusesReservedNames: boolean;
}

/** The portfolios of the catalog; every environment type belongs to one of them. */
export const portfolios: readonly PortfolioDefinition[] = [
  {
    id: 'developers',
    name: 'Bellyfed Developers',
    description: 'Environments to build and test in. Launch dev and test environments, as many as you need.',
    environmentTypes: ['dev', 'test'],
    refusesReservedNames: true,
  },
  {
    id: 'production',
    name: 'Bellyfed Production',
    description: 'The environments that people rely on. Launch staging and prod environments.',
    environmentTypes: ['staging', 'prod'],
    refusesReservedNames: false,
  },
];
