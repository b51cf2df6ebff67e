import {
  CopyProductCommand,
  CreateProductCommand,
  DeleteProductCommand,
  DeleteProvisioningArtifactCommand,
  DescribeCopyProductStatusCommand,
  DescribeProductAsAdminCommand,
  DescribeProductCommand,
  DescribeProductViewCommand,
  DescribeProvisioningArtifactCommand,
  ListProvisioningArtifactsCommand,
  type ProvisioningArtifactProperties,
  SearchProductsAsAdminCommand,
  SearchProductsCommand,
  UpdateProductCommand,
  UpdateProvisioningArtifactCommand,
} from '@aws-sdk/client-service-catalog';
import { startTestSandbox, type TestSandbox } from '../../with-sandbox';
import { QUEUE_TEMPLATE, refusal, TestCatalog } from '../with-catalog';

let sandbox: TestSandbox;
let catalog: TestCatalog;
beforeAll(async () => {
  sandbox = await startTestSandbox();
  catalog = new TestCatalog(sandbox);
});
afterAll(() => sandbox.stop());

const create = (parameters: ProvisioningArtifactProperties | undefined) =>
  catalog.client.send(
    new CreateProductCommand({
      Name: 'Refused',
      Owner: 'Platform',
      ProductType: 'CLOUD_FORMATION_TEMPLATE',
      ProvisioningArtifactParameters: parameters,
    }),
  );

test('a product is created, changed, described as admin and deleted', async () => {
  const { client } = catalog;
  const { productId: Id, artifactId } = await catalog.product('Queue');
  expect(Id).toMatch(/^prod-[a-z0-9]{13}$/);
  expect(artifactId).toMatch(/^pa-[a-z0-9]{13}$/);
  await client.send(new UpdateProductCommand({ Id, Name: 'Line', SupportEmail: 'help@example.com' }));
  const { ProductViewDetail: detail, ProvisioningArtifactSummaries: versions } = await client.send(
    new DescribeProductAsAdminCommand({ Name: 'Line' }),
  );
  expect(detail?.ProductViewSummary).toMatchObject({
    Name: 'Line',
    Owner: 'Platform',
    SupportEmail: 'help@example.com',
  });
  expect(detail?.ProductARN).toBe(`arn:aws:catalog:us-east-1:000000000000:product/${Id}`);
  expect(versions).toMatchObject([{ Id: artifactId, Name: '1.0.0' }]);
  await client.send(new DeleteProductCommand({ Id }));
  expect(await refusal(client.send(new DescribeProductAsAdminCommand({ Id })))).toBe(
    `ResourceNotFoundException: Product ${Id} not found.`,
  );
});

test('users see active versions of what they have a way to, and nothing else', async () => {
  const { client } = catalog;
  const { productId: Id } = await catalog.product('Visible');
  const hidden = await catalog.version(Id, '2.0.0');
  expect(await refusal(client.send(new DescribeProductCommand({ Id })))).toBe(
    `ResourceNotFoundException: Product ${Id} not found.`,
  );
  const portfolioId = await catalog.portfolio('Users', Id);
  await catalog.admit(portfolioId);
  const change = { ProductId: Id, ProvisioningArtifactId: hidden, Active: false };
  await client.send(new UpdateProvisioningArtifactCommand(change));
  const described = await client.send(new DescribeProductCommand({ Name: 'Visible' }));
  expect(described.ProvisioningArtifacts?.map(({ Name }) => Name)).toEqual(['1.0.0']);
  expect(described.LaunchPaths?.map(({ Name }) => Name)).toEqual(['Users']);
  const view = await client.send(new DescribeProductViewCommand({ Id: described.ProductViewSummary?.Id }));
  expect(view.ProductViewSummary?.ProductId).toBe(Id);
  const listed = await client.send(new ListProvisioningArtifactsCommand({ ProductId: Id }));
  expect(listed.ProvisioningArtifactDetails?.map(({ Name, Active }) => [Name, Active])).toEqual([
    ['1.0.0', true],
    ['2.0.0', false],
  ]);
});

