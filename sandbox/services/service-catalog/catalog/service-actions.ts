import type { ServiceActionDetail, ServiceActionSummary } from '@aws-sdk/client-service-catalog';
import { pageOf } from '../../../kernel/page';
import { defineTable } from '../../../store/store';
import { ownProduct, visibleProduct } from '../access';
import type { CatalogCall, CatalogOperations } from '../catalog-call';
import { once } from '../idempotency';
import { newId } from '../ids';
import { pageRequest } from '../page-request';
import { duplicate, inUse, invalid, notFound } from '../refusals';
import { artifactOf } from './provisioning-artifacts';

/** A self-service action: an automation of Systems Manager that users may run. Here nobody runs it. */
interface ServiceActionRow {
  readonly id: string;
  readonly name: string;
  readonly description?: string;
  /** `Name`, `Version`, `AssumeRole` and `Parameters` of the automation. */
  readonly definition: Readonly<Record<string, string>>;
}

/** Actions by account, region and id. */
const serviceActions = defineTable<ServiceActionRow>('servicecatalog/service-actions');

/** The owner of each action that a version has, by region, product, version and action. */
const actionsOfArtifact = defineTable<string>('servicecatalog/actions-of-artifact');

/** The versions that have an action, by region, action, product and version. */
const artifactsOfAction = defineTable<true>('servicecatalog/artifacts-of-action');

/** Operations on service actions and their associations. */
export const serviceActionOperations = {
  /** https://docs.aws.amazon.com/servicecatalog/latest/dg/API_CreateServiceAction.html */
  CreateServiceAction(input, call) {
    return once(call, 'CreateServiceAction', input, 'IdempotencyToken', () => {
      const { Name: name = '', Description: description, Definition: definition = {} } = input;
      refuseBadDefinition(definition);
      if (ownActions(call).some((row) => row.name === name)) {
        throw duplicate(`ServiceAction with name ${name} already exists.`);
      }
      return answer(call, { id: newId('act'), name, description, definition });
    });
  },

  /** https://docs.aws.amazon.com/servicecatalog/latest/dg/API_UpdateServiceAction.html */
  UpdateServiceAction(input, call) {
    const before = ownAction(call, input.Id);
    const { Name: name = before.name, Description: description = before.description } = input;
    const definition = { ...before.definition, ...input.Definition };
    refuseBadDefinition(definition);
    return answer(call, { ...before, name, description, definition });
  },

  /** https://docs.aws.amazon.com/servicecatalog/latest/dg/API_DeleteServiceAction.html */
  DeleteServiceAction(input, call) {
    const { id } = ownAction(call, input.Id);
    if (call.db.count(artifactsOfAction, [call.region, id]) > 0) {
      throw inUse(`ServiceAction ${id} is still associated with a provisioning artifact.`);
    }
    call.db.remove(serviceActions, [call.accountId, call.region, id]);
    return {};
  },

  /** https://docs.aws.amazon.com/servicecatalog/latest/dg/API_DescribeServiceAction.html */
  DescribeServiceAction(input, call) {
    return { ServiceActionDetail: detail(ownAction(call, input.Id)) };
  },

  /** https://docs.aws.amazon.com/servicecatalog/latest/dg/API_ListServiceActions.html */
  ListServiceActions(input, call) {
    const { items, next } = pageOf(ownActions(call), ({ id }) => id, pageRequest(input, 'ListServiceActions'));
    return { ServiceActionSummaries: items.map(summary), NextPageToken: next };
  },

  /** https://docs.aws.amazon.com/servicecatalog/latest/dg/API_AssociateServiceActionWithProvisioningArtifact.html */
  AssociateServiceActionWithProvisioningArtifact(input, call) {
    const { db, region, accountId } = call;
    const product = ownProduct(call, input.ProductId, 'AssociateServiceActionWithProvisioningArtifact');
    const artifact = artifactOf(call, product.id, input.ProvisioningArtifactId);
    const { id } = ownAction(call, input.ServiceActionId);
    if (db.get(actionsOfArtifact, [region, product.id, artifact.id, id]) !== undefined) {
      throw duplicate(`ServiceAction ${id} is already associated with provisioning artifact ${artifact.id}.`);
    }
    db.put(actionsOfArtifact, [region, product.id, artifact.id, id], accountId);
    db.put(artifactsOfAction, [region, id, product.id, artifact.id], true);
    return {};
  },

  /** https://docs.aws.amazon.com/servicecatalog/latest/dg/API_DisassociateServiceActionFromProvisioningArtifact.html */
  DisassociateServiceActionFromProvisioningArtifact(input, call) {
    const { db, region } = call;
    const product = ownProduct(call, input.ProductId, 'DisassociateServiceActionFromProvisioningArtifact');
    const { ProvisioningArtifactId: artifact = '', ServiceActionId: id = '' } = input;
    if (db.get(actionsOfArtifact, [region, product.id, artifact, id]) === undefined) {
      throw notFound(`ServiceAction ${id} is not associated with provisioning artifact ${artifact}.`);
    }
    db.remove(actionsOfArtifact, [region, product.id, artifact, id]);
    db.remove(artifactsOfAction, [region, id, product.id, artifact]);
    return {};
  },

  /** https://docs.aws.amazon.com/servicecatalog/latest/dg/API_ListServiceActionsForProvisioningArtifact.html */
  ListServiceActionsForProvisioningArtifact(input, call) {
    const { db, region } = call;
    const product = visibleProduct(call, input.ProductId);
    const artifact = artifactOf(call, product.id, input.ProvisioningArtifactId);
    const rows = db.list(actionsOfArtifact, [region, product.id, artifact.id]).flatMap(({ key, value: owner }) => {
      return db.get(serviceActions, [owner, region, String(key[3])]) ?? [];
    });
    const { items, next } = pageOf(
      rows,
      ({ id }) => id,
      pageRequest(input, 'ListServiceActionsForProvisioningArtifact'),
    );
    return { ServiceActionSummaries: items.map(summary), NextPageToken: next };
  },
} satisfies CatalogOperations;

function ownActions({ db, accountId, region }: CatalogCall): ServiceActionRow[] {
  return db.list(serviceActions, [accountId, region]).map(({ value }) => value);
}

function ownAction({ db, accountId, region }: CatalogCall, id = ''): ServiceActionRow {
  const row = db.get(serviceActions, [accountId, region, id]);
  if (!row) throw notFound(`ServiceAction ${id} not found.`);
  return row;
}

function answer(call: CatalogCall, row: ServiceActionRow): { ServiceActionDetail: ServiceActionDetail } {
  call.db.put(serviceActions, [call.accountId, call.region, row.id], row);
  return { ServiceActionDetail: detail(row) };
}

function detail(row: ServiceActionRow): ServiceActionDetail {
  return { ServiceActionSummary: summary(row), Definition: { ...row.definition } };
}

function summary({ id, name, description }: ServiceActionRow): ServiceActionSummary {
  return { Id: id, Name: name, Description: description, DefinitionType: 'SSM_AUTOMATION' };
}

/** An automation is named with its version. */
function refuseBadDefinition(definition: Readonly<Record<string, string>>): void {
  for (const key of ['Name', 'Version']) {
    if (!definition[key]) throw invalid(`The definition of a service action must have a ${key}.`);
  }
}
