import * as model from '@aws-sdk/client-sfn';
import { inputChecker } from '../../http/protocol/checked-input';
import { AwsError } from '../../kernel/aws-error';
import { booleanOf, itemsOf, objectOf, type Properties, textOf } from '../../kernel/properties';
import type { ProvidedResource, ResourceRequest } from '../../kernel/resource';
import { generatedName } from '../../kernel/unique-id';
import type { ResourceProvider, Work } from '../../kernel/work';
import { objectAt } from '../s3';
import { machineOperations } from './machines';
import { findMachine } from './state';

const checkInput = inputChecker('states', model, 'ValidationException');

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-stepfunctions-statemachine.html */
export const stateMachineProvider: ResourceProvider = {
  create(request, work) {
    const { properties, stackName, logicalId } = request;
    const input = {
      name: textOf(properties.StateMachineName) ?? generatedName(stackName, logicalId, 80),
      type: textOf(properties.StateMachineType) as model.StateMachineType | undefined,
      ...changeable(request, work),
    };
    checkInput('CreateStateMachine', input);
    return provided(
      machineOperations.CreateStateMachine(input, callOf(request, work)).stateMachineArn ?? '',
      request,
      work,
    );
  },
  update(request, work) {
    const input = { stateMachineArn: request.physicalId, ...changeable(request, work) };
    checkInput('UpdateStateMachine', input);
    machineOperations.UpdateStateMachine(input, callOf(request, work));
    return provided(request.physicalId, request, work);
  },
  delete(request, work) {
    machineOperations.DeleteStateMachine({ stateMachineArn: request.physicalId }, callOf(request, work));
    return undefined;
  },
};

function callOf({ accountId, region }: ResourceRequest, { db, now }: Work) {
  return { db, now, accountId, region };
}

function changeable(request: ResourceRequest, work: Work) {
  const { properties } = request;
  return {
    definition: definitionOf(request, work),
    roleArn: textOf(properties.RoleArn),
    loggingConfiguration: loggingOf(objectOf(properties.LoggingConfiguration)),
    tracingConfiguration: { enabled: booleanOf(objectOf(properties.TracingConfiguration).Enabled) ?? false },
  };
}

function loggingOf({ Level, IncludeExecutionData, Destinations }: Properties): model.LoggingConfiguration | undefined {
  const level = textOf(Level) as model.LogLevel | undefined;
  if (level === undefined) return undefined;
  const destinations = itemsOf(Destinations).map((each) => ({
    cloudWatchLogsLogGroup: { logGroupArn: textOf(objectOf(objectOf(each).CloudWatchLogsLogGroup).LogGroupArn) },
  }));
  return { level, includeExecutionData: booleanOf(IncludeExecutionData) ?? false, destinations };
}

/** The definition with its substitutions made: each `${Key}` by its value. */
function definitionOf({ properties, accountId }: ResourceRequest, { db }: Work): string {
  const substitutions = objectOf(properties.DefinitionSubstitutions);
  return sourceOf().replace(/\$\{([A-Za-z0-9_-]+)\}/g, (all, key: string) => textOf(substitutions[key]) ?? all);

  function sourceOf(): string {
    if (properties.DefinitionString !== undefined) return textOf(properties.DefinitionString) ?? '';
    if (properties.Definition !== undefined) return JSON.stringify(properties.Definition);
    const { Bucket, Key, Version } = objectOf(properties.DefinitionS3Location);
    const found = objectAt(db, accountId, textOf(Bucket) ?? '', textOf(Key) ?? '', textOf(Version));
    if (!found)
      throw new AwsError('InvalidDefinition', 'The definition of the state machine could not be read from S3.');
    return found.body.toString('utf8');
  }
}

function provided(arn: string, request: ResourceRequest, work: Work): ProvidedResource {
  const machine = findMachine(work.db, request, arn);
  const attributes = { Arn: arn, Name: machine?.name ?? '', StateMachineRevisionId: machine?.revisionId ?? '' };
  return { physicalId: arn, attributes };
}
