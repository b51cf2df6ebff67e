import { Fn } from 'aws-cdk-lib';
import { addRule, given, type ProductStack } from '../../catalog/product';
import { addCapacityRules } from '../shared/form/capacity-rules';
import { addSenderRules } from '../shared/form/sender-rules';
import type { dataParameters } from './parameters';

/** Refuses, before anything is made, combinations of answers that can't work. */
export function addRules(stack: ProductStack<typeof dataParameters>): void {
  const { parameters } = stack;

  addRule(
    stack,
    'StagingAndProdHaveCallbackUrls',
    Fn.conditionContains(['staging', 'prod'], parameters.EnvironmentType.valueAsString),
    given(parameters.CallbackUrls),
    'In staging and prod people sign in to a real application: type CallbackUrls.',
  );
  addRule(
    stack,
    'ThreatProtectionHasPlus',
    Fn.conditionNot(Fn.conditionEquals(parameters.ThreatProtection, 'OFF')),
    Fn.conditionEquals(parameters.UserPoolTier, 'PLUS'),
    'Threat protection is part of the PLUS plan: choose PLUS for UserPoolTier, or OFF for ThreatProtection.',
  );
  addRule(
    stack,
    'SecondRegionFollowsFirst',
    given(parameters.ReplicaRegion2),
    Fn.conditionAnd(
      given(parameters.ReplicaRegion1),
      Fn.conditionNot(Fn.conditionEquals(parameters.ReplicaRegion1, parameters.ReplicaRegion2)),
    ),
    'ReplicaRegion2 is a further region: type another one as ReplicaRegion1 first.',
  );
  addSenderRules(stack);
  addReplicaKeyRules(stack);
  addCapacityRules(stack);
}

/** Either all copies of a table have a customer key, each one of its own region, or none has. */
function addReplicaKeyRules(stack: ProductStack<typeof dataParameters>): void {
  const { KeyArn, ReplicaRegion1, ReplicaRegion2, ReplicaKeyArn1, ReplicaKeyArn2 } = stack.parameters;
  const replicas = [
    { number: 1, region: ReplicaRegion1, key: ReplicaKeyArn1 },
    { number: 2, region: ReplicaRegion2, key: ReplicaKeyArn2 },
  ];
  for (const { number, region, key } of replicas) {
    const isEncrypted = Fn.conditionAnd(given(KeyArn), given(region));
    addRule(
      stack,
      `Replica${number}HasKey`,
      isEncrypted,
      given(key),
      `A key works in its own region only: type ReplicaKeyArn${number}, a key of ReplicaRegion${number}.`,
    );
    addRule(
      stack,
      `ReplicaKey${number}HasReplica`,
      given(key),
      isEncrypted,
      `ReplicaKeyArn${number} goes with KeyArn and ReplicaRegion${number}: type these too, or leave it empty.`,
    );
  }
}
