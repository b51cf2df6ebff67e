import { environment } from '../../../products/environment/product';
import type { TierId } from '../../../products/environment/tiers';
import { launched } from '../../catalog/product/evaluated';

/** Answers to a form. */
export type Answers = Readonly<Record<string, string>>;

/** Answers that a production environment is asked for. */
export const prodAnswers: Answers = {
  EnvironmentName: 'one',
  EnvironmentType: 'prod',
  DomainName: 'example.com',
  HostedZoneId: 'Z0123456789ABCDEFGHIJ',
  AlarmEmail: 'on-call@example.com',
};

/** The logical id of each tier in the template. */
export const logicalIds: Readonly<Record<TierId, string>> = {
  network: 'Network',
  data: 'Data',
  app: 'App',
  search: 'Search',
  observability: 'Observability',
};

/** An environment as it would be launched with these answers; dev, unless they say otherwise. */
export function launch(answers: Answers = {}) {
  return launched(environment, { EnvironmentName: 'one', EnvironmentType: 'dev', ...answers });
}

/** Answers of such a launch to a tier's form; undefined when the environment hasn't the tier. */
export function tierAnswers(tier: TierId, answers: Answers = {}): Answers | undefined {
  const given = launch(answers).resources[logicalIds[tier]]?.properties.ProvisioningParameters;
  if (given === undefined) return undefined;
  const list = given as { readonly Key: string; readonly Value: string }[];
  return Object.fromEntries(list.map(({ Key, Value }) => [Key, Value]));
}
