import { type LaunchRoleStatement, launchArn } from '../../../catalog/product';

/** Launch permissions of the groups and the sampling of traces. */
export const tracePermissions: readonly LaunchRoleStatement[] = [
  {
    Sid: 'Traces',
    Effect: 'Allow',
    Action: [
      'xray:CreateGroup',
      'xray:CreateSamplingRule',
      'xray:DeleteGroup',
      'xray:DeleteSamplingRule',
      'xray:GetGroup',
      'xray:ListTagsForResource',
      'xray:TagResource',
      'xray:UntagResource',
      'xray:UpdateGroup',
      'xray:UpdateSamplingRule',
    ],
    Resource: [
      ...['traces', 'faults', 'slow'].map((name) => launchArn('xray', `group/*-${name}/*`)),
      ...['api', 'web'].map((name) => launchArn('xray', `sampling-rule/*-${name}`)),
    ],
  },
  {
    Sid: 'ReadSamplingRules',
    Effect: 'Allow',
    Action: ['xray:GetSamplingRules'],
    Resource: '*',
    reason: 'X-Ray lists the sampling rules of the whole account only.',
  },
];
