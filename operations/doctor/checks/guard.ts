import { guardName, sweepName } from '../../../portfolios/guard/guard-name';
import { awsCommand } from '../../aws/aws-command';
import { allProvisionedProducts } from '../../aws/provisioned-product';
import { unguardedStacks } from '../../running/unguarded';
import type { AccountView } from '../account-view';
import type { Examination } from '../examination';
import { broken, type Finding, sound } from '../finding';
import { deployingStack } from '../write-remedy';

/** Checks that the guard watches the region: without it launches work, and nothing protects what they made. */
export async function checkGuard(examination: Examination, launching: AccountView): Promise<Finding[]> {
  const subject = { check: 'guard' } as const;
  const eventBridge = await launching.target.eventBridge();
  const stateOf = (Name: string) =>
    eventBridge.describeRule({ Name }).then(
      (rule) => rule.State,
      (error: unknown) => {
        if (error instanceof Error && error.name === 'ResourceNotFoundException') return undefined;
        throw error;
      },
    );
  const problems: Finding[] = [];
  for (const [name, what] of RULES) {
    const state = await stateOf(name);
    if (state === undefined) {
      const problem = `There is no ${what} in ${launching.region}: no rule ${name}.`;
      return [broken(subject, problem, await deployingStack(examination, launching))];
    }
    if (state !== 'DISABLED') continue;
    const enable = awsCommand(launching, 'events enable-rule', { name });
    problems.push(broken(subject, `The ${what} is switched off: the rule ${name} is disabled.`, enable));
  }
  return problems.length > 0 ? problems : [sound(subject)];
}

/** Rules of the guard, and what each stands for. */
const RULES = [
  [guardName, 'guard'],
  [sweepName, 'sweep of the guard'],
] as const;

/** Checks that every launched stack has its protection, whatever the rule's state: it may have been off, or a run failed. */
export async function checkGuardedStacks({ target }: AccountView): Promise<Finding[]> {
  const subject = { check: 'guarded-stacks' } as const;
  const all = await allProvisionedProducts(await target.serviceCatalog());
  const unguarded = await unguardedStacks(target, all);
  if (unguarded.length === 0) return [sound(subject)];
  return unguarded.map(({ problem, remedy }) => broken(subject, problem, remedy));
}
