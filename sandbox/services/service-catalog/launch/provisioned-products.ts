import type { ProvisionedProductDetail } from '@aws-sdk/client-service-catalog';
import { pageOf, pageOfRows } from '../../../kernel/page';
import type { CatalogCall, CatalogOperations } from '../catalog-call';
import { provisionedProductArn } from '../ids';
import { pageRequest } from '../page-request';
import { invalid, notFound } from '../refusals';
import { accessLevel } from './access-level';
import { exactlyOne } from './launch-target';
import { type ProvisionedProductRow, provisionedProductNames, provisionedProducts, records } from './state';

/** A provisioned product as AWS answers it. */
export function provisionedProductDetail(row: ProvisionedProductRow): ProvisionedProductDetail {
  return {
    Name: row.name,
    Arn: provisionedProductArn(row.region, row.accountId, row.name, row.id),
    Type: 'CFN_STACK',
    Id: row.id,
    Status: row.status,
    StatusMessage: row.statusMessage,
    CreatedTime: row.created,
    IdempotencyToken: row.token,
    LastRecordId: row.lastRecordId,
    LastProvisioningRecordId: row.lastProvisioningRecordId,
    LastSuccessfulProvisioningRecordId: row.lastSuccessfulProvisioningRecordId,
    ProductId: row.productId,
    ProvisioningArtifactId: row.artifactId,
    LaunchRoleArn: row.launchRoleOverride ?? row.launchRoleArn,
  };
}

/**
 * The provisioned product that a request names, by id or by name.
 *
 * @throws AwsError `ResourceNotFoundException`, `InvalidParametersException`.
 */
export function provisionedProductNamed(
  { db, accountId, region }: CatalogCall,
  id: string | undefined,
  name: string | undefined,
): ProvisionedProductRow {
  exactlyOne('ProvisionedProductId', id, 'ProvisionedProductName', name);
  const found = id ?? db.get(provisionedProductNames, [accountId, region, name ?? '']) ?? '';
  const row = db.get(provisionedProducts, [accountId, region, found]);
  if (!row) throw notFound(`Provisioned product ${id ?? name} not found.`);
  return row;
}

/** Operations that show provisioned products. */
export const provisionedProductOperations = {
  /** https://docs.aws.amazon.com/servicecatalog/latest/dg/API_DescribeProvisionedProduct.html */
  DescribeProvisionedProduct(input, call) {
    const row = provisionedProductNamed(call, input.Id, input.Name);
    return { ProvisionedProductDetail: provisionedProductDetail(row), CloudWatchDashboards: [] };
  },

  /** https://docs.aws.amazon.com/servicecatalog/latest/dg/API_GetProvisionedProductOutputs.html: of the last success. */
  GetProvisionedProductOutputs(input, call) {
    const { db, accountId, region } = call;
    const row = provisionedProductNamed(call, input.ProvisionedProductId, input.ProvisionedProductName);
    const recordId = row.lastSuccessfulProvisioningRecordId;
    // AWS's words, as clients look for them: https://github.com/crossplane-contrib/provider-aws/pull/1806
    if (recordId === undefined) throw invalid("Last Successful Provisioning Record doesn't exist.");
    const outputs = db.get(records, [accountId, region, recordId])?.outputs ?? [];
    const { OutputKeys: keys } = input;
    const unknown = keys?.find((key) => !outputs.some(({ OutputKey }) => OutputKey === key));
    if (unknown !== undefined) throw invalid(`Invalid output key: ${unknown}`);
    const asked = outputs.filter(({ OutputKey = '' }) => keys === undefined || keys.includes(OutputKey));
    const { items, next } = pageOf(
      asked,
      ({ OutputKey = '' }) => OutputKey,
      pageRequest(input, 'GetProvisionedProductOutputs'),
    );
    return { Outputs: items, NextPageToken: next };
  },

  /** https://docs.aws.amazon.com/servicecatalog/latest/dg/API_ScanProvisionedProducts.html */
  ScanProvisionedProducts(input, call) {
    const level = accessLevel(call, input.AccessLevelFilter, 'User');
    const { items, next } = pageOfRows(
      call.db,
      provisionedProducts,
      [call.accountId, call.region],
      pageRequest(input, 'ScanProvisionedProducts'),
      ({ value }) => level(value),
    );
    return { ProvisionedProducts: items.map(({ value }) => provisionedProductDetail(value)), NextPageToken: next };
  },
} satisfies CatalogOperations;
