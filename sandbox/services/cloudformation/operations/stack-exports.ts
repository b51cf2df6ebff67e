import type {
  ListExportsInput,
  ListExportsOutput,
  ListImportsInput,
  ListImportsOutput,
} from '@aws-sdk/client-cloudformation';
import { AwsError } from '../../../aws-error';
import type { Call } from '../../../call';
import { findExport, importersOf, stackExports } from '../exports';
import { page } from './page';

const PAGE = 100;

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ListExports.html */
export function listExports(input: ListExportsInput, { db, accountId, region }: Call): ListExportsOutput {
  const { items, nextToken } = page(input.NextToken, 'exports', PAGE, (after, limit) =>
    db
      .list(stackExports, [accountId, region], { after, limit })
      .map(({ key, value }) => ({ key, value: { ...value, name: String(key[2]) } })),
  );
  return {
    Exports: items.map(({ name, value, stackId }) => ({ ExportingStackId: stackId, Name: name, Value: value })),
    NextToken: nextToken,
  };
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ListImports.html */
export function listImports(input: ListImportsInput, call: Call): ListImportsOutput {
  const { ExportName: name = '' } = input;
  if (!findExport(call.db, call, name)) throw new AwsError('ValidationError', `No export named ${name} found.`);
  const { items, nextToken } = page(input.NextToken, `imports ${name}`, PAGE, (after, limit) =>
    importersOf(call.db, call, name, { after: after && String(after[0]), limit }).map((value) => ({
      key: [value],
      value,
    })),
  );
  if (items.length === 0) throw new AwsError('ValidationError', `Export '${name}' is not imported by any stack.`);
  return { Imports: [...items], NextToken: nextToken };
}
