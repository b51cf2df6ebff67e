import { resourceType } from '../catalog/template';
import { loadSchemas } from '../catalog/validation';
import { addBootstrapPolicies } from './bootstrap';
import { type RunningServer, serve } from './http/server';
import type { Service } from './kernel/service';
import { Sandbox } from './sandbox';
import { account } from './services/account';
import { apiGateway } from './services/apigateway';
import { backup } from './services/backup';
import { cloudControl } from './services/cloudcontrol';
import {
  cloudformation,
  deployToMovedAccount,
  listResourcesByType,
  noteDeletedStacks,
  stackOfSetEnded,
} from './services/cloudformation';
import { events, makeDue, stackStatusChanged } from './services/events';
import { iam } from './services/iam';
import { organizations } from './services/organizations';
import { proton } from './services/proton';
import { rds } from './services/rds';
import { s3 } from './services/s3';
import { organizationChanged, serviceCatalog, stackEnded } from './services/service-catalog';
import { serviceQuotas } from './services/servicequotas';
import { sns } from './services/sns';
import { ssm } from './services/ssm';
import { noteEndedExecutions, states } from './services/states';
import { sts } from './services/sts';
import { tagging } from './services/tagging';
import type { Migration } from './store/form';

export type { RunningServer } from './http/server';

/** The AWS services that the sandbox answers for. */
const services: readonly Service[] = [
  account,
  apiGateway,
  backup,
  cloudControl,
  cloudformation,
  events,
  iam,
  organizations,
  proton,
  rds,
  s3,
  serviceCatalog,
  serviceQuotas,
  sns,
  ssm,
  states,
  sts,
  tagging,
];

/**
 * Changes of the state's form, oldest first; none is ever taken out. A service's own stands in its folder. A release
 * that changes rows beyond what it reads of older ones adds one, and a state of the release before to
 * `test/sandbox/earlier-state`.
 */
export const migrations: readonly Migration[] = [
  addBootstrapPolicies,
  noteDeletedStacks,
  listResourcesByType,
  noteEndedExecutions,
];

/** Settings of a sandbox. */
export interface SandboxSettings {
  /** Port on 127.0.0.1; 0 takes a free one. AWS-on-this-machine's usual port is 4566. */
  readonly port: number;
  /** Folder of the state; created where it doesn't exist. */
  readonly stateFolder: string;
  /** Role that a bare account id acts as. Default `BellyfedPlatformEngineer`. */
  readonly defaultRoleName?: string;
}

/**
 * Starts AWS on this machine. What an earlier sandbox left in the same state folder is there again.
 *
 * @throws CatalogError `port-in-use`, `state-in-use`, `bad-state-folder`, `state-full`, `corrupt-state`,
 *   `foreign-state`.
 */
export async function startSandbox(settings: SandboxSettings): Promise<RunningServer> {
  const { stateFolder, defaultRoleName } = settings;
  const sandbox = await Sandbox.open({
    stateFolder,
    defaultRoleName,
    services,
    migrations,
    stackStatusListeners: [stackStatusChanged],
    stackListeners: [stackEnded, stackOfSetEnded],
    organizationListeners: [organizationChanged, deployToMovedAccount],
    makeDue,
  });
  const server = await serve(sandbox, settings.port);
  await loadEngines();
  return server;
}

/** Loads what the first stack would wait for: AWS's database of resource types and, in a process of their own, its schemas. */
async function loadEngines(): Promise<void> {
  // Schemas that can't be loaded are told of by the stack that needs them.
  const schemas = loadSchemas().catch(() => {});
  resourceType('AWS::SNS::Topic');
  await schemas;
}
