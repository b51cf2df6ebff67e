import Badge, { type BadgeProps } from '@cloudscape-design/components/badge';
import Box from '@cloudscape-design/components/box';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table from '@cloudscape-design/components/table';
import type { PlannedResource, PlanView } from '../../protocol';
import { ResourceTable } from './resource-table';

const COLORS: Readonly<Record<PlannedResource['action'], BadgeProps['color']>> = {
  create: 'green',
  change: 'blue',
  replace: 'red',
  remove: 'red',
};

/** Resources that a plan is about, and the tiers that it launches inside itself. */
export function PlannedTable({ resources, tiers }: Pick<PlanView, 'resources' | 'tiers'>) {
  return (
    <SpaceBetween size="l">
      <ResourceTable
        items={resources}
        title="By AWS’s plan"
        empty="AWS has nothing to change."
        variant="embedded"
        trackBy="logicalId"
        columnDefinitions={[
          {
            id: 'action',
            header: 'What happens',
            cell: ({ action }) => <Badge color={COLORS[action]}>{action}</Badge>,
          },
          { id: 'logicalId', header: 'Resource', isRowHeader: true, cell: ({ logicalId }) => logicalId },
          { id: 'type', header: 'Type', cell: ({ type }) => type },
        ]}
      />
      {tiers.length > 0 && (
        <Table
          items={tiers}
          variant="embedded"
          contentDensity="compact"
          trackBy="tier"
          header={
            <Header
              variant="h3"
              counter={`(${tiers.length})`}
              description="AWS’s plan names them and doesn’t look into them; their released templates tell."
            >
              Tiers that it launches
            </Header>
          }
          columnDefinitions={[
            { id: 'tier', header: 'Tier', isRowHeader: true, cell: ({ tier }) => tier },
            { id: 'product', header: 'Product', cell: ({ product, version }) => `${product} ${version}` },
            { id: 'resources', header: 'Resources', cell: ({ resources: counts }) => countText(counts) },
          ]}
        />
      )}
    </SpaceBetween>
  );
}

function countText(counts: Readonly<Record<string, number>> | undefined) {
  if (counts === undefined) return <Box color="text-status-inactive">not known</Box>;
  return String(Object.values(counts).reduce((sum, one) => sum + one, 0));
}
