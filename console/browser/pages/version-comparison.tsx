import Badge, { type BadgeProps } from '@cloudscape-design/components/badge';
import Box from '@cloudscape-design/components/box';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import Table from '@cloudscape-design/components/table';
import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'wouter';
import type { Comparison, TemplateChange } from '../../../catalog/comparison/comparison';
import { ask } from '../api';
import { Command } from '../parts/command';
import { ProblemAlert } from '../parts/problem-alert';

const COLORS: Readonly<Record<string, BadgeProps['color']>> = { major: 'severity-high', minor: 'severity-medium' };

/** Comparison of two versions of a product, the gravest change first; the address says which two. */
export function VersionComparison({ id, versions }: { readonly id: string; readonly versions: readonly string[] }) {
  const [query, setQuery] = useSearchParams();
  const chosen = (key: string, fallback = '') => {
    const asked = query.get(key) ?? '';
    return versions.includes(asked) ? asked : fallback;
  };
  const [from, to] = [chosen('from', versions[1]), chosen('to', versions[0])];
  const comparison = useQuery({
    queryKey: ['comparison', id, from, to],
    queryFn: () => ask<Comparison>(`products/${encodeURIComponent(id)}/comparison`, undefined, { from, to }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const choice = (key: 'from' | 'to', label: string, value: string) => (
    <FormField label={label}>
      <Select
        selectedOption={{ value, label: value }}
        options={versions.map((each) => ({ value: each, label: each }))}
        onChange={({ detail }) => setQuery((old) => withValue(old, key, detail.selectedOption.value ?? ''))}
      />
    </FormField>
  );
  return (
    <SpaceBetween size="s">
      <Table
        items={comparison.data?.changes ?? []}
        variant="container"
        wrapLines
        loading={comparison.isPending}
        loadingText="The versions are being compared"
        empty={comparison.data ? 'Nothing differs once parsed.' : '–'}
        header={
          <SpaceBetween size="s">
            <Header
              variant="h2"
              counter={comparison.data && `(${comparison.data.changes.length})`}
              description="What an upgrade from the one to the other does to what runs, in every environment type."
            >
              Compare two versions
            </Header>
            <SpaceBetween size="s" direction="horizontal">
              {choice('from', 'From', from)}
              {choice('to', 'To', to)}
              {comparison.data && <Verdict {...comparison.data} />}
            </SpaceBetween>
          </SpaceBetween>
        }
        columnDefinitions={[
          {
            id: 'bump',
            header: 'Bump',
            minWidth: 90,
            cell: ({ bump }) => <Badge color={COLORS[bump] ?? 'grey'}>{bump}</Badge>,
          },
          {
            id: 'subject',
            header: 'Where',
            isRowHeader: true,
            minWidth: 200,
            cell: (change) => <Subject {...change} />,
          },
          { id: 'effect', header: 'Effect', minWidth: 120, cell: (change) => <Effect {...change} /> },
          { id: 'why', header: 'Why', minWidth: 260, cell: ({ why }) => why },
        ]}
      />
      {comparison.error && <ProblemAlert error={comparison.error} />}
      <Command text={`npm run catalog -- compare ${id} ${from} ${to}`} />
    </SpaceBetween>
  );
}

function withValue(old: URLSearchParams, key: string, value: string): URLSearchParams {
  const query = new URLSearchParams(old);
  query.set(key, value);
  return query;
}

function Verdict({ bump, losesData }: Comparison) {
  if (losesData) return <StatusIndicator type="error">Whoever upgrades loses data.</StatusIndicator>;
  return <StatusIndicator type="info">{bump === 'none' ? 'The same' : `At least ${bump}`}</StatusIndicator>;
}

function Subject({ logicalId, type, property }: TemplateChange) {
  return (
    <div>
      <Box variant="strong">{logicalId ?? 'The template'}</Box>
      {property !== null && <Box>{property}</Box>}
      {type !== null && <Box color="text-body-secondary">{type}</Box>}
    </div>
  );
}

function Effect({ effect, losesData, environmentTypes }: TemplateChange) {
  return (
    <div>
      {losesData ? <StatusIndicator type="error">{effect}</StatusIndicator> : effect === 'none' ? 'in place' : effect}
      <Box color="text-body-secondary">{environmentTypes.join(', ')}</Box>
    </div>
  );
}
