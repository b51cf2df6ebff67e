import {
  AssociatePrincipalWithPortfolioCommand,
  DisassociatePrincipalFromPortfolioCommand,
  ListLaunchPathsCommand,
  ListPrincipalsForPortfolioCommand,
  type PrincipalType,
} from '@aws-sdk/client-service-catalog';
import { matchesPrincipal } from '../../../../sandbox/services/service-catalog/catalog/principals';
import { startTestSandbox, type TestSandbox } from '../../with-sandbox';
import { refusal, TestCatalog } from '../with-catalog';

let sandbox: TestSandbox;
let catalog: TestCatalog;
let portfolioId: string;
let productId: string;
beforeAll(async () => {
  sandbox = await startTestSandbox();
  catalog = new TestCatalog(sandbox);
});
beforeEach(async () => {
  ({ productId } = await catalog.product('Queue'));
  portfolioId = await catalog.portfolio('Developers', productId);
});
afterAll(() => sandbox.stop());

const associate = (PrincipalARN: string, PrincipalType: PrincipalType) =>
  catalog.client.send(
    new AssociatePrincipalWithPortfolioCommand({ PortfolioId: portfolioId, PrincipalARN, PrincipalType }),
  );
const list = () => catalog.client.send(new ListPrincipalsForPortfolioCommand({ PortfolioId: portfolioId }));

test('a principal is associated, again without effect, listed and disassociated', async () => {
  const arn = await catalog.role('Engineer');
  await associate(arn, 'IAM');
  await associate(arn, 'IAM');
  await associate('arn:aws:iam:::role/Bellyfed*', 'IAM_PATTERN');
  expect((await list()).Principals).toEqual(
    [
      { PrincipalARN: arn, PrincipalType: 'IAM' },
      { PrincipalARN: 'arn:aws:iam:::role/Bellyfed*', PrincipalType: 'IAM_PATTERN' },
    ].sort((a, b) => (a.PrincipalARN < b.PrincipalARN ? -1 : 1)),
  );
  const remove = () =>
    catalog.client.send(
      new DisassociatePrincipalFromPortfolioCommand({
        PortfolioId: portfolioId,
        PrincipalARN: arn,
        PrincipalType: 'IAM',
      }),
    );
  await remove();
  expect((await list()).Principals).toHaveLength(1);
  expect(await refusal(remove())).toMatch(/^ResourceNotFoundException: Principal/);
});

test('a product has a launch path once a pattern matches the caller', async () => {
  const paths = () => catalog.client.send(new ListLaunchPathsCommand({ ProductId: productId }));
  await associate('arn:aws:iam:::role/Nobody*', 'IAM_PATTERN');
  expect(await refusal(paths())).toBe(`ResourceNotFoundException: No launch paths found for resource: ${productId}`);
  await associate('arn:aws:iam:::role/*PlatformEnginee?', 'IAM_PATTERN');
  const [path] = (await paths()).LaunchPathSummaries ?? [];
  expect(path?.Id).toMatch(/^lpv3-[a-z0-9]{13}$/);
  expect(path?.Name).toBe('Developers');
});

test.each([
  ['arn:aws:iam:::role/Name', 'arn:aws:iam::111111111111:role/Name', true],
  ['arn:aws:iam:::role/Name_?', 'arn:aws:iam::111111111111:role/Name_', true],
  ['arn:aws:iam:::role/*/Name', 'arn:aws:iam::111111111111:role/a/b/Name', true],
  ['arn:aws:iam:::role/*/Name', 'arn:aws:iam::111111111111:role/Name', false],
  ['arn:aws:iam:::role/N.me', 'arn:aws:iam::111111111111:role/Name', false],
  ['arn:aws:iam:::role/Name', 'arn:aws:iam::111111111111:role/Name2', false],
  ['arn:aws:iam:::user/Name', 'arn:aws:iam::111111111111:role/Name', false],
])('whether the pattern %s matches %s: %s', (pattern, arn, expected) => {
  expect(matchesPrincipal('IAM_PATTERN', pattern, arn)).toBe(expected);
});

test.each([
  ['arn:aws:iam::000000000000:role/*', 'IAM_PATTERN'],
  ['arn:aws:iam:::*/Name', 'IAM_PATTERN'],
  ['arn:aws:iam::000000000000:policy/Name', 'IAM'],
] as const)('refuses %s as %s', async (arn, type) => {
  expect(await refusal(associate(arn, type))).toMatch(/^InvalidParametersException: Invalid principal ARN/);
});

test.each(['', '111111111111'])('refuses a principal of the account "%s" in AWS\'s words', async (account) => {
  expect(await refusal(associate(`arn:aws:iam::${account}:role/Name_*`, 'IAM'))).toBe(
    `ResourceNotFoundException: Resource not found, caller account id (000000000000) does not match input account id (${account})`,
  );
});

test('refuses a principal that does not exist, and the default role exists unmade', async () => {
  expect(await refusal(associate('arn:aws:iam::000000000000:role/Ghost', 'IAM'))).toBe(
    'InvalidParametersException: Principal arn:aws:iam::000000000000:role/Ghost does not exist in account 000000000000.',
  );
  await associate('arn:aws:iam::000000000000:role/BellyfedPlatformEngineer', 'IAM');
});

test('refuses more than ten patterns', async () => {
  for (let count = 0; count < 10; count += 1) await associate(`arn:aws:iam:::role/R${count}*`, 'IAM_PATTERN');
  expect(await refusal(associate('arn:aws:iam:::role/more*', 'IAM_PATTERN'))).toMatch(/^LimitExceededException/);
});
