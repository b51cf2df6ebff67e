import type {
  ListExportsInput,
  ListExportsOutput,
  ListImportsInput,
  ListImportsOutput,
} from '@aws-sdk/client-cloudformation';
import { AwsError } from '../../../kernel/aws-error';
import type { Call } from '../../../kernel/call';
import { findExport, imports, stackExports } from '../exports';
import { pageOfRows } from './page';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ListExports.html */
export function listExports(input: ListExportsInput, { db, accountId, region }: Call): ListExportsOutput {
  const { items, nextToken } = pageOfRows(db, stackExports, [accountId, region], {
    token: input.NextToken,
    of: 'exports',
  });
  const shown = items.map(({ key, value: { stackId, value } }) => ({
    ExportingStackId: stackId,
    Name: String(key[2]),
    Value: value,
  }));
  return { Exports: shown, NextToken: nextToken };
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ListImports.html */
export function listImports(input: ListImportsInput, call: Call): ListImportsOutput {
  const { ExportName: name = '' } = input;
  if (!findExport(call.db, call, name)) throw new AwsError('ValidationError', `No export named ${name} found.`);
  const { items, nextToken } = pageOfRows(call.db, imports, [call.accountId, call.region, name], {
    token: input.NextToken,
    of: `imports ${name}`,
  });
  if (items.length === 0) throw new AwsError('ValidationError', `Export '${name}' is not imported by any stack.`);
  return { Imports: items.map(({ key }) => String(key[3])), NextToken: nextToken };
}
