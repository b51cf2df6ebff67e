import { permissionsHash } from '../../../portfolios/launch-role/permissions-hash';
import { receivedProducts } from '../../../portfolios/offers/portfolios';
import { permissionsOf } from '../../publish/old-spokes';
import { accountStack } from '../account-stack';
import type { AccountView } from '../account-view';
import type { Examination } from '../examination';
import { broken, type Finding, sound } from '../finding';
import { deployingStack } from '../write-remedy';

/**
 * Checks that a receiving account's spoke has the permissions that this project gives: a release that needs more fails where it
 * is older.
 */
export async function checkSpoke(examination: Examination, launching: AccountView): Promise<Finding[]> {
  if (launching.id === examination.hub?.id) return [];
  const subject = { check: 'spoke' } as const;
  const stack = await accountStack(launching);
  // Then other checks say what is missing.
  if (!stack || stack.resources.size === 0) return [];
  const products = receivedProducts(examination.catalog.map(({ product }) => product));
  const wanted = permissionsHash({ products, boundaryStage: examination.settings.permissionsBoundary });
  const found = permissionsOf(stack.text);
  if (found === wanted) return [sound(subject, stack.name)];
  const problem = `${stack.name} has other permissions (${found ?? 'of an earlier release'}) than this project (${wanted}).`;
  return [broken(subject, problem, await deployingStack(examination, launching))];
}
