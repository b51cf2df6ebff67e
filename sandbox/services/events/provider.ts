import * as model from '@aws-sdk/client-eventbridge';
import { inputChecker } from '../../http/protocol/checked-input';
import { itemsOf, objectOf, textOf } from '../../kernel/properties';
import type { ProvidedResource, ResourceRequest } from '../../kernel/resource';
import { generatedName } from '../../kernel/unique-id';
import type { ResourceProvider, Work } from '../../kernel/work';
import { ruleOperations } from './rules';
import { busName, DEFAULT_BUS, findRule, saveRule } from './state';
import { targetOperations } from './targets';

const checkInput = inputChecker('events', model, 'ValidationException');

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-events-rule.html */
export const ruleProvider: ResourceProvider = {
  create: (request, work) =>
    put(textOf(request.properties.Name) ?? generatedName(request.stackName, request.logicalId, 64), request, work),
  update: (request, work) => put(request.physicalId.split('|').at(-1) ?? '', request, work),
  delete(request, work) {
    const rule = ruleAt(request.physicalId, request, work);
    if (!rule) return undefined;
    saveRule(work.db, { ...rule, targets: [] });
    ruleOperations.DeleteRule({ Name: rule.name, EventBusName: rule.bus }, callOf(request, work));
    return undefined;
  },
};

function put(name: string, request: ResourceRequest, work: Work): ProvidedResource {
  const { properties } = request;
  const call = callOf(request, work);
  const EventBusName = busName(textOf(properties.EventBusName));
  const input = {
    ...{ Name: name, EventBusName, Description: textOf(properties.Description), RoleArn: textOf(properties.RoleArn) },
    ScheduleExpression: textOf(properties.ScheduleExpression),
    EventPattern: properties.EventPattern === undefined ? undefined : JSON.stringify(properties.EventPattern),
    State: textOf(properties.State) as model.RuleState | undefined,
  };
  checkInput('PutRule', input);
  const { RuleArn: Arn = '' } = ruleOperations.PutRule(input, call);
  const rule = findRule(work.db, request, EventBusName, name);
  if (rule) saveRule(work.db, { ...rule, targets: [] });
  const Targets = itemsOf(properties.Targets).map(objectOf) as unknown as model.Target[];
  if (Targets.length > 0) targetOperations.PutTargets({ Rule: name, EventBusName, Targets }, call);
  return { physicalId: EventBusName === DEFAULT_BUS ? name : `${EventBusName}|${name}`, attributes: { Arn } };
}

function ruleAt(physicalId: string, request: ResourceRequest, { db }: Work) {
  const [name = '', bus = DEFAULT_BUS] = physicalId.split('|').reverse();
  return findRule(db, request, bus, name);
}

function callOf({ accountId, region }: ResourceRequest, { db, parts }: Work) {
  return { db, parts, accountId, region };
}
