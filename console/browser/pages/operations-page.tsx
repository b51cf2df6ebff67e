import Header from '@cloudscape-design/components/header';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import Table from '@cloudscape-design/components/table';
import { useQuery } from '@tanstack/react-query';
import type { OperationView } from '../../protocol';
import { ask } from '../api';
import { InternalLink } from '../parts/internal-link';
import { Loading } from '../parts/loading';
import { ProblemAlert } from '../parts/problem-alert';
import { useTitle } from '../parts/use-title';
import { usePlace } from '../place';

const KINDS = { running: 'in-progress', succeeded: 'success', failed: 'error' } as const;

/** Page of what this console has begun, the newest first. */
export function OperationsPage() {
  useTitle('Operations');
  const { href } = usePlace();
  const operations = useQuery({
    queryKey: ['operations'],
    queryFn: () => ask<readonly OperationView[]>('operations', undefined),
    refetchInterval: 2_000,
    staleTime: 0,
  });
  if (operations.error) return <ProblemAlert error={operations.error} retry={() => void operations.refetch()} />;
  if (!operations.data) return <Loading of="The list" />;
  return (
    <Table
      items={operations.data}
      trackBy="id"
      variant="container"
      wrapLines
      empty="Nothing was begun here since the console was started."
      header={
        <Header
          variant="h1"
          counter={`(${operations.data.length})`}
          description="What this console has begun since it was started. What others do, AWS tells: npm run catalog -- watch."
        >
          Operations
        </Header>
      }
      columnDefinitions={[
        {
          id: 'status',
          header: 'Status',
          cell: ({ status }) => <StatusIndicator type={KINDS[status]}>{status}</StatusIndicator>,
        },
        {
          id: 'title',
          header: 'Operation',
          isRowHeader: true,
          cell: ({ id, title }) => <InternalLink href={href(`/operations/${id}`)}>{title}</InternalLink>,
        },
        { id: 'region', header: 'Region', cell: ({ region }) => region },
        { id: 'began', header: 'Began', cell: ({ began }) => new Date(began).toLocaleTimeString() },
      ]}
    />
  );
}
