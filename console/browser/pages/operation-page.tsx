import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Header from '@cloudscape-design/components/header';
import LiveRegion from '@cloudscape-design/components/live-region';
import ProgressBar from '@cloudscape-design/components/progress-bar';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { verbText } from '../../../catalog/verb-text';
import type { OperationView } from '../../protocol';
import { type OperationProgress, progressOf, type ResourceState, statusKind } from '../operation-progress';
import { Command } from '../parts/command';
import { InternalLink } from '../parts/internal-link';
import { Loading } from '../parts/loading';
import { OutputsTable } from '../parts/outputs-table';
import { ProblemAlert } from '../parts/problem-alert';
import { ResourceTable } from '../parts/resource-table';
import { useTitle } from '../parts/use-title';
import { useOperation } from '../use-operation';

const MARKS = { running: '…', succeeded: '✓', failed: '✗' } as const;

/** Page of an operation: how far it is, resource by resource, its first failure on top, its outputs at the end. */
export function OperationPage({ id }: { readonly id: string }) {
  const { operation, error, isLost } = useOperation(id);
  useTitle(operation ? `${MARKS[operation.status]} ${operation.title}` : 'Operation');
  if (!operation) return error ? <ProblemAlert error={error} /> : <Loading of="The operation" />;
  const progress = progressOf(operation.events);
  const { title, subject, region, status, outputs, problem, command, again } = operation;
  return (
    <SpaceBetween size="l">
      <Header variant="h1" description={`${subject}, in ${region}. It goes on when you leave this page.`}>
        {title}
        <LiveRegion hidden>
          {status}. {progress.failure}
        </LiveRegion>
      </Header>
      {isLost && <Alert type="warning">The connection is lost; it is being tried again. AWS goes on.</Alert>}
      {status === 'failed' && problem && <ProblemAlert error={problem} />}
      {status === 'succeeded' && <Alert type="success" header={`Done: ${title}`} />}
      {progress.failure !== undefined && status !== 'succeeded' && (
        <Alert type="error" header="This failed first">
          {progress.failure}
        </Alert>
      )}
      {again !== undefined && status === 'failed' && (
        <InternalLink href={again}>Launch again with these answers</InternalLink>
      )}
      {outputs && <OutputsTable outputs={outputs} />}
      <Progress operation={operation} progress={progress} />
      {progress.notes.map((note) => (
        <Alert key={note} type="info">
          {note}
        </Alert>
      ))}
      <ResourcesTable resources={progress.resources} />
      <Command text={verbText(command)} />
      <Command label="See it in a terminal" text={`npm run catalog -- watch ${subject}`} />
    </SpaceBetween>
  );
}

function Progress({
  operation: { status },
  progress: { done, of, record },
}: {
  readonly operation: OperationView;
  readonly progress: OperationProgress;
}) {
  if (status !== 'running') return null;
  const whole = of ?? 0;
  return (
    <ProgressBar
      value={whole > 0 ? (100 * done) / whole : 0}
      label="Resources that are done"
      description={`By the templates, of everything that is to be made. AWS says: ${record ?? 'nothing yet'}.`}
      additionalInfo={whole > 0 ? `${done} of ${whole}` : 'AWS has not begun yet, or you may not see its stack.'}
    />
  );
}

function ResourcesTable({ resources }: { readonly resources: readonly ResourceState[] }) {
  return (
    <ResourceTable
      items={resources}
      title="Resources"
      empty="AWS has not told of any yet."
      variant="container"
      wrapLines
      columnDefinitions={[
        {
          id: 'status',
          header: 'Status',
          minWidth: 200,
          cell: (resource) => <StatusIndicator type={statusKind(resource)}>{resource.status}</StatusIndicator>,
        },
        { id: 'logicalId', header: 'Resource', isRowHeader: true, minWidth: 160, cell: nameOf },
        { id: 'type', header: 'Type', minWidth: 200, cell: ({ resourceType }) => resourceType },
        { id: 'reason', header: 'Reason', minWidth: 160, cell: ({ reason = '' }) => reason },
      ]}
    />
  );
}

function nameOf({ tier, logicalId }: ResourceState) {
  return tier === undefined ? (
    logicalId
  ) : (
    <>
      <Box color="text-body-secondary" display="inline">
        {tier}
        {' / '}
      </Box>
      {logicalId}
    </>
  );
}
