import { contextKeys, decide, type PolicyDocument, type RequestContext, UNKNOWN } from '../../../catalog/permissions';
import { listOf } from '../../../catalog/permissions/policy/document';
import {
  evaluator,
  isObject,
  type Json,
  pseudoParameters,
  resolveParameters,
  type Template,
} from '../../../catalog/template';
import type { FormAnswers } from './answers';
import { policyPlaces, roleOf, statementsIn } from './policies';
import { ACCOUNT, REGION, VICTIM, victimsOf } from './victims';

/** Policies of a template as they are once it is launched with some answers. */
export interface LaunchedPolicies {
  /** Documents by the logical id of the role. */
  readonly roles: ReadonlyMap<string, readonly PolicyDocument[]>;
  /** Statements that let somebody use a resource or take on a role, by logical id. */
  readonly open: readonly { readonly logicalId: string; readonly type: string; readonly statement: Json }[];
  /** Names of the environments whose exports are read. */
  readonly imported: ReadonlySet<string>;
}

const pseudo = pseudoParameters({
  accountId: ACCOUNT,
  region: REGION,
  stackName: `SC-${ACCOUNT}-pp-ownownownowno`,
  stackId: `arn:aws:cloudformation:${REGION}:${ACCOUNT}:stack/SC-${ACCOUNT}-pp-ownownownowno/51af3dc0-da77-11e4-872e-1234567db123`,
});

/** Evaluates all policies of a template for some answers. */
export function launchedPolicies(template: Template, answers: FormAnswers): LaunchedPolicies {
  const imported = new Set<string>();
  const evaluate = evaluator(template, {
    parameters: resolveParameters(template, answers),
    pseudo,
    availabilityZones: (region) => ['a', 'b', 'c'].map((zone) => region + zone),
    importValue: (name) => {
      const [, environment = '', ...output] = name.split(':');
      imported.add(environment);
      // Three, for whoever splits it as a list. No name of another environment comes with it.
      return [1, 2, 3].map((index) => `arn:aws:imported:${REGION}:${ACCOUNT}:${output.join('-')}-${index}`).join(',');
    },
    reference: (id, attribute) => {
      const name = nameOf(id);
      return attribute === undefined ? name : `arn:aws:own:${REGION}:${ACCOUNT}:${name}/${attribute}`;
    },
  });
  /** A resource's name as its template gives it, else one of CloudFormation's. */
  function nameOf(id: string): string {
    const { Properties = {} } = template.Resources[id] ?? {};
    const given = Object.entries(Properties).find(([name]) => /(?:Name|Identifier)$/.test(name))?.[1];
    const name = given === undefined ? undefined : evaluate.value(given);
    return typeof name === 'string' ? name : `SC-${ACCOUNT}-pp-ownownownowno-${id}-ABCDEFGHIJKL`;
  }
  const places = policyPlaces(template).filter(({ logicalId }) => evaluate.exists(logicalId));
  const roles = new Map<string, PolicyDocument[]>();
  const open: LaunchedPolicies['open'][number][] = [];
  for (const place of places) {
    const statements = statementsIn(evaluate.value(place.value));
    const { logicalId, resource } = place;
    if (place.use === 'identity') {
      const document: PolicyDocument = JSON.parse(JSON.stringify({ Version: '2012-10-17', Statement: statements }));
      roles.set(roleOf(place), [...(roles.get(roleOf(place)) ?? []), document]);
    } else {
      open.push(...statements.map((statement) => ({ logicalId, type: resource.Type, statement })));
    }
  }
  return { roles, open, imported };
}

/**
 * Actions that a role may do on what isn't the caller's, as `DeployRole: servicecatalog:UpdateProvisionedProduct`; those that
 * take no resource with `on *`. In doubt it may: a condition on what nobody knows counts as holding.
 */
export async function reachOf(
  documents: readonly PolicyDocument[],
  boundary: PolicyDocument,
): Promise<readonly string[]> {
  const allowed = documents
    .flatMap(({ Statement }) => listOf(Statement))
    .filter(({ Effect }) => Effect === 'Allow')
    .flatMap(({ Action, Resource }) =>
      listOf(Action).map((action) => ({ action, patterns: listOf(Resource).map(regExpOf) })),
    );
  const reached = new Set<string>();
  for (const { action, patterns } of allowed) {
    if (reached.has(action)) continue;
    if (action.includes('*')) throw new Error(`a workload's role names its actions, got: ${action}`);
    const victims = (await victimsOf(action)).filter((arn) => patterns.some((pattern) => pattern.test(arn)));
    const mayReach = victims.some((resource) => {
      const context = contextOf([...documents, boundary], action);
      const decision = decide(documents, { action, resource, context }, boundary);
      return decision === 'allowed' || typeof decision === 'object';
    });
    if (mayReach) reached.add(victims[0] === '*' ? `${action} on *` : action);
  }
  return [...reached];
}

/** A pattern of a policy as a regular expression, a variable as anything: it only sorts out what can't match. */
function regExpOf(pattern: string): RegExp {
  const parts = pattern.replace(/\$\{[^}]*\}/g, '*').split('*');
  const literal = parts.map((part) => part.replaceAll(/[.+^${}()|[\]\\]/g, '\\$&').replaceAll('?', '.'));
  return new RegExp(`^${literal.join('.*')}$`, 's');
}

/** Context of a request for somebody else's resource, as far as it is known. */
function contextOf(documents: readonly PolicyDocument[], action: string): RequestContext {
  const told: Readonly<Record<string, string | undefined>> = {
    'aws:resourcetag/environment': VICTIM,
    'aws:resourceaccount': ACCOUNT,
    's3:resourceaccount': ACCOUNT,
    'aws:principalaccount': ACCOUNT,
    // Lambda adds it to every call of a function's own code, which is who else would use the role.
    'lambda:sourcefunctionarn': functionIn(documents),
  };
  return Object.fromEntries(contextKeys(documents, action).map((key) => [key, told[key.toLowerCase()] ?? UNKNOWN]));
}

/** The function that a role's policies name as themselves. */
function functionIn(documents: readonly PolicyDocument[]): string | undefined {
  const [named] = documents.flatMap(({ Statement }) =>
    listOf(Statement).flatMap(({ Condition }) => listOf(Condition?.ArnEquals?.['lambda:SourceFunctionArn'])),
  );
  return named === undefined ? undefined : String(named);
}

/**
 * Statements that let others in than AWS's services and the account itself, as `Bucket: {"AWS":"arn:…"}`. What an endpoint's
 * policy says only narrows, so its principals are nobody's access.
 */
export function openToOthers({ open }: LaunchedPolicies): readonly string[] {
  return open.flatMap(({ logicalId, type, statement }) => {
    if (!isObject(statement) || statement.Effect !== 'Allow' || type === 'AWS::EC2::VPCEndpoint') return [];
    const { Principal: principal = null } = statement;
    return isOwn(principal) ? [] : [`${logicalId}: ${JSON.stringify(principal)}`];
  });
}

function isOwn(principal: Json): boolean {
  if (!isObject(principal)) return false;
  return Object.entries(principal).every(([kind, names]) => {
    const all = [names].flat();
    if (kind === 'Service')
      return all.every((name) => typeof name === 'string' && /^[a-z0-9.-]+\.amazonaws\.com$/.test(name));
    if (kind === 'Federated') return all.every((name) => name === 'cognito-identity.amazonaws.com');
    return kind === 'AWS' && all.every((name) => name === `arn:aws:iam::${ACCOUNT}:root`);
  });
}
