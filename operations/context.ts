import type { AwsTarget } from './aws/aws-target';
import type { Events } from './events';

/** The project whose products an operation is about. */
export interface Project {
  /** Its folder, in which `products/` lies. */
  readonly root: string;
}

/** Everything that an operation may use. It has no terminal and no page: it returns results and emits events. */
export interface OperationContext {
  readonly project: Project;
  readonly target: AwsTarget;
  readonly events: Events;
  /** Session that plans at AWS carry in their names, 8 hexadecimal digits: whoever works may delete those of the same one. @default - this process's */
  readonly session?: string;
  /** Ends what can be ended: publishing, planning with AWS, and the loops of purge and upgrade. @default - nothing ends it */
  readonly signal?: AbortSignal;
}

/** Context of planning, which reads the project and asks AWS, and emits nothing. */
export type PlanningContext = Pick<OperationContext, 'project' | 'target' | 'session' | 'signal'>;
