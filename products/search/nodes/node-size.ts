/** Sizes of a node by their memory in GiB, as Fargate takes them: CPU in units of 1/1024 vCPU, memory in MiB. */
export const nodeSizes = {
  '4': { Cpu: '2048', Memory: '4096' },
  '8': { Cpu: '2048', Memory: '8192' },
  '16': { Cpu: '2048', Memory: '16384' },
  '30': { Cpu: '4096', Memory: '30720' },
  '60': { Cpu: '8192', Memory: '61440' },
} as const;

/** The sizes, smallest first. */
export const nodeMemories = ['4', '8', '16', '30', '60'] as const satisfies readonly (keyof typeof nodeSizes)[];
