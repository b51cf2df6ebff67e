import type * as model from '@aws-sdk/client-cloudformation';
import { AwsError } from '../../../kernel/aws-error';
import type { Operations } from '../../../kernel/operations';
import { pageOfRows } from '../../../kernel/page';
import { findExport, imports, stackExports } from '../exports';
import { pageRequest } from '../page-request';

/** Operations on exports and their imports. */
export const stackExportOperations = {
  /** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ListExports.html */
  ListExports(input, { db, accountId, region }) {
    const { items, next } = pageOfRows(db, stackExports, [accountId, region], pageRequest(input, 'ListExports'));
    const shown = items.map(({ key, value: { stackId, value } }) => ({
      ExportingStackId: stackId,
      Name: String(key[2]),
      Value: value,
    }));
    return { Exports: shown, NextToken: next };
  },

  /** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ListImports.html */
  ListImports(input, call) {
    const { ExportName: name = '' } = input;
    if (!findExport(call.db, call, name)) throw new AwsError('ValidationError', `No export named ${name} found.`);
    const page = pageRequest(input, `imports ${name}`);
    const { items, next } = pageOfRows(call.db, imports, [call.accountId, call.region, name], page);
    if (items.length === 0) throw new AwsError('ValidationError', `Export '${name}' is not imported by any stack.`);
    return { Imports: items.map(({ key }) => String(key[3])), NextToken: next };
  },
} satisfies Operations<typeof model>;
