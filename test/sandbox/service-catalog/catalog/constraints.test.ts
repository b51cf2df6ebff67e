import {
  CreateConstraintCommand,
  DeleteConstraintCommand,
  DescribeConstraintCommand,
  DisassociateProductFromPortfolioCommand,
  ListConstraintsForPortfolioCommand,
  UpdateConstraintCommand,
} from '@aws-sdk/client-service-catalog';
import { startTestSandbox, type TestSandbox } from '../../with-sandbox';
import { refusal, TestCatalog } from '../with-catalog';

let sandbox: TestSandbox;
let catalog: TestCatalog;
let productId: string;
let portfolioId: string;
const STACK_SET = {
  Version: '2.0',
  Properties: { AccountList: ['111111111111'], RegionList: ['us-east-1'], AdminRole: 'a', ExecutionRole: 'b' },
};
beforeAll(async () => {
  sandbox = await startTestSandbox();
  catalog = new TestCatalog(sandbox);
  await catalog.role('LaunchQueue');
});
beforeEach(async () => {
  ({ productId } = await catalog.product('Queue'));
  portfolioId = await catalog.portfolio('Developers', productId);
});
afterAll(() => sandbox.stop());

const constrain = (type: string, parameters: unknown) => catalog.constrain(portfolioId, productId, type, parameters);

test('a constraint is created, described, changed, listed and deleted', async () => {
  const { client } = catalog;
  const Id = await constrain('LAUNCH', { LocalRoleName: 'LaunchQueue' });
  expect(Id).toMatch(/^cons-[a-z0-9]{13}$/);
  const Parameters = JSON.stringify({ RoleArn: 'arn:aws:iam::000000000000:role/LaunchQueue' });
  await client.send(new UpdateConstraintCommand({ Id, Description: 'as a role', Parameters }));
  const described = await client.send(new DescribeConstraintCommand({ Id }));
  expect(described.ConstraintParameters).toBe(Parameters);
  expect(described.Status).toBe('AVAILABLE');
  const list = () =>
    client.send(new ListConstraintsForPortfolioCommand({ PortfolioId: portfolioId, ProductId: productId }));
  expect((await list()).ConstraintDetails).toMatchObject([
    { ConstraintId: Id, Type: 'LAUNCH', Description: 'as a role' },
  ]);
  await client.send(new DeleteConstraintCommand({ Id }));
  expect((await list()).ConstraintDetails).toEqual([]);
  expect(await refusal(client.send(new DescribeConstraintCommand({ Id })))).toBe(
    `ResourceNotFoundException: Constraint ${Id} not found.`,
  );
});

test('refuses a second launch constraint, and a launch beside a stack-set constraint', async () => {
  await constrain('LAUNCH', { LocalRoleName: 'LaunchQueue' });
  expect(await refusal(constrain('LAUNCH', { LocalRoleName: 'LaunchQueue' }))).toMatch(/^DuplicateResourceException/);
  expect(await refusal(constrain('STACKSET', STACK_SET))).toMatch(/^InvalidParametersException: You cannot have both/);
  const { productId: other } = await catalog.product('Set');
  const second = await catalog.portfolio('Sets', other);
  await catalog.constrain(second, other, 'STACKSET', STACK_SET);
  const launch = catalog.constrain(second, other, 'LAUNCH', { LocalRoleName: 'LaunchQueue' });
  expect(await refusal(launch)).toMatch(/^InvalidParametersException: You cannot have both/);
});

test('refuses a launch role that does not exist', async () => {
  expect(await refusal(constrain('LAUNCH', { LocalRoleName: 'Nobody' }))).toBe(
    'InvalidParametersException: The launch role Nobody does not exist in account 000000000000.',
  );
  expect(await refusal(constrain('LAUNCH', { RoleArn: 'arn:aws:iam::000000000000:role/Nobody' }))).toMatch(
    /^InvalidParametersException: The launch role arn:aws:iam::000000000000:role\/Nobody/,
  );
});

test.each([
  ['LAUNCH', {}, /must have either/],
  [
    'LAUNCH',
    { RoleArn: 'arn:aws:iam::000000000000:role/LaunchQueue', LocalRoleName: 'LaunchQueue' },
    /must have either/,
  ],
  ['LAUNCH', { LocalRoleName: 'path/LaunchQueue' }, /Invalid LocalRoleName/],
  ['LAUNCH', { RoleArn: 'LaunchQueue' }, /Invalid RoleArn/],
  ['LAUNCH', { Role: 'LaunchQueue' }, /Invalid key Role/],
  ['NOTIFICATION', { NotificationArns: ['nowhere'] }, /SNS topics/],
  ['TEMPLATE', { Rules: {} }, /Invalid template constraint/],
  ['STACKSET', { Version: '2.0', Properties: { AccountList: [] } }, /must have AccountList/],
  ['RESOURCE_UPDATE', { Version: '2.0', Properties: { TagUpdateOnProvisionedProduct: 'MAYBE' } }, /must be ALLOWED/],
  ['RESOURCE_UPDATE', [], /must be a JSON object/],
  ['SOMETHING', {}, /Invalid constraint type SOMETHING/],
])('refuses a %s constraint with %j', async (type, parameters, why) => {
  const answer = await refusal(constrain(type, parameters));
  expect(answer).toMatch(/^InvalidParametersException/);
  expect(answer).toMatch(why);
});

test('accepts notifications, rules and tag updates', async () => {
  const rules = { Rules: { Small: { Assertions: [{ Assert: { 'Fn::Equals': [{ Ref: 'Size' }, 'small'] } }] } } };
  await constrain('NOTIFICATION', { NotificationArns: ['arn:aws:sns:us-east-1:000000000000:topic'] });
  await constrain('TEMPLATE', rules);
  await constrain('TEMPLATE', rules);
  const allowed = { Version: '2.0', Properties: { TagUpdateOnProvisionedProduct: 'ALLOWED' } };
  await constrain('RESOURCE_UPDATE', allowed);
  expect(await refusal(constrain('RESOURCE_UPDATE', allowed))).toMatch(/^DuplicateResourceException/);
});

test('refuses a constraint on a product that is not in the portfolio', async () => {
  const { productId: other } = await catalog.product('Elsewhere');
  const answer = catalog.client.send(
    new CreateConstraintCommand({ PortfolioId: portfolioId, ProductId: other, Type: 'LAUNCH', Parameters: '{}' }),
  );
  expect(await refusal(answer)).toBe(
    `ResourceNotFoundException: Product ${other} is not associated with portfolio ${portfolioId}.`,
  );
});

test('refuses to take a product with constraints out of its portfolio', async () => {
  await constrain('LAUNCH', { LocalRoleName: 'LaunchQueue' });
  const answer = catalog.client.send(
    new DisassociateProductFromPortfolioCommand({ PortfolioId: portfolioId, ProductId: productId }),
  );
  expect(await refusal(answer)).toMatch(/^ResourceInUseException/);
});
