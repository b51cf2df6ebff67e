import type * as model from '@aws-sdk/client-service-catalog';
import type { Call } from '../../kernel/call';
import type { Operations } from '../../kernel/operations';
import type { Work } from '../../kernel/work';

/**
 * Call of Service Catalog: an operation's, or one that a stack makes for one of Service Catalog's resources. Everything
 * of Service Catalog is regional; identifiers are unique in a region, so that other accounts can name what is shared.
 */
export type CatalogCall = Work & Pick<Call, 'accountId' | 'region' | 'caller'>;

/** Operations of Service Catalog, which stacks call too. */
export type CatalogOperations = Operations<typeof model, CatalogCall>;
