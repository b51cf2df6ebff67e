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
  /** Ends what can be ended: publishing, and the loops of purge and upgrade. @default - nothing ends it */
  readonly signal?: AbortSignal;
}
