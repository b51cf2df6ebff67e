import { stackNames } from '../../portfolios/publish';

/** Text of an account that could leave. */
export const leaveText = `Nothing of the catalog runs here; ${stackNames.spoke} would go.`;

/** Text of an account that has left. */
export const leftText = [
  `${stackNames.spoke} is gone. API Gateway's role for its logs stays, since others may use it.`,
  "The hub's administrator ends the share: the account out of the context, and catalog publish --prune.",
].join('\n');
