import type { Exception, Product } from '../../catalog/product';

const accept = (rule: string, logicalIds: readonly string[], reason: string): Exception[] =>
  logicalIds.map((logicalId) => ({ rule, logicalId, reason }));

const rotation =
  'The nodes read it when they start, and all of them must have the same one: the README says how to replace it.';

/** Findings of the checkers that are right here, each with its reason. */
export const searchExceptions: Product['exceptions'] = {
  validation: [
    {
      rule: 'W2503',
      logicalId: 'NodesOthersNode*',
      reason:
        'It stands in an Fn::If on the very condition of what it names, and is only found with answers for which there ' +
        'are no other nodes, or is no base.',
    },
  ],
  nag: [
    ...accept('AwsSolutions-SMG4', ['Secrets*'], rotation),
    ...accept('NIST.800.53.R5-SecretsManagerRotationEnabled', ['Secrets*'], rotation),
    ...accept(
      'AwsSolutions-IAM5[Resource::*]',
      ['Functions*Role'],
      "Network interfaces and X-Ray's actions take no resource; the function's own code is denied the former.",
    ),
    ...accept(
      'AwsSolutions-IAM5[Resource::*]',
      ['NodesExecutionRole'],
      'The token that logs into Amazon ECR is for the whole registry and takes no resource.',
    ),
    ...accept(
      'AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:ecr:<AWS::Region>:<AWS::AccountId>:repository/*]',
      ['NodesExecutionRole'],
      'The form may name an image of any repository of the account.',
    ),
    ...accept(
      'AwsSolutions-ECS2',
      ['Nodes*Task'],
      'They are names, ports and paths of this environment; what is secret comes from Secrets Manager.',
    ),
    ...accept(
      'NIST.800.53.R5-IAMNoInlinePolicy',
      ['Nodes*Role', 'Functions*Role', 'SchedulesRole'],
      'The policy names resources of this one stack: it is of no use to another role and must go with this one.',
    ),
    ...accept(
      'NIST.800.53.R5-LambdaConcurrency',
      ['FunctionsIndexer', 'FunctionsMaintenance', 'FunctionsSearch'],
      'A reservation takes from all other functions of the account; the queue bounds the indexer, IAM the searches.',
    ),
    ...accept(
      'NIST.800.53.R5-LambdaDLQ',
      ['FunctionsIndexer', 'FunctionsSearch'],
      'Nobody calls it asynchronously: a queue with dead letters feeds the indexer, and a search is answered at once.',
    ),
  ],
};
