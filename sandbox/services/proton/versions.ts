import type {
  CreateServiceTemplateVersionInput,
  EnvironmentTemplateVersion,
  ListServiceTemplateVersionsInput,
  ServiceTemplateVersion,
  UpdateServiceTemplateVersionInput,
} from '@aws-sdk/client-proton';
import { bundleProblems, type TemplateKind } from '../../../catalog/proton';
import { AwsError } from '../../kernel/aws-error';
import type { Call } from '../../kernel/call';
import { objectAt } from '../s3';
import { readArchive } from './read-archive';
import { type VersionRecord, versions } from './state';
import { findTemplate } from './templates';

/** Input that creates a version of a template of either kind. */
export type CreateVersionInput = Omit<Partial<CreateServiceTemplateVersionInput>, 'tags'>;

type Answer = EnvironmentTemplateVersion & ServiceTemplateVersion;

/**
 * Without a major version: a new major one. With one: its next minor one. Whether the bundle can be registered shows
 * when the version is asked for, as on AWS, where it takes a while.
 *
 * @see https://docs.aws.amazon.com/proton/latest/APIReference/API_CreateServiceTemplateVersion.html
 */
export function createVersion(kind: TemplateKind, input: CreateVersionInput, call: Call): Answer {
  const template = findTemplate(kind, input.templateName, call);
  const all = versionsOf(kind, template.name, call);
  const majors = all.map(({ major }) => major);
  if (input.majorVersion !== undefined && !majors.includes(Number(input.majorVersion))) {
    throw new AwsError(
      'ResourceNotFoundException',
      `The major version ${input.majorVersion} of ${template.name} does not exist.`,
    );
  }
  const major = input.majorVersion === undefined ? Math.max(0, ...majors) + 1 : Number(input.majorVersion);
  const minor = all.filter((version) => version.major === major).length;
  const compatible = (input.compatibleEnvironmentTemplates ?? []).map(({ templateName = '', majorVersion = '' }) => ({
    templateName: findTemplate('environment', templateName, call).name,
    majorVersion,
  }));
  if (kind === 'service' && compatible.length === 0) {
    throw new AwsError('ValidationException', 'A service template version needs a compatible environment template.');
  }
  const { schema, problems } = registered(kind, input, call);
  const record: VersionRecord = {
    ...{ templateName: template.name, major, minor, compatible, schema, description: input.description },
    arn: `${template.arn}:${major}.${minor}`,
    status: problems.length === 0 ? 'DRAFT' : 'REGISTRATION_FAILED',
    ...(problems.length === 0 ? {} : { statusMessage: problems.join('; ') }),
    ...{ created: call.now, modified: call.now },
  };
  call.db.put(versions, [call.accountId, call.region, kind, template.name, major, minor], record);
  return { ...versionAnswer(record), status: 'REGISTRATION_IN_PROGRESS', statusMessage: undefined };
}

function registered(kind: TemplateKind, { source }: CreateVersionInput, call: Call) {
  const { bucket = '', key = '' } = source && 's3' in source ? (source.s3 ?? {}) : {};
  const object = objectAt(call.db, call.accountId, bucket, key);
  if (!object || !('body' in object)) return { schema: '', problems: [`s3://${bucket}/${key} can not be read`] };
  const files = readArchive(object.body);
  if (!files) return { schema: '', problems: [`s3://${bucket}/${key} is no gzipped tar archive`] };
  const schema = files.find(({ path }) => path === 'schema/schema.yaml')?.text ?? '';
  return { schema, problems: bundleProblems(files, kind) };
}

/** https://docs.aws.amazon.com/proton/latest/APIReference/API_GetServiceTemplateVersion.html */
export function getVersion(kind: TemplateKind, input: Partial<UpdateServiceTemplateVersionInput>, call: Call): Answer {
  return versionAnswer(findVersion(kind, input, call));
}

/** https://docs.aws.amazon.com/proton/latest/APIReference/API_UpdateServiceTemplateVersion.html */
export function updateVersion(
  kind: TemplateKind,
  input: Partial<UpdateServiceTemplateVersionInput>,
  call: Call,
): Answer {
  const found = findVersion(kind, input, call);
  if (found.status === 'REGISTRATION_FAILED') {
    throw new AwsError('ConflictException', `${found.arn} failed to register; create another version.`);
  }
  const status = input.status === 'DRAFT' || input.status === 'PUBLISHED' ? input.status : found.status;
  const changed = { ...found, status, description: input.description ?? found.description, modified: call.now };
  const { templateName, major, minor } = found;
  call.db.put(versions, [call.accountId, call.region, kind, templateName, major, minor], changed);
  return versionAnswer(changed);
}

/** https://docs.aws.amazon.com/proton/latest/APIReference/API_ListServiceTemplateVersions.html */
export function listVersions(kind: TemplateKind, input: Partial<ListServiceTemplateVersionsInput>, call: Call) {
  const template = findTemplate(kind, input.templateName, call);
  const wanted = versionsOf(kind, template.name, call).filter(
    ({ major }) => input.majorVersion === undefined || major === Number(input.majorVersion),
  );
  return { templateVersions: wanted.map(summary) };
}

function findVersion(kind: TemplateKind, input: Partial<UpdateServiceTemplateVersionInput>, call: Call): VersionRecord {
  const { templateName = '', majorVersion, minorVersion } = input;
  const key = [call.accountId, call.region, kind, templateName, Number(majorVersion), Number(minorVersion)];
  const found = call.db.get(versions, key);
  if (!found) {
    throw new AwsError('ResourceNotFoundException', `${templateName} has no version ${majorVersion}.${minorVersion}.`);
  }
  return found;
}

function versionsOf(kind: TemplateKind, name: string, call: Call): VersionRecord[] {
  return call.db.list(versions, [call.accountId, call.region, kind, name]).map(({ value }) => value);
}

function summary({
  templateName,
  major,
  minor,
  arn,
  status,
  statusMessage,
  description,
  created,
  modified,
}: VersionRecord) {
  return {
    ...{ templateName, arn, status, statusMessage, description, createdAt: created, lastModifiedAt: modified },
    majorVersion: String(major),
    minorVersion: String(minor),
  };
}

function versionAnswer(record: VersionRecord): Answer {
  return { ...summary(record), schema: record.schema, compatibleEnvironmentTemplates: [...record.compatible] };
}
