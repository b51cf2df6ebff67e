import {
  type EvaluationContext,
  type Json,
  pseudoParameters,
  TemplateError,
  UNRESOLVED,
  type Unresolved,
} from '../../../../catalog/template';
import type { Work } from '../../../kernel/work';
import type { Store } from '../../../store/store';
import { parameterValue } from '../../ssm';
import { findExport } from '../exports';
import { decidedAttribute } from '../resources/decided-attribute';
import { simulatedAttribute } from '../resources/simulated-attribute';
import type { ResourceRecord, StackDefinition, StackScope } from '../state';
import { availabilityZones } from './availability-zones';

/** Stack whose template is evaluated, and what it is evaluated with. */
export interface EvaluationOf {
  readonly scope: StackScope;
  readonly stackName: string;
  /** Absent before the stack exists. */
  readonly stackId?: string;
  readonly definition: Pick<StackDefinition, 'values' | 'notificationArns'>;
}

/**
 * Context of what is known without the account: parameters, pseudo parameters, zones. The rest stays as its intrinsic
 * function.
 */
export function staticContext({ scope, stackName, stackId, definition }: EvaluationOf): EvaluationContext {
  const { values, notificationArns } = definition;
  return {
    parameters: values,
    pseudo: pseudoParameters({ ...scope, stackName, stackId, notificationArns }),
    availabilityZones,
  };
}

/** Context of what is known before any resource exists: {@link staticContext}, exports and dynamic references. */
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

/** Context of what is known while a stack is made: {@link accountContext} and the resources made so far. */
export function stackContext(
  of: EvaluationOf,
  { db, parts }: Work,
  resources: ReadonlyMap<string, ResourceRecord>,
): EvaluationContext {
  const attributeOf = ({ type, now }: ResourceRecord, physicalId: string, attribute: string): Json => {
    const known = Object.hasOwn(now.attributes, attribute) ? now.attributes[attribute] : undefined;
    if (known !== undefined) return known;
    if (parts.providers.has(type)) throw new TemplateError(`Attribute '${attribute}' does not exist`);
    const resource = { type, physicalId, properties: now.properties };
    return (
      decidedAttribute(resource, attribute, [...resources.values()]) ??
      simulatedAttribute(resource, attribute, of.scope)
    );
  };
  return {
    ...accountContext(of, db),
    reference: (logicalId, attribute) => {
      const resource = resources.get(logicalId);
      const physicalId = resource?.now.physicalId;
      if (!resource || physicalId === undefined) return UNRESOLVED;
      return attribute === undefined ? physicalId : attributeOf(resource, physicalId, attribute);
    },
  };
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
