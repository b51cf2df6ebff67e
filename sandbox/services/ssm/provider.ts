import * as model from '@aws-sdk/client-ssm';
import { inputChecker } from '../../http/protocol/checked-input';
import { objectOf, type Properties, textOf } from '../../kernel/properties';
import type { ProvidedResource, ResourceRequest } from '../../kernel/resource';
import { generatedName } from '../../kernel/unique-id';
import type { ResourceProvider, Work } from '../../kernel/work';
import { remove } from './change-parameters';
import { putParameterOperations, type SsmCall } from './put-parameter';
import { parameters } from './state';

const checkInput = inputChecker('ssm', model, 'ValidationException');

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ssm-parameter.html */
export const parameterProvider: ResourceProvider = {
  create(request, work) {
    const name = textOf(request.properties.Name) ?? `CFN-${generatedName(request.stackName, request.logicalId, 128)}`;
    return write(name, {}, request, work);
  },
  update: (request, work) => write(request.physicalId, tagsOf(request.previousProperties), request, work),
  delete(request, work) {
    remove(request.physicalId, { db: work.db, accountId: request.accountId, region: request.region });
    return undefined;
  },
};

function write(
  name: string,
  tagsBefore: Readonly<Record<string, string>>,
  request: ResourceRequest,
  work: Work,
): ProvidedResource {
  const { properties, accountId, region } = request;
  const exists = work.db.get(parameters, [accountId, region, name]) !== undefined;
  const isUpdate = 'physicalId' in request;
  const input: model.PutParameterRequest = {
    Name: name,
    Type: textOf(properties.Type) as model.ParameterType | undefined,
    Value: textOf(properties.Value),
    Description: textOf(properties.Description),
    AllowedPattern: textOf(properties.AllowedPattern),
    DataType: textOf(properties.DataType),
    Tier: textOf(properties.Tier) as model.ParameterTier | undefined,
    Policies: textOf(properties.Policies),
    Overwrite: isUpdate && exists,
  };
  checkInput('PutParameter', input);
  const call: SsmCall = {
    db: work.db,
    now: work.now,
    accountId,
    region,
    caller: {
      accountId,
      arn: `arn:aws:iam::${accountId}:root`,
      userId: accountId,
      service: 'cloudformation.amazonaws.com',
    },
  };
  putParameterOperations.PutParameter(input, call);
  tag(name, tagsBefore, request, work);
  return { physicalId: name, attributes: { Type: input.Type ?? 'String', Value: input.Value ?? '' } };
}

function tag(
  name: string,
  before: Readonly<Record<string, string>>,
  { accountId, region, properties, tags }: ResourceRequest,
  { db }: Work,
): void {
  const record = db.get(parameters, [accountId, region, name]);
  if (!record) return;
  const others = Object.entries(record.tags).filter(([key]) => !(key in before));
  const all = { ...Object.fromEntries(others), ...tags, ...tagsOf(properties) };
  db.put(parameters, [accountId, region, name], { ...record, tags: all });
}

/** Tags of a parameter are a map in its resource type. */
function tagsOf({ Tags }: Properties): Record<string, string> {
  return Object.fromEntries(Object.entries(objectOf(Tags)).map(([key, value]) => [key, textOf(value) ?? '']));
}
