/** Goes on to `Next` where all of the conditions hold, and otherwise ends, or goes on elsewhere. */
export function choice(And: readonly object[], Next: string, Default = 'Nothing more to do') {
  return { Type: 'Choice', Choices: [{ And, Next }], Default } as const;
}

/**
 * Expression of whether a list holds a text. It is asked before a list is searched: what a search without a find gives isn't
 * the same in every implementation of the language.
 */
export function contains(list: string, text: string): string {
  return `States.ArrayContains(${list}, '${text}')`;
}

/** Condition that a value is there: AWS leaves out what isn't set, or has null for it. */
export function isSet(Variable: string) {
  return {
    And: [
      { Variable, IsPresent: true },
      { Variable, IsNull: false },
    ],
  };
}

/** Resource of a task that calls an AWS service: https://docs.aws.amazon.com/step-functions/latest/dg/supported-services-awssdk.html */
export function sdkCall(service: 'cloudformation' | 'servicecatalog' | 'ssm', operation: string): string {
  return `arn:aws:states:::aws-sdk:${service}:${operation}`;
}

/** Resource of a task that starts another machine, and doesn't wait: https://docs.aws.amazon.com/step-functions/latest/dg/connect-stepfunctions.html */
export const START_EXECUTION = 'arn:aws:states:::states:startExecution';

/**
 * Retries of a task when AWS doesn't answer, at growing intervals.
 *
 * @param MaxAttempts 12 are half an hour of patience, 5 a minute
 */
export function patience(MaxAttempts: number) {
  return [
    {
      ErrorEquals: ['States.TaskFailed'],
      IntervalSeconds: 2,
      BackoffRate: 2,
      MaxDelaySeconds: 300,
      MaxAttempts,
      JitterStrategy: 'FULL',
    },
  ];
}
