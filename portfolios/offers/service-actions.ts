import { Aws, Fn } from 'aws-cdk-lib';
import { ManagedPolicy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnServiceAction, CfnServiceActionAssociation } from 'aws-cdk-lib/aws-servicecatalog';
import { CfnDocument } from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';
import type { PublishedProduct } from './published-product';
import { type ServiceActionDefinition, type ServiceActionId, serviceActions } from './service-action-definitions';

/** Service actions that are offered, and the products whose resources they act on. */
export interface ServiceActionsProps {
  readonly actions: readonly ServiceActionId[];
  readonly products: readonly PublishedProduct[];
}

/**
 * Actions that people choose on what they launched: automations of Systems Manager, which act with a role of their own on
 * resources of the hub's account. An action belongs to a version, so all versions get it.
 *
 * The documents have no names: what is in one can't be changed under its version, so a changed one replaces it.
 *
 * @see https://docs.aws.amazon.com/servicecatalog/latest/adminguide/using-service-actions.html
 */
export class ServiceActions extends Construct {
  constructor(scope: Construct, id: string, { actions, products }: ServiceActionsProps) {
    super(scope, id);
    for (const action of actions) this.add(serviceActions[action], products);
  }

  private add(definition: ServiceActionDefinition, products: readonly PublishedProduct[]): void {
    const { id, name, description, parameter, targetType } = definition;
    const document = new CfnDocument(this, `${id}-document`, {
      documentType: 'Automation',
      documentFormat: 'JSON',
      targetType: `/${targetType}`,
      updateMethod: 'Replace',
      content: automation(definition),
    });
    const action = new CfnServiceAction(this, id, {
      name,
      description,
      definitionType: 'SSM_AUTOMATION',
      definition: [
        { key: 'Name', value: document.ref },
        { key: 'Version', value: '1' },
        { key: 'AssumeRole', value: this.role(definition).roleArn },
        { key: 'Parameters', value: JSON.stringify([{ Name: parameter, Type: 'TARGET' }]) },
      ],
    });
    for (const product of products.filter((each) => definition.products.includes(each.id))) {
      const versionIds = Fn.split(',', product.versionIds);
      for (let version = 0; version < product.versionCount; version += 1) {
        new CfnServiceActionAssociation(this, `${id}-${product.id}-${version + 1}`, {
          productId: product.productId,
          provisioningArtifactId: Fn.select(version, versionIds),
          serviceActionId: action.ref,
        });
      }
    }
  }

  /** The role that an automation acts with; nobody else's may make the service assume it. */
  private role({ id, grants }: ServiceActionDefinition): Role {
    const statements = grants.map(
      ({ actions, resources }) =>
        new PolicyStatement({ actions: [...actions], resources: resources.map((resource) => here(resource)) }),
    );
    return new Role(this, `${id}-role`, {
      description: `Systems Manager does ${id} with this role, on what was launched from the catalog.`,
      assumedBy: new ServicePrincipal('ssm.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
      managedPolicies: [new ManagedPolicy(this, `${id}-policy`, { statements })],
    });
  }
}

/** `ecs:service/x` as an ARN in the account and region of the stack. */
function here(resource: string): string {
  const [service = '', ...name] = resource.split(':');
  return `arn:${Aws.PARTITION}:${service}:${Aws.REGION}:${Aws.ACCOUNT_ID}:${name.join(':')}`;
}

/** A runbook of Systems Manager. https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-documents.html */
function automation({ description, parameter, parameterDescription, steps }: ServiceActionDefinition) {
  return {
    schemaVersion: '0.3',
    description,
    assumeRole: '{{ AutomationAssumeRole }}',
    parameters: {
      [parameter]: { type: 'String', description: parameterDescription },
      AutomationAssumeRole: { type: 'String', description: 'The role that acts.' },
    },
    mainSteps: steps,
  };
}
