import { guardName } from '../../../portfolios/guard/guard';
import { awsCommand } from '../../aws/aws-command';
import type { AccountView } from '../account-view';
import type { Examination } from '../examination';
import { broken, type Finding, sound } from '../finding';
import { deployingStack } from '../write-remedy';

/** Checks that the guard watches the region: without it launches work, and nothing protects what they made. */
export async function checkGuard(examination: Examination, launching: AccountView): Promise<Finding[]> {
  const subject = { check: 'guard' } as const;
  const eventBridge = await launching.target.eventBridge();
  const state = await eventBridge.describeRule({ Name: guardName }).then(
    (rule) => rule.State,
    (error: unknown) => {
      if (error instanceof Error && error.name === 'ResourceNotFoundException') return undefined;
      throw error;
    },
  );
  if (state === undefined) {
    return [
      broken(
        subject,
        `There is no guard in ${launching.region}: no rule ${guardName}.`,
        await deployingStack(examination, launching),
      ),
    ];
  }
  if (state === 'DISABLED') {
    const enable = awsCommand(launching, 'events enable-rule', { name: guardName });
    return [broken(subject, `The guard is switched off: the rule ${guardName} is disabled.`, enable)];
  }
  return [sound(subject)];
}
