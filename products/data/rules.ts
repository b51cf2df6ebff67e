import { Fn } from 'aws-cdk-lib';
import { addRule, BY_TYPE, environmentTypeNames, given, type ProductStack } from '../../catalog/product';
import { addSenderRules } from '../shared/form/sender-rules';
import { dataParameters } from './parameters';
import { dataSizes } from './sizes';

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

/** The least capacity must not be above the most, whichever of the two the type chooses. */
function addCapacityRules(stack: ProductStack<typeof dataParameters>): void {
  const { DatabaseMinCapacity, DatabaseMaxCapacity, EnvironmentType } = stack.parameters;
  const { DatabaseMinCapacity: least, DatabaseMaxCapacity: most } = dataParameters.Database;
  const maxima = most.allowedValues.filter((value) => value !== BY_TYPE);
  for (const min of least.allowedValues.filter((value) => value !== BY_TYPE)) {
    const explicit = maxima.filter((max) => Number(max) >= Number(min));
    const types = environmentTypeNames.filter((type) => dataSizes.auroraMaxCapacity[type] >= Number(min));
    if (explicit.length === maxima.length && types.length === environmentTypeNames.length) continue;
    addRule(
      stack,
      `LeastCapacity${min}IsBelowMost`,
      Fn.conditionEquals(DatabaseMinCapacity, min),
      Fn.conditionOr(
        Fn.conditionContains(explicit, DatabaseMaxCapacity.valueAsString),
        Fn.conditionAnd(
          Fn.conditionEquals(DatabaseMaxCapacity, BY_TYPE),
          Fn.conditionContains(types, EnvironmentType.valueAsString),
        ),
      ),
      `DatabaseMaxCapacity must be at least ${min}, as DatabaseMinCapacity is.`,
    );
  }
}
