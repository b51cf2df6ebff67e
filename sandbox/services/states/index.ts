import * as model from '@aws-sdk/client-sfn';
import { rpcService } from '../../kernel/service';
import { statesAccess } from './access';
import { EXECUTION_JOB, takeExecutionStep } from './execution-job';
import { executionOperations } from './executions';
import { machineOperations } from './machines';
import { stateMachineProvider } from './provider';

export { noteEndedExecutions } from './ended-executions';
export { beginExecution } from './executions';
export { findMachine } from './state';

/** AWS Step Functions: state machines whose tasks call the sandbox's own services. */
export const states = rpcService({
  signingName: 'states',
  access: statesAccess,
  protocol: 'json',
  targetPrefix: 'AWSStepFunctions',
  model,
  operations: {
    ...machineOperations,
    ...executionOperations,
  },
  providers: { 'AWS::StepFunctions::StateMachine': stateMachineProvider },
  jobs: { [EXECUTION_JOB]: takeExecutionStep },
  validationCode: 'ValidationException',
  throttling: { code: 'ThrottlingException', status: 400 },
});
