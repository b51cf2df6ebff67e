import * as servicecatalog from '@aws-sdk/client-service-catalog';
import { ServiceModel } from '../../../../sandbox/http/protocol/model';
import { inputProblem } from '../../../../sandbox/http/protocol/validate-input';

const model = new ServiceModel(servicecatalog);

function problem(operation: string, input: object): string | undefined {
  const schema = model.operation(operation)?.input;
  if (!schema) throw new Error(`no ${operation}`);
  return inputProblem('servicecatalog', schema, input);
}

test('an input that keeps to the model has no problem', () => {
  expect(problem('CreatePortfolio', { DisplayName: 'd', ProviderName: 'p', IdempotencyToken: 't' })).toBeUndefined();
});

test.each([
  ['a missing member', 'DescribeProduct', {}, undefined],
  [
    'a text that is too long',
    'CreatePortfolio',
    { DisplayName: 'x'.repeat(101), ProviderName: 'p', IdempotencyToken: 't' },
    "at 'displayName' failed to satisfy constraint: Member must have length less than or equal to 100",
  ],
  [
    'a value that is not listed',
    'AssociatePrincipalWithPortfolio',
    { PortfolioId: 'port-x', PrincipalARN: 'a', PrincipalType: 'USER' },
    "Value 'USER' at 'principalType' failed to satisfy constraint: Member must satisfy enum value set: [IAM, IAM_PATTERN]",
  ],
  [
    'a text that does not match',
    'DescribePortfolio',
    { Id: 'no spaces' },
    'Member must satisfy regular expression pattern',
  ],
  [
    'a number out of range',
    'ListPortfolios',
    { PageSize: 101 },
    "Value '101' at 'pageSize' failed to satisfy constraint: Member must have value less than or equal to 100",
  ],
])('names %s', (_what, operation, input, expected) => {
  const found = problem(operation, input);
  if (expected === undefined) expect(found).toBeUndefined();
  else expect(found).toContain(expected);
});

test('counts its problems, and names those inside lists', () => {
  const input = {
    DisplayName: '',
    ProviderName: 'p',
    IdempotencyToken: 't',
    Tags: [
      { Key: 'ok', Value: 'v' },
      { Key: '', Value: 'v' },
    ],
  };
  const found = problem('CreatePortfolio', input);
  expect(found).toMatch(/^[2-9] validation errors detected: /);
  expect(found).toContain("at 'tags.2.member.key'");
});
