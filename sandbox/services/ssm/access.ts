import type { ServiceAccess } from '../../kernel/service-access';
import { findParameter } from './state';

/**
 * Parameters that calls are about: `parameter/path/to/name` without a second slash.
 * https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-access.html
 */
export const ssmAccess: ServiceAccess = {
  resources({ input, db, accountId, region }, types) {
    if (!types.includes('parameter')) return undefined;
    const names = [input.Name, input.Path, input.ResourceId, input.Names]
      .flat()
      .filter((name) => typeof name === 'string');
    if (names.length === 0) return undefined;
    return names.map((name) => {
      // A version or label stands behind a colon.
      const bare = name.startsWith('arn:') ? name : name.replace(/:.*$/, '');
      const found = findParameter(db, { accountId, region }, bare);
      const arn = `arn:aws:ssm:${region}:${accountId}:parameter/${bare.replace(/^\//, '')}`;
      return { arn: name.startsWith('arn:') ? name : arn, tags: found?.tags };
    });
  },
};
