import { inputText } from '../../kernel/input-text';
import type { OperationCall, ServiceAccess } from '../../kernel/service-access';
import { busName, DEFAULT_BUS } from './state';

/**
 * Rules and buses that calls are about: a rule of another bus than the default one has the bus in its ARN.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-manage-iam-access.html
 */
export const eventsAccess: ServiceAccess = {
  resources({ operation, input, accountId, region }, types) {
    const prefix = `arn:aws:events:${region}:${accountId}`;
    if (operation === 'PutEvents') {
      const buses = listIn(input.Entries).map((entry) => busName(inputText(entry, 'EventBusName')));
      return [...new Set(buses)].map((bus) => ({ arn: `${prefix}:event-bus/${bus}` }));
    }
    const name = inputText(input, 'Name') ?? inputText(input, 'Rule');
    if (!types.includes('rule-on-default-event-bus') || name === undefined) return undefined;
    const bus = busName(inputText(input, 'EventBusName'));
    return [{ arn: `${prefix}:rule/${bus === DEFAULT_BUS ? '' : `${bus}/`}${name}` }];
  },

  passedRoles({ input }: OperationCall) {
    const roles = [inputText(input, 'RoleArn'), ...listIn(input.Targets).map((target) => inputText(target, 'RoleArn'))];
    return roles.flatMap((arn) => (arn === undefined ? [] : [{ arn, to: 'events.amazonaws.com' }]));
  },
};

function listIn(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(value) ? value : [];
}
