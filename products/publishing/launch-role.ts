import type { LaunchRoleStatement } from '../../catalog/product';
import { pipelinePermissions } from '../shared/pipelines/permissions';

/** Statements of the launch role: all that launching, updating and terminating the resources asks for, and no more. */
export const publishingLaunchRole: readonly LaunchRoleStatement[] = pipelinePermissions({
  product: 'publishing',
  boundary: 'publishing',
});
