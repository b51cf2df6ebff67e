import { isDeepStrictEqual } from 'node:util';
import { findStack, storedTemplate } from '../../cloudformation';
import type { CatalogCall, CatalogOperations } from '../catalog-call';
import { duplicate, invalid, invalidState } from '../refusals';
import { underChange } from './begin-record';
import { endRecord } from './end-record';
import { findTarget } from './launch-target';
import { freeName, newProvisionedProduct } from './provision-product';
import { answerRecord, newRecord } from './records';
import { type Launched, provisionedProductOfStack } from './state';

/** Statuses in which a stack can be imported. */
const IMPORTABLE = [
  'CREATE_COMPLETE',
  'UPDATE_COMPLETE',
  'UPDATE_ROLLBACK_COMPLETE',
  'IMPORT_COMPLETE',
  'IMPORT_ROLLBACK_COMPLETE',
];

/** Operation that makes a stack a provisioned product. */
export const importAsProvisionedProductOperations = {
  /**
   * https://docs.aws.amazon.com/servicecatalog/latest/dg/API_ImportAsProvisionedProduct.html: constraints apply from the
   * first update on.
   */
  ImportAsProvisionedProduct(input, call) {
    return answerRecord(call, 'ImportAsProvisionedProduct', input, 'IdempotencyToken', () => {
      const { db } = call;
      const { ProductId, ProvisioningArtifactId, PhysicalId: stackArn = '' } = input;
      const { product, artifact, path } = findTarget(call, { ProductId, ProvisioningArtifactId });
      const stack = findStack(db, call, stackArn);
      const definition = stack?.id === stackArn ? stack.definition : undefined;
      if (!stack || !definition) throw invalid(`Invalid PhysicalId ${stackArn}: it must be the ARN of a stack.`);
      if (!IMPORTABLE.includes(stack.status)) {
        throw invalidState(`Stack ${stackArn} is in ${stack.status} and cannot be imported.`);
      }
      if (db.get(provisionedProductOfStack, [stack.id]) !== undefined) {
        throw duplicate(`Stack ${stackArn} is already associated with a provisioned product.`);
      }
      if (!sameTemplate(call, definition.template, artifact.template)) {
        throw invalid(`The template of stack ${stackArn} does not match Provisioning Artifact ${artifact.id}.`);
      }
      const launched: Launched = {
        productId: product.id,
        artifactId: artifact.id,
        pathId: path.id,
        portfolioId: path.portfolio.id,
        parameters: definition.parameters.map(({ key, value }) => ({ key, value })),
        tags: definition.tags,
        notificationArns: definition.notificationArns,
      };
      const name = freeName(call, input.ProvisionedProductName ?? '');
      const row = { ...newProvisionedProduct(call, name, launched, input.IdempotencyToken), stackId: stack.id };
      const record = newRecord(call, 'PROVISION_PRODUCT', row, launched);
      endRecord(record, underChange(call, row, record), { stack }, call);
      return record;
    });
  },
} satisfies CatalogOperations;

/** Whether two stored templates say the same, however they are written. */
function sameTemplate({ db }: CatalogCall, one: string, other: string): boolean {
  return one === other || isDeepStrictEqual(storedTemplate(db, one), storedTemplate(db, other));
}
