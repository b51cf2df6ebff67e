import { Fn } from 'aws-cdk-lib';

/** Port of the API, with TLS. */
export const apiPort = 8108;

/** Port by which nodes talk to each other. */
export const peeringPort = 8107;

/** The nodes that there may be: 1, or all three. */
export const nodeNumbers = [1, 2, 3] as const;

/** Which of the nodes is meant. */
export type NodeNumber = (typeof nodeNumbers)[number];

/** The private DNS names of an environment's search; all follow from the name of the environment. */
export interface SearchNames {
  /** Name that the others stand below. */
  readonly namespace: string;
  /** The API, answered by any node. */
  readonly api: string;
  /** A node by itself. */
  readonly node: (number: NodeNumber) => string;
}

/** @param environment name of the environment */
export function searchNames(environment: string): SearchNames {
  const namespace = Fn.join('', ['search.', environment, '.internal']);
  return {
    namespace,
    api: Fn.join('', ['api.', namespace]),
    node: (number) => Fn.join('', [`${nodeLabel(number)}.`, namespace]),
  };
}

/** A node's label in the namespace; also the name of its service in the cluster. */
export function nodeLabel(number: NodeNumber): string {
  return `node-${number}`;
}
