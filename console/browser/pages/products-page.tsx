import { useCollection } from '@cloudscape-design/collection-hooks';
import Box from '@cloudscape-design/components/box';
import Cards from '@cloudscape-design/components/cards';
import Header from '@cloudscape-design/components/header';
import Pagination from '@cloudscape-design/components/pagination';
import SpaceBetween from '@cloudscape-design/components/space-between';
import TextFilter from '@cloudscape-design/components/text-filter';
import { useQuery } from '@tanstack/react-query';
import type { OfferedProduct } from '../../protocol';
import { ask } from '../api';
import { Command } from '../parts/command';
import { InternalLink } from '../parts/internal-link';
import { Loading } from '../parts/loading';
import { ProblemAlert } from '../parts/problem-alert';
import { useTitle } from '../parts/use-title';
import { usePlace } from '../place';

/** Page of the products that one may launch here. */
export function ProductsPage() {
  useTitle('Products');
  const { region, href } = usePlace();
  const products = useQuery({
    queryKey: ['products', region],
    queryFn: () => ask<readonly OfferedProduct[]>('products', region),
  });
  const { items, filterProps, paginationProps, collectionProps, filteredItemsCount } = useCollection(
    products.data ?? [],
    {
      filtering: { empty: <NothingOffered />, noMatch: 'No product has these words.' },
      pagination: { pageSize: 100 },
    },
  );
  if (products.error) return <ProblemAlert error={products.error} retry={() => void products.refetch()} />;
  if (!products.data) return <Loading of="The list of products" />;
  return (
    <Cards
      {...collectionProps}
      items={items}
      trackBy="id"
      ariaLabels={{ itemSelectionLabel: (_, { name }) => name, selectionGroupLabel: 'Products' }}
      header={
        <Header
          variant="h1"
          counter={`(${products.data.length})`}
          description="What you may launch in this account and region."
        >
          Products
        </Header>
      }
      filter={
        products.data.length > 0 && (
          <TextFilter
            {...filterProps}
            filteringPlaceholder="Find a product"
            filteringAriaLabel="Find a product"
            countText={`${filteredItemsCount} found`}
          />
        )
      }
      pagination={products.data.length > 100 && <Pagination {...paginationProps} />}
      cardDefinition={{
        header: ({ id, name }) => (
          <InternalLink href={href(`/products/${id}`)} fontSize="heading-m">
            {name}
          </InternalLink>
        ),
        sections: [
          { id: 'description', content: ({ description }) => description },
          { id: 'facts', content: factsOf },
          {
            id: 'launch',
            content: ({ id, name, newest }) =>
              newest === undefined ? (
                <Box color="text-status-inactive">No version of it may be launched any more.</Box>
              ) : (
                <InternalLink href={href(`/launch/${id}`)} ariaLabel={`Launch ${name}`}>
                  Launch
                </InternalLink>
              ),
          },
        ],
      }}
    />
  );
}

function factsOf({ newest, versions, launched }: OfferedProduct) {
  const count = versions === 1 ? '1 version' : `${versions} versions`;
  const times = launched === undefined ? '' : ` · ${timesText(launched)}`;
  return <Box color="text-body-secondary">{`${newest ?? '–'} · ${count}${times}`}</Box>;
}

function timesText(launched: number): string {
  if (launched === 0) return 'not launched yet';
  return launched === 1 ? 'launched once' : `launched ${launched} times`;
}

function NothingOffered() {
  return (
    <SpaceBetween size="s">
      <Box variant="strong">Nothing is offered to you here</Box>
      <Box>The catalog isn’t published in this account and region, or no portfolio names your role.</Box>
      <Command label="Publish it" text="npm run catalog -- publish" />
      <Command label="Find out why" text="npm run catalog -- doctor" />
    </SpaceBetween>
  );
}
