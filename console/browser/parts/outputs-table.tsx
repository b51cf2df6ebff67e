import Button from '@cloudscape-design/components/button';
import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table from '@cloudscape-design/components/table';

/** Outputs of what is launched, each to copy, all of them as a file. */
export function OutputsTable({ outputs }: { readonly outputs: Readonly<Record<string, string>> }) {
  const items = Object.entries(outputs).map(([key, value]) => ({ key, value }));
  return (
    <Table
      items={items}
      trackBy="key"
      variant="container"
      contentDensity="compact"
      wrapLines
      empty="It has no outputs."
      header={
        <Header
          variant="h2"
          counter={`(${items.length})`}
          actions={
            <SpaceBetween size="xs" direction="horizontal">
              <Button onClick={() => save('outputs.json', `${JSON.stringify(outputs, null, 2)}\n`)}>JSON</Button>
              <Button onClick={() => save('outputs.env', environmentText(items))}>.env</Button>
            </SpaceBetween>
          }
        >
          Outputs
        </Header>
      }
      columnDefinitions={[
        { id: 'key', header: 'Output', isRowHeader: true, minWidth: 180, cell: ({ key }) => key },
        {
          id: 'value',
          header: 'Value',
          minWidth: 220,
          cell: ({ key, value }) => (
            <CopyToClipboard
              variant="inline"
              textToCopy={value}
              copyButtonAriaLabel={`Copy ${key}`}
              copySuccessText="Copied"
              copyErrorText="It could not be copied"
            />
          ),
        },
      ]}
    />
  );
}

/** Lines for a shell: within single quotes nothing of a value means anything. */
function environmentText(items: readonly { readonly key: string; readonly value: string }[]): string {
  const name = (key: string) => key.replace(/(?<=[a-z0-9])(?=[A-Z])/g, '_').toUpperCase();
  return items.map(({ key, value }) => `${name(key)}='${value.replaceAll("'", "'\\''")}'\n`).join('');
}

function save(name: string, text: string): void {
  const link = document.createElement('a');
  link.href = `data:text/plain;charset=utf-8,${encodeURIComponent(text)}`;
  link.download = name;
  link.click();
}
