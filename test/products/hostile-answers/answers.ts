import fc from 'fast-check';
import { parameterProblems, type Template, type TemplateParameter } from '../../../catalog/template';
import { ACCOUNT, OTHER_ACCOUNT, REGION, VICTIM } from './victims';

/** Answers to a form, by parameter. */
export type FormAnswers = Readonly<Record<string, string>>;

/** Seed of everything that is drawn here: the same values on every run. */
const SEED = 20261129;

/** Number of values that are tried of each parameter. */
export const VALUES = 200;

/** Values that somebody types who wants more than is theirs. */
const HOSTILE: readonly string[] = [
  ...[
    '*',
    '?',
    '**',
    'a*',
    'a?',
    '*-dev',
    `\${aws:username}`,
    `\${*}`,
    '"',
    '","Effect":"Allow',
    "'",
    '\\',
    '\n',
    '../..',
    ':',
    '/',
    '#',
    '',
  ],
  ...[
    VICTIM,
    `${VICTIM}*`,
    `${VICTIM}?`,
    VICTIM.slice(0, -1),
    VICTIM.split('-')[0] ?? '',
    'prod',
    'staging',
    'bellyfed',
    'none',
  ],
  ...['*/*', `${VICTIM}/${VICTIM}`, 'owner/*', 'hnb659fds', 'AWS::AccountId'],
  ...[ACCOUNT, OTHER_ACCOUNT].flatMap((account) => [
    account,
    `arn:aws:iam::${account}:root`,
    `arn:aws:iam::${account}:role/Admin`,
    `arn:aws:kms:${REGION}:${account}:key/*`,
    `arn:aws:kms:*:${account}:key/${VICTIM}`,
    `arn:aws:kms:${REGION}:${account}:key/0a1b2c3d-0000-4000-8000-000000000000`,
    `arn:aws:kms:${REGION}:${account}:alias/${VICTIM}`,
    `arn:aws:s3:::bellyfed-${VICTIM}-uploads-12345678`,
    `arn:aws:codeconnections:${REGION}:${account}:connection/*`,
    `arn:aws:codeconnections:${REGION}:${account}:connection/0a1b2c3d-0000-4000-8000-000000000000`,
    `arn:aws:codestar-connections:${REGION}:${account}:connection/0a1b2c3d-0000-4000-8000-000000000000`,
  ]),
];

/** Hostile values that a parameter's own constraints let through. */
export function hostileValues(template: Template, name: string, answers: FormAnswers): readonly string[] {
  return HOSTILE.filter((value) => parameterProblems(template, { ...answers, [name]: value }).length === 0);
}

/**
 * Ways to answer a form that draw each of these parameters from its own `AllowedValues` or `AllowedPattern`: as many as
 * `VALUES`, the same on every run. Other parameters keep their defaults.
 *
 * @param fixed values that some parameters may have at all, as the rules of a portfolio say
 */
export function drawnAnswers(
  template: Template,
  names: readonly string[],
  fixed: Readonly<Record<string, readonly string[]>>,
): readonly FormAnswers[] {
  const { Parameters = {} } = template;
  const drawn = Object.entries(Parameters)
    .filter(([name, { Default }]) => names.includes(name) || Default === undefined)
    .map(([name, parameter], index) => {
      const allowed = fixed[name]?.map(String);
      const values = allowed === undefined ? valuesOf(parameter) : fc.constantFrom(...allowed);
      const accepted = values.filter((value) => isAccepted(name, parameter, value));
      return [name, fc.sample(accepted, { numRuns: VALUES, seed: SEED + index })] as const;
    });
  return Array.from({ length: VALUES }, (_, index) =>
    Object.fromEntries(drawn.map(([name, values]) => [name, values[index] ?? ''])),
  );
}

function valuesOf({
  AllowedValues,
  AllowedPattern,
  Type,
  MinValue,
  MaxValue,
}: TemplateParameter): fc.Arbitrary<string> {
  if (AllowedValues !== undefined) return fc.constantFrom(...AllowedValues.map(String));
  if (Type === 'Number') {
    return fc.integer({ min: Number(MinValue ?? 0), max: Number(MaxValue ?? 1000) }).map(String);
  }
  return AllowedPattern === undefined ? fc.string() : fc.stringMatching(new RegExp(`^(?:${AllowedPattern})$`));
}

function isAccepted(name: string, parameter: TemplateParameter, value: string): boolean {
  return parameterProblems({ Resources: {}, Parameters: { [name]: parameter } }, { [name]: value }).length === 0;
}
