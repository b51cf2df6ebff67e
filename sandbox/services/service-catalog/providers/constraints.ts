import type { ResourceProvider } from '../../../kernel/work';
import { constraintOperations } from '../catalog/constraints';
import type { ConstraintType } from '../catalog/state';
import { type Properties, textAt, textsAt } from './properties';
import { deleted, stackCall } from './stack-call';

/** `AWS::ServiceCatalog::LaunchRoleConstraint` and its like: `Ref` gives the constraint's id. */
function constraint(type: ConstraintType, parameters: (properties: Properties) => string): ResourceProvider {
  return {
    create(request, work) {
      const { properties } = request;
      const { ConstraintDetail: detail } = constraintOperations.CreateConstraint(
        {
          PortfolioId: textAt(properties, 'PortfolioId'),
          ProductId: textAt(properties, 'ProductId'),
          Type: type,
          Parameters: parameters(properties),
          Description: textAt(properties, 'Description'),
        },
        stackCall(request, work),
      );
      return provided(detail?.ConstraintId ?? '');
    },
    update(request, work) {
      const { physicalId: Id, properties } = request;
      const change = { Id, Parameters: parameters(properties), Description: textAt(properties, 'Description') };
      constraintOperations.UpdateConstraint(change, stackCall(request, work));
      return provided(Id);
    },
    delete: (request, work) =>
      deleted(() => constraintOperations.DeleteConstraint({ Id: request.physicalId }, stackCall(request, work))),
  };
}

function provided(physicalId: string) {
  return { physicalId, attributes: { Id: physicalId } };
}

/** As `LocalRoleName` or `RoleArn`. */
export const launchRoleConstraint = constraint('LAUNCH', (properties) =>
  JSON.stringify({ RoleArn: properties.RoleArn, LocalRoleName: properties.LocalRoleName }),
);

export const launchNotificationConstraint = constraint('NOTIFICATION', (properties) =>
  JSON.stringify({ NotificationArns: properties.NotificationArns }),
);

/** The rules are JSON text in the properties already. */
export const launchTemplateConstraint = constraint('TEMPLATE', (properties) => textAt(properties, 'Rules') ?? '');

export const resourceUpdateConstraint = constraint('RESOURCE_UPDATE', (properties) => {
  const { TagUpdateOnProvisionedProduct } = properties;
  return JSON.stringify({ Version: '2.0', Properties: { TagUpdateOnProvisionedProduct } });
});

export const stackSetConstraint = constraint('STACKSET', (properties) =>
  JSON.stringify({
    Version: '2.0',
    Properties: {
      AccountList: textsAt(properties, 'AccountList'),
      RegionList: textsAt(properties, 'RegionList'),
      AdminRole: textAt(properties, 'AdminRole'),
      ExecutionRole: textAt(properties, 'ExecutionRole'),
    },
  }),
);
