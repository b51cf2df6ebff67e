import * as model from '@aws-sdk/client-ssm';
import type { RpcService } from '../../kernel/service';
import { deleteParameter, deleteParameters, labelParameterVersion } from './change-parameters';
import {
  describeParameters,
  getParameter,
  getParameterHistory,
  getParameters,
  getParametersByPath,
} from './get-parameters';
import { parameterProvider } from './provider';
import { putParameter } from './put-parameter';
import { addTagsToResource, listTagsForResource, removeTagsFromResource } from './tags';

export { addParameter, type ParameterValue, parameterValue } from './state';

/** AWS Systems Manager: the parameter store. */
export const ssm: RpcService = {
  signingName: 'ssm',
  protocol: 'json',
  targetPrefix: 'AmazonSSM',
  model,
  operations: {
    AddTagsToResource: addTagsToResource,
    DeleteParameter: deleteParameter,
    DeleteParameters: deleteParameters,
    DescribeParameters: describeParameters,
    GetParameter: getParameter,
    GetParameterHistory: getParameterHistory,
    GetParameters: getParameters,
    GetParametersByPath: getParametersByPath,
    LabelParameterVersion: labelParameterVersion,
    ListTagsForResource: listTagsForResource,
    PutParameter: putParameter,
    RemoveTagsFromResource: removeTagsFromResource,
  },
  providers: { 'AWS::SSM::Parameter': parameterProvider },
  validationCode: 'ValidationException',
  throttling: { code: 'ThrottlingException', status: 400 },
};
