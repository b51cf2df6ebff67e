import type { ContextEntry, SimulatePolicyResponse, SimulatePrincipalPolicyRequest } from '@aws-sdk/client-iam';
import type { PolicyDocument, RequestContext } from '../../../catalog/permissions';
import { AwsError } from '../../kernel/aws-error';
import type { IamOperations } from './lookup';
import { type IamCall, noSuchEntity } from './lookup';
import { markedPage } from './marked-page';
import { readPolicy } from './policy-document';
import { type SimulatedPolicy, type Simulation, simulateAction } from './simulation';
import { attachedPolicies, boundaryPolicy, findRole, type RoleRecord, unjudgedPolicies } from './state';

type SharedRequest = Pick<
  SimulatePrincipalPolicyRequest,
  | 'ActionNames'
  | 'ContextEntries'
  | 'Marker'
  | 'MaxItems'
  | 'PermissionsBoundaryPolicyInputList'
  | 'PolicyInputList'
  | 'ResourceArns'
>;

/** Members of the input that the sandbox can't judge. */
const UNSUPPORTED = [
  'ResourcePolicy',
  'ResourceHandlingOption',
  'OrderedOrganizationPolicyInputList',
  'PolicyExclusionList',
];

/** Operations that simulate policies. */
export const simulatePolicyOperations = {
  /** https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html: for roles, which are all it has. */
  SimulatePrincipalPolicy(input, call) {
    refuseUnsupported(input);
    const role = simulatedRole(input.PolicySourceArn ?? '', call);
    const given = givenBoundary(input);
    const unheld = given === undefined && role.permissionsBoundary !== undefined && !boundaryPolicy(call.db, role);
    return simulated(input, {
      policies: [...attachedPolicies(call.db, role), ...givenPolicies(input)],
      boundary: given ?? boundaryPolicy(call.db, role),
      context: { ...contextOf(role, input.CallerArn), ...givenContext(input.ContextEntries) },
      unjudged: [...unjudgedPolicies(call.db, role), ...(unheld ? [role.permissionsBoundary ?? ''] : [])],
    });
  },

  /** https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulateCustomPolicy.html */
  SimulateCustomPolicy(input) {
    refuseUnsupported(input);
    const caller: RequestContext = input.CallerArn === undefined ? {} : { 'aws:PrincipalArn': input.CallerArn };
    return simulated(input, {
      policies: givenPolicies(input),
      boundary: givenBoundary(input),
      context: { ...caller, ...givenContext(input.ContextEntries) },
      unjudged: [],
    });
  },
} satisfies IamOperations;

function simulated(input: SharedRequest, simulation: Simulation): SimulatePolicyResponse {
  const actions = [...new Set(input.ActionNames ?? [])];
  const malformed = actions.find((action) => !/^[a-z0-9-]+:[a-z0-9]+$/i.test(action));
  if (malformed !== undefined) throw invalidInput(`Invalid action name: ${malformed}`);
  // In their order, which the same request gives again: the place is the key of a page.
  const { items, end } = markedPage([...actions.entries()], ([place]) => place, input, 'simulation');
  return {
    EvaluationResults: items.map(([, action]) => simulateAction(simulation, action, input.ResourceArns ?? [])),
    ...end,
  };
}

function simulatedRole(arn: string, { db, accountId }: IamCall): RoleRecord {
  const [, account, kind, path] = /^arn:aws:iam::(\d{12}):(role|user|group)\/(.+)$/.exec(arn) ?? [];
  if (account === undefined)
    throw invalidInput(`Invalid Entity Arn: ${arn} does not clearly define entity type and name.`);
  const name = path?.split('/').at(-1) ?? '';
  const role = kind === 'role' && account === accountId ? findRole(db, accountId, name) : undefined;
  if (role?.arn !== arn) throw noSuchEntity(`The ${kind} with name ${name} cannot be found.`);
  return role;
}

/** Context keys of a request of the role's that nobody gives: who makes it. */
function contextOf(role: RoleRecord, callerArn = role.arn): RequestContext {
  const tags = Object.entries(role.tags).map(([key, value]) => [`aws:PrincipalTag/${key}`, value]);
  return {
    'aws:PrincipalArn': callerArn,
    'aws:PrincipalAccount': callerArn.split(':')[4] ?? '',
    'aws:PrincipalType': 'AssumedRole',
    ...Object.fromEntries(tags),
  };
}

function givenContext(entries: readonly ContextEntry[] = []): RequestContext {
  return Object.fromEntries(
    entries.map(({ ContextKeyName: key, ContextKeyValues: values = [], ContextKeyType: type }) => {
      if (!key || type === undefined)
        throw invalidInput('A context entry must have a ContextKeyName and a ContextKeyType.');
      const isList = type.endsWith('List');
      if (!isList && values.length > 1)
        throw invalidInput(`The context key ${key} of type ${type} has several values.`);
      return [key, isList ? values : (values[0] ?? [])];
    }),
  );
}

function givenPolicies({ PolicyInputList: list = [] }: SharedRequest): SimulatedPolicy[] {
  return list.map((text, index) => ({
    id: `PolicyInputList.${index + 1}`,
    type: 'none',
    document: readPolicy(text, 'inline'),
  }));
}

function givenBoundary({ PermissionsBoundaryPolicyInputList: list = [] }: SharedRequest): PolicyDocument | undefined {
  const [text, second] = list;
  if (second !== undefined) throw invalidInput('Only one permissions boundary policy can be given.');
  return text === undefined ? undefined : readPolicy(text, 'identity');
}

function refuseUnsupported(input: object): void {
  const member = UNSUPPORTED.find((name) => (input as Readonly<Record<string, unknown>>)[name] !== undefined);
  if (member !== undefined) throw invalidInput(`The sandbox cannot simulate with ${member}.`);
}

function invalidInput(message: string): AwsError {
  return new AwsError('InvalidInputException', message);
}
