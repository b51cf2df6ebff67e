import Badge from '@cloudscape-design/components/badge';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table from '@cloudscape-design/components/table';
import { useQuery } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import type { OfferedVersion, ProductVersions } from '../../protocol';
import { ask } from '../api';
import { Breadcrumbs } from '../parts/breadcrumbs';
import { Command } from '../parts/command';
import { InternalLink } from '../parts/internal-link';
import { Loading } from '../parts/loading';
import { ProblemAlert } from '../parts/problem-alert';
import { useTitle } from '../parts/use-title';
import { usePlace } from '../place';
import { VersionComparison } from './version-comparison';

/** Page of one product: its versions, and a comparison of any two. */
export function ProductPage({ id }: { readonly id: string }) {
  const { region, href } = usePlace();
  const [, navigate] = useLocation();
  const product = useQuery({
    queryKey: ['product', id, region],
    queryFn: () => ask<ProductVersions>(`products/${encodeURIComponent(id)}`, region),
  });
  useTitle(product.data?.name ?? id);
  if (product.error) return <ProblemAlert error={product.error} retry={() => void product.refetch()} />;
  if (!product.data) return <Loading of="The product" />;
  const { name, description, versions, portfolios } = product.data;
  return (
    <SpaceBetween size="l">
      <Breadcrumbs parts={[[name, `/products/${id}`]]} />
      <Header
        variant="h1"
        description={description}
        actions={
          versions.some(({ isDeprecated }) => !isDeprecated) && (
            <Button
              variant="primary"
              href={href(`/launch/${id}`)}
              onFollow={(event) => {
                event.preventDefault();
                navigate(href(`/launch/${id}`));
              }}
            >
              Launch the newest
            </Button>
          )
        }
      >
        {name}
      </Header>
      <Table
        items={versions}
        trackBy="version"
        variant="container"
        wrapLines
        header={
          <Header variant="h2" counter={`(${versions.length})`} description={`Offered by ${portfolios.join(', ')}`}>
            Versions
          </Header>
        }
        columnDefinitions={[
          {
            id: 'version',
            header: 'Version',
            isRowHeader: true,
            minWidth: 110,
            cell: (version) => <VersionName {...version} />,
          },
          {
            id: 'date',
            header: 'Released',
            minWidth: 120,
            cell: ({ date = '–' }) => <span className="nowrap">{date}</span>,
          },
          { id: 'notes', header: 'What is new', minWidth: 260, cell: (version) => <Notes {...version} /> },
          {
            id: 'launch',
            header: 'Launch',
            minWidth: 90,
            cell: ({ version, isDeprecated }) =>
              isDeprecated ? (
                '–'
              ) : (
                <InternalLink href={href(`/launch/${id}?version=${version}`)} ariaLabel={`Launch ${version}`}>
                  Launch
                </InternalLink>
              ),
          },
        ]}
      />
      {versions.length > 1 && <VersionComparison id={id} versions={versions.map(({ version }) => version)} />}
      <Command text={`npm run catalog -- show ${id}`} />
    </SpaceBetween>
  );
}

function VersionName({ version, isDeprecated }: OfferedVersion) {
  return (
    <SpaceBetween size="xxs" direction="horizontal">
      <span>{version}</span>
      {isDeprecated && <Badge color="grey">deprecated</Badge>}
    </SpaceBetween>
  );
}

function Notes({ notes = '–', upgradeNotes }: OfferedVersion) {
  return (
    <SpaceBetween size="xxs">
      <span>{notes}</span>
      {upgradeNotes !== undefined && <Box color="text-body-secondary">Around an upgrade: {upgradeNotes}</Box>}
    </SpaceBetween>
  );
}
