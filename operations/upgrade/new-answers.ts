import type { DescribeProvisioningParametersCommandOutput } from '@aws-sdk/client-service-catalog';
import { CatalogError } from '../../catalog/errors';
import { asks, isInteractive, type Shell, say } from '../../scripts/terminal/shell';

type Form = Pick<DescribeProvisioningParametersCommandOutput, 'ProvisioningArtifactParameters'>;

/**
 * Answers to what a version asks and the running one didn't, where it has no default: those that were given, and on a
 * terminal those that are asked for.
 *
 * @param previous names of the parameters that the running stack has
 * @returns the given ones and the new ones
 * @throws `CatalogError` `missing-parameter` where nobody is there to be asked
 */
export async function answerNew(
  shell: Shell,
  name: string,
  { ProvisioningArtifactParameters: parameters = [] }: Form,
  given: Readonly<Record<string, string>>,
  previous: ReadonlySet<string>,
): Promise<Readonly<Record<string, string>>> {
  const open = parameters.filter(
    ({ ParameterKey: key = '', DefaultValue }) =>
      DefaultValue === undefined && given[key] === undefined && !previous.has(key),
  );
  if (open.length > 0 && !isInteractive(shell)) {
    const wanted = open.map(({ ParameterKey, Description }) => `${ParameterKey} (${Description ?? 'no description'})`);
    throw new CatalogError(
      'missing-parameter',
      `${name}: the new version asks what the running one didn't, and has no default: ${wanted.join(', ')}; give it with -p.`,
    );
  }
  const answers = { ...given };
  for (const { ParameterKey = '', Description, ParameterConstraints: constraints } of open) {
    say(
      shell,
      `${name}: ${ParameterKey} is new. ${Description ?? ''} ${constraints?.ConstraintDescription ?? ''}`.trim(),
    );
    answers[ParameterKey] = await asks(shell, `${ParameterKey}${allowed(constraints?.AllowedValues)}:`);
  }
  return answers;
}

function allowed(values: readonly string[] = []): string {
  return values.length > 0 ? ` (${values.join(', ')})` : '';
}
