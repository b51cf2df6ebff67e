import { launch } from '../launch';

/** Task definition of a node, as far as tests look at it. */
export interface Task {
  readonly Family: string;
  readonly Cpu: string;
  readonly Memory: string;
  readonly Volumes: readonly {
    readonly EFSVolumeConfiguration?: {
      readonly TransitEncryption: string;
      readonly AuthorizationConfig: { readonly AccessPointId: string; readonly IAM: string };
    };
  }[];
  readonly ContainerDefinitions: readonly {
    readonly Image: string;
    readonly EntryPoint: readonly string[];
    readonly Environment: readonly { readonly Name: string; readonly Value: string }[];
    readonly Secrets: readonly { readonly Name: string; readonly ValueFrom: string }[];
    readonly ReadonlyRootFilesystem: boolean;
    readonly HealthCheck: { readonly Command: readonly string[] };
  }[];
}

/** Task definitions of all nodes, launched with these answers. */
export const tasksOf = (answers: Record<string, string> = {}) =>
  launch(answers)
    .ofType('AWS::ECS::TaskDefinition')
    .map(({ properties }) => properties as unknown as Task);

/** Variables of a node's container. */
export const variablesOf = (task: Task | undefined) =>
  Object.fromEntries(task?.ContainerDefinitions[0]?.Environment.map(({ Name, Value }) => [Name, Value]) ?? []);
