import { randomBytes } from 'node:crypto';
import type { RecordDetail } from '@aws-sdk/client-service-catalog';
import type { Json } from '../../../../catalog/template';
import { AwsError } from '../../../kernel/aws-error';
import type { PendingResource, ProvidedResource, ResourceRequest } from '../../../kernel/resource';
import type { ResourceProvider, Work } from '../../../kernel/work';
import { provisionProductOperations } from '../launch/provision-product';
import { provisionedProducts, type RecordRow, records } from '../launch/state';
import { terminateProvisionedProductOperations } from '../launch/terminate-provisioned-product';
import { updateProvisionedProductOfStack } from '../launch/update-provisioned-product';
import { objectsAt, type Properties, resourceTags, textAt, textsAt } from './properties';
import { stackCall } from './stack-call';

/**
 * `AWS::ServiceCatalog::CloudFormationProvisionedProduct`: a launch by the stack's role, which must be a principal of
 * the portfolio. `Ref` gives the provisioned product's id; `Fn::GetAtt` its outputs as `Outputs.<key>`.
 */
export const provisionedProduct: ResourceProvider = {
  create(request, work) {
    const { properties, stackName, logicalId } = request;
    const suffix = randomBytes(6).toString('hex').toUpperCase();
    const { RecordDetail: record } = provisionProductOperations.ProvisionProduct(
      {
        ...target(properties),
        ProvisionedProductName: textAt(properties, 'ProvisionedProductName') ?? `${stackName}-${logicalId}-${suffix}`,
        ProvisioningParameters: parameters(properties),
        NotificationArns: textsAt(properties, 'NotificationArns'),
        Tags: resourceTags(request),
      },
      stackCall(request, work),
    );
    return waiting(record);
  },
  update(request, work) {
    const { RecordDetail: record } = updateProvisionedProductOfStack(
      {
        ...target(request.properties),
        ProvisionedProductId: request.physicalId,
        ProvisioningParameters: parameters(request.properties),
        Tags: resourceTags(request),
      },
      stackCall(request, work),
    );
    return waiting(record);
  },
  poll: (token, request, work) => ended(recordAt(token, request, work), token, work),
  delete(request, work) {
    const row = work.db.get(provisionedProducts, [request.accountId, request.region, request.physicalId]);
    if (!row) return undefined;
    // What its own launch is still making can't be terminated yet.
    if (row.status === 'UNDER_CHANGE') return { pending: null };
    const input = { ProvisionedProductId: row.id };
    return waiting(
      terminateProvisionedProductOperations.TerminateProvisionedProduct(input, stackCall(request, work)).RecordDetail,
    );
  },
  pollDelete(token, request, work) {
    if (token === null) return this.delete(request, work);
    const record = recordAt(token, request, work);
    if (record?.status === 'SUCCEEDED') return undefined;
    if (record?.status === 'FAILED') throw failure(record);
    return { pending: token };
  },
};

function target(properties: Properties) {
  return {
    ProductId: textAt(properties, 'ProductId'),
    ProductName: textAt(properties, 'ProductName'),
    ProvisioningArtifactId: textAt(properties, 'ProvisioningArtifactId'),
    ProvisioningArtifactName: textAt(properties, 'ProvisioningArtifactName'),
    PathId: textAt(properties, 'PathId'),
    PathName: textAt(properties, 'PathName'),
  };
}

function parameters(properties: Properties): { Key: string; Value: string }[] {
  return objectsAt(properties, 'ProvisioningParameters').map((parameter) => ({
    Key: textAt(parameter, 'Key') ?? '',
    Value: textAt(parameter, 'Value') ?? '',
  }));
}

function waiting(record: RecordDetail | undefined): PendingResource {
  return { pending: record?.RecordId ?? null, physicalId: record?.ProvisionedProductId };
}

function recordAt(token: Json, { accountId, region }: ResourceRequest, { db }: Work): RecordRow | undefined {
  return db.get(records, [accountId, region, String(token)]);
}

function ended(record: RecordRow | undefined, token: Json, { db }: Work): ProvidedResource | PendingResource {
  if (record?.status === 'FAILED') throw failure(record);
  if (record?.status !== 'SUCCEEDED') return { pending: token, physicalId: record?.provisionedProductId };
  const { accountId, region, provisionedProductId: id } = record;
  const attributes: Record<string, Json> = {
    ProvisionedProductId: id,
    RecordId: record.id,
    CloudformationStackArn: db.get(provisionedProducts, [accountId, region, id])?.stackId ?? '',
  };
  for (const { OutputKey = '', OutputValue = '' } of record.outputs) attributes[`Outputs.${OutputKey}`] = OutputValue;
  return { physicalId: id, attributes };
}

/** AWS's words: https://github.com/aws/aws-cdk/issues/8404 */
function failure(record: RecordRow): AwsError {
  const why = record.errors.map(({ Description }) => Description).join('; ');
  const verb = record.type === 'TERMINATE_PROVISIONED_PRODUCT' ? 'terminate' : 'launch';
  return new AwsError('GeneralServiceException', `Unable to ${verb} provisioned product because: ${why}`);
}
