/**
 * Sizes of a node by their memory in GiB, as Fargate takes them: CPU in units of 1/1024 vCPU, memory in MiB. Typesense asks for two
 * vCPU; with less it answers all the same, slowly where much is asked or written at a time.
 *
 * @see https://typesense.org/docs/guide/system-requirements.html
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html
 */
export const nodeSizes = {
  '0.5': { Cpu: '256', Memory: '512' },
  '1': { Cpu: '512', Memory: '1024' },
  '2': { Cpu: '1024', Memory: '2048' },
  '4': { Cpu: '2048', Memory: '4096' },
  '8': { Cpu: '2048', Memory: '8192' },
  '16': { Cpu: '2048', Memory: '16384' },
  '30': { Cpu: '4096', Memory: '30720' },
  '60': { Cpu: '8192', Memory: '61440' },
} as const;

/** Memory of a node, in GiB, as the form has it. */
type NodeMemory = keyof typeof nodeSizes;

/** Sizes with less CPU than Typesense asks for, smallest first. */
export const smallNodeMemories = ['0.5', '1', '2'] as const satisfies readonly NodeMemory[];

/** The sizes, smallest first. */
export const nodeMemories = [...smallNodeMemories, '4', '8', '16', '30', '60'] as const satisfies readonly NodeMemory[];
