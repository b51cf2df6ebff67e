import type { ContextEntry } from '@aws-sdk/client-iam';
import type { ConditionElement, PolicyStatement } from '../../../catalog/permissions';
import type { Product } from '../../../catalog/product';
import { launchStatements, policyStatement } from '../../../portfolios/launch-role/launch-statements';
import type { AccountView } from '../account-view';
import type { Examination } from '../examination';
import { broken, type Finding, undecided } from '../finding';
import { type Denial, denials } from '../simulate';
import { type Missing, permitting } from './launch-role-remedies';

/** A statement that a launch role must have, as it stands in a policy. */
interface Needed extends PolicyStatement {
  readonly Sid: string;
  readonly Action: readonly string[];
}

/** A statement of which some actions aren't allowed. */
interface Lack {
  readonly statement: Needed;
  readonly denied: readonly Denial[];
}

/** Simulations that are asked for at the same time. */
const AT_ONCE = 4;

/**
 * Checks what a launch role may not do of what its product and every launch need. Each statement is tried with an ARN
 * of the form that it names, and with the keys of the request that its condition asks for.
 */
export async function checkCoverage(
  examination: Examination,
  launching: AccountView,
  product: Product,
  role: { readonly name: string; readonly arn: string },
): Promise<Finding[]> {
  const place = { partition: role.arn.split(':')[1] ?? 'aws', account: launching.id };
  const hubAccount = /^\d{12}$/.test(examination.hubAccount) ? examination.hubAccount : launching.id;
  const needed = [...launchStatements(hubAccount), ...product.launchRole].map(
    (statement): Needed => ({ ...policyStatement(statement, place), Sid: statement.Sid, Action: statement.Action }),
  );
  const iam = await launching.target.iam();
  const lacks: Lack[] = [];
  const waiting = [...needed];
  const work = async () => {
    for (let statement = waiting.shift(); statement; statement = waiting.shift()) {
      const denied = await denials(iam, role.arn, {
        actions: statement.Action,
        resources: [statement.Resource ?? '*'].flat().map((arn) => sampleArn(arn, launching.region)),
        context: [
          { ContextKeyName: 'aws:RequestedRegion', ContextKeyType: 'string', ContextKeyValues: [launching.region] },
          ...contextOf(statement.Condition),
        ],
      });
      if (denied.length > 0) lacks.push({ statement, denied });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return describe(examination, launching, product, role.name, lacks);
}

async function describe(
  examination: Examination,
  launching: AccountView,
  product: Product,
  name: string,
  lacks: readonly Lack[],
): Promise<Finding[]> {
  const subject = { check: 'launch-role', product: product.id } as const;
  const refused = lacks.filter(({ denied }) => denied.some(({ kind }) => kind !== 'undecided'));
  if (refused.length > 0) {
    const missing = refused.flatMap(({ statement, denied }) =>
      [...new Set(denied.map(({ kind }) => kind))]
        .filter((kind) => kind !== 'undecided')
        .map((kind): Missing => {
          const ofKind = denied.filter((denial) => denial.kind === kind);
          return { ...statement, Action: ofKind.map(({ action }) => action), kind };
        }),
    );
    const problem = `${name} may not do what ${product.name} needs: ${told(refused)}.`;
    return [broken(subject, problem, await permitting(examination, launching, name, missing))];
  }
  if (lacks.length === 0) return [];
  return [undecided(subject, `Whether ${name} may do what ${product.name} needs can't be told: ${told(lacks)}.`)];
}

/** Statements that a message names, and actions of each. */
const MOST_NAMED = 3;

/** `ec2:CreateVpc (statement Vpc): not allowed by any policy of the role`. */
function told(lacks: readonly Lack[]): string {
  const each = lacks.slice(0, MOST_NAMED).map(({ statement: { Sid }, denied }) => {
    const actions = denied.slice(0, MOST_NAMED).map(({ action }) => action);
    const others = denied.length > MOST_NAMED ? ` and ${denied.length - MOST_NAMED} more` : '';
    return `${actions.join(', ')}${others} (statement ${Sid}; ${denied[0]?.why})`;
  });
  return [...each, ...(lacks.length > MOST_NAMED ? [`and in ${lacks.length - MOST_NAMED} more statements`] : [])].join(
    '; ',
  );
}

/** An ARN that a pattern matches: in the region that is launched in, where the pattern leaves the region open. */
export function sampleArn(pattern: string, region: string): string {
  if (pattern === '*') return pattern;
  const [arn, partition, service, place, ...rest] = pattern.split(':');
  const head = [arn, partition, service, place === '*' ? region : place].join(':');
  return [head, ...rest].join(':').replaceAll('*', 'sample').replaceAll('?', 'x');
}

/**
 * Keys of a request with which a statement's condition holds.
 *
 * @throws Error on an operator that no launch role uses: then this must learn it
 */
export function contextOf(condition: ConditionElement = {}): ContextEntry[] {
  return Object.entries(condition).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([ContextKeyName, given]): ContextEntry => {
      const isMany = /^For(Any|All)Values?:/.test(operator);
      const kind = operator.replace(/^For(Any|All)Values?:/, '').replace(/IfExists$/, '');
      const type = {
        StringEquals: 'string',
        StringLike: 'string',
        ArnLike: 'string',
        ArnEquals: 'string',
        Bool: 'boolean',
      }[kind];
      if (type === undefined) throw new Error(`A condition with ${operator} can't be simulated yet.`);
      const [value = ''] = [given].flat();
      return {
        ContextKeyName,
        ContextKeyType: isMany ? 'stringList' : (type as 'string' | 'boolean'),
        ContextKeyValues: [String(value).replaceAll('*', 'sample')],
      };
    }),
  );
}
