import {
  type EvaluationContext,
  type Json,
  pseudoParameters,
  TemplateError,
  UNRESOLVED,
  type Unresolved,
} from '../../../../catalog/template';
import type { Store } from '../../../store/store';
import { parameterValue } from '../../ssm';
import { findExport } from '../exports';
import type { ResourceRecord, StackDefinition, StackScope } from '../state';
import { availabilityZones } from './availability-zones';

/** Whose template is evaluated, and with what. */
export interface EvaluationOf {
  readonly scope: StackScope;
  readonly stackName: string;
  /** Absent before the stack exists. */
  readonly stackId?: string;
  readonly definition: Pick<StackDefinition, 'values' | 'notificationArns'>;
}

/** What can be known without the account: parameters, pseudo parameters, zones. The rest stays as its intrinsic function. */
export function staticContext({ scope, stackName, stackId, definition }: EvaluationOf): EvaluationContext {
  const { values, notificationArns } = definition;
  return {
    parameters: values,
    pseudo: pseudoParameters({ ...scope, stackName, stackId, notificationArns }),
    availabilityZones,
  };
}

/** What can be known before any resource exists: {@link staticContext}, exports and dynamic references. */
export function accountContext(of: EvaluationOf, db: Store): EvaluationContext {
  return {
    ...staticContext(of),
    importValue: (name) => {
      const found = findExport(db, of.scope, name);
      if (!found) throw new TemplateError(`No export named ${name} found`);
      return found.value;
    },
    dynamicReference: (reference) => dynamicReference(reference, of.scope, db),
  };
}

/** All that is known while a stack is made: {@link accountContext} and the resources made so far. */
export function stackContext(
  of: EvaluationOf,
  db: Store,
  resources: ReadonlyMap<string, ResourceRecord>,
): EvaluationContext {
  return {
    ...accountContext(of, db),
    reference: (logicalId, attribute) => referenceTo(resources.get(logicalId), attribute),
  };
}

function referenceTo(resource: ResourceRecord | undefined, attribute: string | undefined): Json | Unresolved {
  if (!resource || resource.now.physicalId === undefined) return UNRESOLVED;
  if (attribute === undefined) return resource.now.physicalId;
  const { attributes } = resource.now;
  if (!Object.hasOwn(attributes, attribute)) {
    throw new TemplateError(`Attribute '${attribute}' does not exist`);
  }
  return attributes[attribute] ?? null;
}

/**
 * The value of `{{resolve:ssm:name:version}}`. Secrets stay as they are: only the service that uses one reads it.
 *
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references-ssm.html
 */
function dynamicReference(reference: string, scope: StackScope, db: Store): string | Unresolved {
  const [, name, version] = /^\{\{resolve:ssm:([^:}]+)(?::(\d+))?\}\}$/.exec(reference) ?? [];
  if (name === undefined) return UNRESOLVED;
  const found = parameterValue(db, scope, name, version === undefined ? undefined : Number(version));
  if (!found) throw new TemplateError(`Parameters: [ssm:${name}${version ? `:${version}` : ''}] cannot be found.`);
  return found.value;
}
