import * as model from '@aws-sdk/client-sfn';
import { rpcService } from '../../kernel/service';
import { EXECUTION_JOB, takeExecutionStep } from './execution-job';
import { describeExecution, getExecutionHistory, listExecutions, startExecution, stopExecution } from './executions';
import {
  createStateMachine,
  deleteStateMachine,
  describeStateMachine,
  listStateMachines,
  updateStateMachine,
  validateStateMachineDefinition,
} from './machines';
import { stateMachineProvider } from './provider';

export { beginExecution } from './executions';
export { findMachine } from './state';

/** AWS Step Functions: state machines whose tasks call the sandbox's own services. */
export const states = rpcService({
  signingName: 'states',
  protocol: 'json',
  targetPrefix: 'AWSStepFunctions',
  model,
  operations: {
    CreateStateMachine: createStateMachine,
    DeleteStateMachine: deleteStateMachine,
    DescribeExecution: describeExecution,
    DescribeStateMachine: describeStateMachine,
    GetExecutionHistory: getExecutionHistory,
    ListExecutions: listExecutions,
    ListStateMachines: listStateMachines,
    StartExecution: startExecution,
    StopExecution: stopExecution,
    UpdateStateMachine: updateStateMachine,
    ValidateStateMachineDefinition: validateStateMachineDefinition,
  },
  providers: { 'AWS::StepFunctions::StateMachine': stateMachineProvider },
  jobs: { [EXECUTION_JOB]: takeExecutionStep },
  validationCode: 'ValidationException',
  throttling: { code: 'ThrottlingException', status: 400 },
});
