import { type ArnPattern, type LaunchRoleStatement, launchArn } from './statement';

/** Lambda gives event source mappings an id of its own choice. */
const eventSourceMappings = [launchArn('lambda', 'event-source-mapping:*')];

/** Lets the launch role make, change and delete event source mappings, and tag them and the functions that they call. */
export function manageEventSourceMappings(
  Sid: string,
  functions: readonly ArnPattern[],
): readonly LaunchRoleStatement[] {
  return [
    {
      Sid: `Create${Sid}`,
      Effect: 'Allow',
      Action: ['lambda:CreateEventSourceMapping'],
      Resource: '*',
      reason: 'It takes no resource: the mapping gets its id only now. The next statement names those that exist.',
    },
    {
      Sid,
      Effect: 'Allow',
      Action: ['lambda:DeleteEventSourceMapping', 'lambda:GetEventSourceMapping', 'lambda:UpdateEventSourceMapping'],
      Resource: eventSourceMappings,
    },
    {
      Sid: 'TagFunctions',
      Effect: 'Allow',
      Action: ['lambda:ListTags', 'lambda:TagResource', 'lambda:UntagResource'],
      Resource: [...functions, ...eventSourceMappings],
    },
  ];
}
