import type { CreateServiceTemplateInput, EnvironmentTemplate, ServiceTemplate } from '@aws-sdk/client-proton';
import type { TemplateKind } from '../../../catalog/proton';
import { AwsError } from '../../kernel/aws-error';
import type { Call } from '../../kernel/call';
import { type TemplateRecord, templates, versions } from './state';

/** Input that creates a template of either kind. */
export type CreateInput = Pick<
  CreateServiceTemplateInput,
  'name' | 'displayName' | 'description' | 'pipelineProvisioning'
>;

/** https://docs.aws.amazon.com/proton/latest/APIReference/API_CreateEnvironmentTemplate.html and its like for services */
export function createTemplate(kind: TemplateKind, input: CreateInput, call: Call): TemplateRecord {
  const { name = '', displayName, description, pipelineProvisioning } = input;
  if (!/^[0-9A-Za-z]+[0-9A-Za-z_-]*$/.test(name) || name.length > 100) {
    throw new AwsError('ValidationException', `Invalid template name: ${name}`);
  }
  const key = [call.accountId, call.region, kind, name];
  if (call.db.get(templates, key)) {
    throw new AwsError('ConflictException', `A ${kind} template with name ${name} already exists.`);
  }
  const record: TemplateRecord = {
    ...{ kind, name, displayName, description, pipelineProvisioning, created: call.now, modified: call.now },
    arn: `arn:aws:proton:${call.region}:${call.accountId}:${kind}-template/${name}`,
  };
  call.db.put(templates, key, record);
  return record;
}

/** The template of a name. */
export function findTemplate(kind: TemplateKind, name: string | undefined, call: Call): TemplateRecord {
  const found = call.db.get(templates, [call.accountId, call.region, kind, name ?? '']);
  if (!found) throw new AwsError('ResourceNotFoundException', `The ${kind} template ${name} does not exist.`);
  return found;
}

/** A template as both operations answer it; the recommended version is the newest that is published. */
export function templateAnswer(record: TemplateRecord, call: Call): EnvironmentTemplate & ServiceTemplate {
  const { kind, name, arn, displayName, description, pipelineProvisioning, created, modified } = record;
  const published = call.db
    .list(versions, [call.accountId, call.region, kind, name])
    .filter(({ value }) => value.status === 'PUBLISHED')
    .at(-1)?.value;
  return {
    ...{ name, arn, displayName, description, createdAt: created, lastModifiedAt: modified },
    ...(pipelineProvisioning === 'CUSTOMER_MANAGED' ? { pipelineProvisioning } : {}),
    ...(published ? { recommendedVersion: `${published.major}.${published.minor}` } : {}),
  };
}