test('products are searched by text, owner and portfolio', async () => {
  const { client } = catalog;
  const { productId } = await catalog.product('Findable needle');
  await catalog.product('Other');
  const portfolioId = await catalog.portfolio('Search', productId);
  const asAdmin = await client.send(
    new SearchProductsAsAdminCommand({ Filters: { FullTextSearch: ['NEEDLE'], Owner: ['Platform'] } }),
  );
  expect(asAdmin.ProductViewDetails?.map(({ ProductViewSummary: it }) => it?.ProductId)).toEqual([productId]);
  const inPortfolio = await client.send(new SearchProductsAsAdminCommand({ PortfolioId: portfolioId }));
  expect(inPortfolio.ProductViewDetails).toHaveLength(1);
  const asUser = () => client.send(new SearchProductsCommand({ Filters: { FullTextSearch: ['needle'] } }));
  expect((await asUser()).ProductViewSummaries).toEqual([]);
  await catalog.admit(portfolioId);
  expect((await asUser()).ProductViewSummaries?.map(({ ProductId }) => ProductId)).toEqual([productId]);
});

test('a version says its parameters when asked', async () => {
  const { productId: ProductId, artifactId: ProvisioningArtifactId } = await catalog.product('Parameters');
  const { Info, ProvisioningArtifactParameters: parameters } = await catalog.client.send(
    new DescribeProvisioningArtifactCommand({
      ProductId,
      ProvisioningArtifactId,
      Verbose: true,
      IncludeProvisioningArtifactParameters: true,
    }),
  );
  expect(Object.keys(Info ?? {})).toEqual(['LoadTemplateFromURL']);
  expect(parameters?.find(({ ParameterKey }) => ParameterKey === 'Size')).toMatchObject({
    DefaultValue: 'small',
    ParameterType: 'String',
    IsNoEcho: false,
    ParameterConstraints: { AllowedValues: ['small', 'large'] },
  });
});

test('refuses a version without its type in the words of AWS', async () => {
  const url = await catalog.upload(QUEUE_TEMPLATE);
  expect(await refusal(create({ Name: '1', Info: { LoadTemplateFromURL: url } }))).toBe(
    'InvalidParametersException: The CLOUD_FORMATION_TEMPLATE Product Type only supports the following ' +
      'ProvisioningArtifact Types: CLOUD_FORMATION_TEMPLATE, ACCOUNT_FACTORY.',
  );
});

test('refuses a template that is not valid, unless validation is off', async () => {
  const Type = 'CLOUD_FORMATION_TEMPLATE';
  const url = await catalog.upload('Resources: [not, a, template]');
  const Info = { LoadTemplateFromURL: url };
  expect(await refusal(create({ Type, Info }))).toMatch(/^InvalidParametersException: Invalid templateBody/);
  await create({ Type, Info, DisableTemplateValidation: true });
});

test('refuses a template that is not there, larger than 1 MB or not named', async () => {
  const Type = 'CLOUD_FORMATION_TEMPLATE';
  const missing = 'https://s3.us-east-1.amazonaws.com/templates-000000000000/missing.json';
  expect(await refusal(create({ Type, Info: { LoadTemplateFromURL: missing } }))).toBe(
    'InvalidParametersException: S3 error: The specified key does not exist.',
  );
  expect(await refusal(create({ Type, Info: { LoadTemplateFromURL: 'https://example.com/a.json' } }))).toMatch(
    /^InvalidParametersException: Invalid template URL/,
  );
  expect(await refusal(create({ Type, Info: {} }))).toMatch(/^InvalidParametersException: Info must contain/);
  const large = await catalog.upload({ ...QUEUE_TEMPLATE, Metadata: { Padding: 'x'.repeat(1024 * 1024) } });
  expect(await refusal(create({ Type, Info: { LoadTemplateFromURL: large } }))).toMatch(/^LimitExceededException/);
});

