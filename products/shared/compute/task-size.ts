/** Sizes of a task as Fargate takes them: CPU in units of 1/1024 vCPU, memory in MiB. */
export const taskSizes = {
  small: { Cpu: '512', Memory: '1024' },
  medium: { Cpu: '1024', Memory: '2048' },
  large: { Cpu: '2048', Memory: '4096' },
  xlarge: { Cpu: '4096', Memory: '8192' },
} as const;

/** Names of the sizes, smallest first. */
export const taskSizeNames = [
  'small',
  'medium',
  'large',
  'xlarge',
] as const satisfies readonly (keyof typeof taskSizes)[];
