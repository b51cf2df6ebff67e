/** Kind of environment that every product can be launched as. */
export type EnvironmentType = 'dev' | 'test' | 'staging' | 'prod';

/** The types in the order of the form. */
export const environmentTypeNames: readonly EnvironmentType[] = ['dev', 'test', 'staging', 'prod'];