test("refuses a template in another account's bucket", async () => {
  const url = await new TestCatalog(sandbox, '222222222222').upload(QUEUE_TEMPLATE);
  const answer = create({ Type: 'CLOUD_FORMATION_TEMPLATE', Info: { LoadTemplateFromURL: url } });
  expect(await refusal(answer)).toBe('InvalidParametersException: S3 error: Access Denied');
});

test('refuses to delete the last version, and a product that is in a portfolio', async () => {
  const { client } = catalog;
  const { productId: ProductId, artifactId: ProvisioningArtifactId } = await catalog.product('Last');
  const last = client.send(new DeleteProvisioningArtifactCommand({ ProductId, ProvisioningArtifactId }));
  expect(await refusal(last)).toMatch(/^ResourceInUseException: Provisioning Artifact/);
  await catalog.version(ProductId, '2.0.0');
  await client.send(new DeleteProvisioningArtifactCommand({ ProductId, ProvisioningArtifactId }));
  await catalog.portfolio('Keeps it', ProductId);
  expect(await refusal(client.send(new DeleteProductCommand({ Id: ProductId })))).toBe(
    `ResourceInUseException: Product ${ProductId} is still associated with a portfolio.`,
  );
});

test('refuses more than 100 versions', async () => {
  const { productId } = await catalog.product('Many');
  for (let count = 2; count <= 100; count += 1) await catalog.version(productId, `${count}.0.0`);
  expect(await refusal(catalog.version(productId, '101.0.0'))).toMatch(/^LimitExceededException: The limit of 100/);
});

test("another account's product is not found", async () => {
  const { productId: Id } = await catalog.product('Private');
  const other = new TestCatalog(sandbox, '222222222222').client;
  const expected = `ResourceNotFoundException: Product ${Id} not found.`;
  expect(await refusal(other.send(new DescribeProductAsAdminCommand({ Id })))).toBe(expected);
  expect(await refusal(other.send(new UpdateProductCommand({ Id, Name: 'Mine' })))).toBe(expected);
  expect(await refusal(other.send(new DeleteProductCommand({ Id })))).toBe(expected);
});

test('a product is copied with some of its versions, and found by its source', async () => {
  const { client } = catalog;
  const { productId, artifactId } = await catalog.product('Original');
  await catalog.version(productId, '2.0.0');
  const { CopyProductToken } = await client.send(
    new CopyProductCommand({
      SourceProductArn: `arn:aws:catalog:us-east-1:000000000000:product/${productId}`,
      TargetProductName: 'Copy',
      SourceProvisioningArtifactIdentifiers: [{ Id: artifactId }],
      IdempotencyToken: 'copy',
    }),
  );
  const status = await client.send(new DescribeCopyProductStatusCommand({ CopyProductToken }));
  expect(status.CopyProductStatus).toBe('SUCCEEDED');
  const listed = await client.send(new ListProvisioningArtifactsCommand({ ProductId: status.TargetProductId }));
  expect(listed.ProvisioningArtifactDetails?.map(({ Name }) => Name)).toEqual(['1.0.0']);
  const found = await client.send(new SearchProductsAsAdminCommand({ Filters: { SourceProductId: [productId] } }));
  expect(found.ProductViewDetails?.map(({ ProductViewSummary: it }) => it?.Name)).toEqual(['Copy']);
});

test('refuses to copy what is no product, or nobody shows', async () => {
  const copy = (SourceProductArn: string) => catalog.client.send(new CopyProductCommand({ SourceProductArn }));
  expect(await refusal(copy('arn:aws:catalog:eu-west-1:000000000000:product/prod-elsewhere'))).toMatch(
    /^InvalidParametersException: Invalid product ARN/,
  );
  expect(await refusal(copy('arn:aws:catalog:us-east-1:000000000000:product/prod-unknown'))).toBe(
    'ResourceNotFoundException: Product prod-unknown not found.',
  );
});
