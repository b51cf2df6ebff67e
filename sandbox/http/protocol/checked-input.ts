import { AwsError } from '../../kernel/aws-error';
import { ServiceModel } from './model';
import { inputProblem } from './validate-input';

/**
 * Checks an input as the API would, for a resource provider that calls an operation without the wire.
 *
 * @param service signing name of the service.
 * @param client the SDK client's module.
 * @returns a function that takes the operation's name and its input, and throws AwsError with `code` in AWS's words.
 */
export function inputChecker(
  service: string,
  client: Readonly<Record<string, unknown>>,
  code: string,
): (operation: string, input: unknown) => void {
  const model = new ServiceModel(client);
  return (operation, input) => {
    const schema = model.operation(operation)?.input;
    const problem = schema && inputProblem(service, schema, input);
    if (problem) throw new AwsError(code, problem);
  };
}
