import type * as model from '@aws-sdk/client-cloudcontrol';
import type { ResourceDescription } from '@aws-sdk/client-cloudcontrol';
import { AwsError } from '../../kernel/aws-error';
import type { Operations } from '../../kernel/operations';
import { pageOf } from '../../kernel/page';
import { objectOf, type Properties } from '../../kernel/properties';
import { type Existing, existingIn, findExisting } from '../cloudformation';
import { checkType, notFound } from './resource-type';

/** Resources a page holds unless the call says. */
const PAGE = 20;

/** Operations that show resources. */
export const resourceOperations = {
  /** https://docs.aws.amazon.com/cloudcontrolapi/latest/APIReference/API_GetResource.html */
  GetResource(input, call) {
    const { TypeName: type = '', Identifier: identifier = '' } = input;
    checkType(type);
    const existing = findExisting(call.db, call, type, identifier);
    if (!existing) throw notFound(type, identifier, call.requestId);
    return { TypeName: type, ResourceDescription: described(existing) };
  },

  /**
   * https://docs.aws.amazon.com/cloudcontrolapi/latest/APIReference/API_ListResources.html
   *
   * A resource model narrows the list to the resources that have its properties.
   */
  ListResources(input, call) {
    const { TypeName: type = '', ResourceModel } = input;
    checkType(type);
    const wanted = Object.entries(modelIn(ResourceModel));
    const found = existingIn(call.db, call, type).filter(({ properties }) =>
      wanted.every(([name, value]) => JSON.stringify(properties[name]) === JSON.stringify(value)),
    );
    const { items, next } = pageOf(found, ({ physicalId }) => physicalId, {
      token: input.NextToken,
      size: input.MaxResults ?? PAGE,
      of: `resources ${type}`,
      badToken: () => new AwsError('InvalidRequestException', 'Invalid NextToken'),
    });
    return { TypeName: type, ResourceDescriptions: items.map(described), NextToken: next };
  },
} satisfies Operations<typeof model>;

function modelIn(text: string | undefined): Properties {
  if (text === undefined) return {};
  try {
    return objectOf(JSON.parse(text));
  } catch {
    throw new AwsError('InvalidRequestException', 'Invalid ResourceModel: it is not JSON');
  }
}

function described({ physicalId, properties, attributes }: Existing): ResourceDescription {
  return { Identifier: physicalId, Properties: JSON.stringify({ ...attributes, ...properties }) };
}
