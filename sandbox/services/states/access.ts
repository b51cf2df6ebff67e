import type { OperationCall, ServiceAccess } from '../../kernel/service-access';

/** State machines and executions that calls are about: https://docs.aws.amazon.com/step-functions/latest/dg/concept-create-iam-advanced.html */
export const statesAccess: ServiceAccess = {
  resources({ operation, input, accountId, region }, types) {
    const arn = input.executionArn ?? input.stateMachineArn;
    if (types.length === 0) return undefined;
    if (typeof arn === 'string') return [{ arn }];
    if (operation !== 'CreateStateMachine') return undefined;
    return [{ arn: `arn:aws:states:${region}:${accountId}:stateMachine:${input.name}` }];
  },
  passedRoles: ({ input: { roleArn: arn } }: OperationCall) =>
    typeof arn === 'string' ? [{ arn, to: 'states.amazonaws.com' }] : [],
};
