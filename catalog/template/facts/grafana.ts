import type { Fact } from './fact';
import { holdsData, pageOf } from './families';
import { neverGoesBack } from './refusals';
import { versionsIn } from './versions';

/** Facts about Amazon Managed Grafana. */
export const grafana: readonly Fact[] = [
  ...holdsData('workspace', 'AWS::Grafana::Workspace'),
  neverGoesBack(
    {
      type: 'AWS::Grafana::Workspace',
      words:
        'Can only be used to upgrade (for example, from 8.4 to 9.4), not downgrade (for example, from 9.4 to 8.4).',
      page: pageOf('AWS::Grafana::Workspace'),
    },
    versionsIn('GrafanaVersion'),
  ),
];
