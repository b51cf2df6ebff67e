import type { TemplateRule } from '../../../../catalog/template';
import type { StackScope } from '../state';
import type { ActingRole } from './operation';

/** A parameter that a request gives. */
export interface StackRequestParameter {
  readonly key: string;
  readonly value?: string;
  /** Keeps the running stack's value; `value` must then be absent. */
  readonly usePrevious?: boolean;
}

/** Request to create a stack. Times and limits are CloudFormation's own. */
export interface StackRequest extends StackScope {
  /** A letter, then letters, digits and hyphens; 128 at the most. */
  readonly stackName: string;
  /** JSON or YAML, 1 MB at the most. */
  readonly templateBody: string;
  readonly parameters: readonly StackRequestParameter[];
  /** `aws:` keys are taken: whoever lets customers choose tags refuses those. */
  readonly tags: Readonly<Record<string, string>>;
  readonly capabilities: readonly string[];
  readonly notificationArns?: readonly string[];
  /**
   * CloudFormation's service role, or Service Catalog's launch role: every resource's actions are checked against its
   * policies when it is made, changed and deleted.
   */
  readonly roleArn?: string;
  /** Name of the role's session in refusals; default `AWSCloudFormation`, for launch roles `servicecatalog`. */
  readonly roleSessionName?: string;
  /** Session that asks: where the stack has no role, CloudFormation acts with what that one may do. */
  readonly callerRole?: ActingRole;
  readonly clientRequestToken?: string;
  /** A failure leaves everything as it is. Default false. */
  readonly disableRollback?: boolean;
  /** Default `ROLLBACK`. Only on creation. */
  readonly onFailure?: 'DO_NOTHING' | 'ROLLBACK' | 'DELETE';
  readonly timeoutInMinutes?: number;
  readonly enableTerminationProtection?: boolean;
  /** JSON text. */
  readonly stackPolicyBody?: string;
  /** Resources that a failed operation created go even with `Retain`. */
  readonly retainExceptOnCreate?: boolean;
  /** The stack that this one is a resource of, and the outermost of all. */
  readonly nestedIn?: { readonly parentId: string; readonly rootId: string };
  /** Rules beside the template's own: Service Catalog's template constraints. */
  readonly extraRules?: Readonly<Record<string, TemplateRule>>;
}

/** Request to update a stack. Tags, notification ARNs and role that are left out stay as they are. */
export interface UpdateRequest
  extends Omit<StackRequest, 'stackName' | 'tags' | 'onFailure' | 'timeoutInMinutes' | 'enableTerminationProtection'> {
  readonly stackId: string;
  readonly tags?: Readonly<Record<string, string>>;
  /** JSON text: stands in for the stack policy during this update. */
  readonly stackPolicyDuringUpdateBody?: string;
}

/** Request to delete a stack. */
export interface DeleteRequest extends StackScope {
  readonly stackId: string;
  /** Default: the role that the stack was made with. */
  readonly roleArn?: string;
  readonly roleSessionName?: string;
  readonly callerRole?: ActingRole;
  readonly clientRequestToken?: string;
  /** Logical ids that stay; only for a stack in `DELETE_FAILED`. */
  readonly retainResources?: readonly string[];
}
