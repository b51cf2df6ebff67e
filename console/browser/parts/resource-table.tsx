import { useCollection } from '@cloudscape-design/collection-hooks';
import Header from '@cloudscape-design/components/header';
import Pagination from '@cloudscape-design/components/pagination';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import TextFilter from '@cloudscape-design/components/text-filter';

/** Resources of a table, and the words around them. */
export interface ResourceTableProps<Item>
  extends Pick<TableProps<Item>, 'columnDefinitions' | 'variant' | 'trackBy' | 'wrapLines'> {
  readonly items: readonly Item[];
  readonly title: string;
  /** Sentence where there are none. */
  readonly empty: string;
}

/** Table that says how many resources it has, has a field to find some where it is long, and pages beyond 100. */
export function ResourceTable<Item>({ items, title, empty, ...others }: ResourceTableProps<Item>) {
  const found = useCollection(items, {
    filtering: { empty, noMatch: 'No resource has these words.' },
    pagination: { pageSize: 100 },
  });
  return (
    <Table
      {...others}
      {...found.collectionProps}
      items={found.items}
      contentDensity="compact"
      header={
        <Header variant={others.variant === 'embedded' ? 'h3' : 'h2'} counter={`(${items.length})`}>
          {title}
        </Header>
      }
      filter={
        items.length > 10 && (
          <TextFilter
            {...found.filterProps}
            filteringPlaceholder="Find a resource"
            filteringAriaLabel="Find a resource"
          />
        )
      }
      pagination={items.length > 100 && <Pagination {...found.paginationProps} />}
    />
  );
}
