import type {
  AssociateServiceActionWithProvisioningArtifactInput,
  AssociateServiceActionWithProvisioningArtifactOutput,
  CreateServiceActionInput,
  CreateServiceActionOutput,
  DeleteServiceActionInput,
  DeleteServiceActionOutput,
  DescribeServiceActionInput,
  DescribeServiceActionOutput,
  DisassociateServiceActionFromProvisioningArtifactInput,
  DisassociateServiceActionFromProvisioningArtifactOutput,
  ListServiceActionsForProvisioningArtifactInput,
  ListServiceActionsForProvisioningArtifactOutput,
  ListServiceActionsInput,
  ListServiceActionsOutput,
  ServiceActionDetail,
  ServiceActionSummary,
  UpdateServiceActionInput,
  UpdateServiceActionOutput,
} from '@aws-sdk/client-service-catalog';
import { pageOf } from '../../kernel/page';
import { defineTable } from '../../store/store';
import { ownProduct, visibleProduct } from './access';
import { artifactOf } from './artifacts';
import { once } from './idempotency';
import { newId } from './ids';
import { pageRequest } from './page-request';
import { duplicate, inUse, invalid, notFound } from './refusals';
import type { Actor } from './state';

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

/** https://docs.aws.amazon.com/servicecatalog/latest/dg/API_CreateServiceAction.html */
export function createServiceAction(input: CreateServiceActionInput, actor: Actor): CreateServiceActionOutput {
  return once(actor, 'CreateServiceAction', input, 'IdempotencyToken', () => {
    const { Name: name = '', Description: description, Definition: definition = {} } = input;
    refuseBadDefinition(definition);
    if (ownActions(actor).some((row) => row.name === name)) {
      throw duplicate(`ServiceAction with name ${name} already exists.`);
    }
    return answer(actor, { id: newId('act'), name, description, definition });
  });
}

/** https://docs.aws.amazon.com/servicecatalog/latest/dg/API_UpdateServiceAction.html */
export function updateServiceAction(input: UpdateServiceActionInput, actor: Actor): UpdateServiceActionOutput {
  const before = ownAction(actor, input.Id);
  const { Name: name = before.name, Description: description = before.description } = input;
  const definition = { ...before.definition, ...input.Definition };
  refuseBadDefinition(definition);
  return answer(actor, { ...before, name, description, definition });
}

/** https://docs.aws.amazon.com/servicecatalog/latest/dg/API_DeleteServiceAction.html */
export function deleteServiceAction(input: DeleteServiceActionInput, actor: Actor): DeleteServiceActionOutput {
  const { id } = ownAction(actor, input.Id);
  if (actor.db.count(artifactsOfAction, [actor.region, id]) > 0) {
    throw inUse(`ServiceAction ${id} is still associated with a provisioning artifact.`);
  }
  actor.db.remove(serviceActions, [actor.accountId, actor.region, id]);
  return {};
}

/** https://docs.aws.amazon.com/servicecatalog/latest/dg/API_DescribeServiceAction.html */
export function describeServiceAction(input: DescribeServiceActionInput, actor: Actor): DescribeServiceActionOutput {
  return { ServiceActionDetail: detail(ownAction(actor, input.Id)) };
}

/** https://docs.aws.amazon.com/servicecatalog/latest/dg/API_ListServiceActions.html */
export function listServiceActions(input: ListServiceActionsInput, actor: Actor): ListServiceActionsOutput {
  const { items, next } = pageOf(ownActions(actor), ({ id }) => id, pageRequest(input, 'ListServiceActions'));
  return { ServiceActionSummaries: items.map(summary), NextPageToken: next };
}

/** https://docs.aws.amazon.com/servicecatalog/latest/dg/API_AssociateServiceActionWithProvisioningArtifact.html */
export function associateServiceAction(
  input: AssociateServiceActionWithProvisioningArtifactInput,
  actor: Actor,
): AssociateServiceActionWithProvisioningArtifactOutput {
  const { db, region, accountId } = actor;
  const product = ownProduct(actor, input.ProductId, 'AssociateServiceActionWithProvisioningArtifact');
  const artifact = artifactOf(actor, product.id, input.ProvisioningArtifactId);
  const { id } = ownAction(actor, input.ServiceActionId);
  if (db.get(actionsOfArtifact, [region, product.id, artifact.id, id]) !== undefined) {
    throw duplicate(`ServiceAction ${id} is already associated with provisioning artifact ${artifact.id}.`);
  }
  db.put(actionsOfArtifact, [region, product.id, artifact.id, id], accountId);
  db.put(artifactsOfAction, [region, id, product.id, artifact.id], true);
  return {};
}

/** https://docs.aws.amazon.com/servicecatalog/latest/dg/API_DisassociateServiceActionFromProvisioningArtifact.html */
export function disassociateServiceAction(
  input: DisassociateServiceActionFromProvisioningArtifactInput,
  actor: Actor,
): DisassociateServiceActionFromProvisioningArtifactOutput {
  const { db, region } = actor;
  const product = ownProduct(actor, input.ProductId, 'DisassociateServiceActionFromProvisioningArtifact');
  const { ProvisioningArtifactId: artifact = '', ServiceActionId: id = '' } = input;
  if (db.get(actionsOfArtifact, [region, product.id, artifact, id]) === undefined) {
    throw notFound(`ServiceAction ${id} is not associated with provisioning artifact ${artifact}.`);
  }
  db.remove(actionsOfArtifact, [region, product.id, artifact, id]);
  db.remove(artifactsOfAction, [region, id, product.id, artifact]);
  return {};
}

/** https://docs.aws.amazon.com/servicecatalog/latest/dg/API_ListServiceActionsForProvisioningArtifact.html */
export function listServiceActionsForArtifact(
  input: ListServiceActionsForProvisioningArtifactInput,
  actor: Actor,
): ListServiceActionsForProvisioningArtifactOutput {
  const { db, region } = actor;
  const product = visibleProduct(actor, input.ProductId);
  const artifact = artifactOf(actor, product.id, input.ProvisioningArtifactId);
  const rows = db.list(actionsOfArtifact, [region, product.id, artifact.id]).flatMap(({ key, value: owner }) => {
    return db.get(serviceActions, [owner, region, String(key[3])]) ?? [];
  });
  const { items, next } = pageOf(rows, ({ id }) => id, pageRequest(input, 'ListServiceActionsForProvisioningArtifact'));
  return { ServiceActionSummaries: items.map(summary), NextPageToken: next };
}

function ownActions({ db, accountId, region }: Actor): ServiceActionRow[] {
  return db.list(serviceActions, [accountId, region]).map(({ value }) => value);
}

function ownAction({ db, accountId, region }: Actor, id = ''): ServiceActionRow {
  const row = db.get(serviceActions, [accountId, region, id]);
  if (!row) throw notFound(`ServiceAction ${id} not found.`);
  return row;
}

function answer(actor: Actor, row: ServiceActionRow): { ServiceActionDetail: ServiceActionDetail } {
  actor.db.put(serviceActions, [actor.accountId, actor.region, row.id], row);
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
