import * as model from '@aws-sdk/client-service-catalog';
import { RpcEndpoint } from '../../../sandbox/http/rpc';
import type { Operations } from '../../../sandbox/kernel/operations';
import { rpcService } from '../../../sandbox/kernel/service';

// Each `@ts-expect-error` here is a check of `npx tsc`: it complains of one that nothing is wrong under.

type CatalogOperations = Operations<typeof model>;

const parts = {
  signingName: 'servicecatalog',
  protocol: 'json',
  targetPrefix: 'AWS242ServiceCatalogService',
  model,
  validationCode: 'ValidationException',
  throttling: { code: 'ThrottlingException', status: 400 },
} as const;

const tagOptions = {
  CreateTagOption: ({ Key, Value }) => ({ TagOptionDetail: { Key, Value } }),
  DeleteTagOption: ({ Id: _ }) => ({}),
  ListTagOptions: () => ({ TagOptionDetails: [], PageToken: 'next' }),
} satisfies CatalogOperations;

test('operations get the types of their names, and keep those of their answers', () => {
  const { TagOptionDetail: made } = tagOptions.CreateTagOption({ Key: 'owner', Value: 'platform' });
  expect(made.Key).toBe('owner');
  // @ts-expect-error An input's members have AWS's types.
  tagOptions.CreateTagOption({ Key: 1, Value: 'platform' });
  // @ts-expect-error An answer has no members but its own.
  expect(made.Owner).toBeUndefined();
});

test('a wrong pairing does not compile', () => {
  // @ts-expect-error DeleteTagOption needs an Id, which CreateTagOption isn't given.
  const wrong = { CreateTagOption: tagOptions.DeleteTagOption } satisfies CatalogOperations;
  expect(Object.keys(wrong)).toEqual(['CreateTagOption']);
});

test('a wrong answer does not compile', () => {
  // @ts-expect-error An Active is a boolean.
  const wrong = { DescribeTagOption: () => ({ TagOptionDetail: { Active: 'yes' } }) } satisfies CatalogOperations;
  expect(Object.keys(wrong)).toEqual(['DescribeTagOption']);
});

test('a made-up name does not compile, and is refused when the sandbox starts', () => {
  // @ts-expect-error AWS has no such operation.
  const madeUp = { DescribeTagOptions: () => ({}) } satisfies CatalogOperations;
  // @ts-expect-error Nor has it when it comes with others.
  const service = rpcService({ ...parts, operations: { ...tagOptions, ...madeUp } });
  expect(() => new RpcEndpoint(service)).toThrow('servicecatalog has no operation DescribeTagOptions');
});

test('an operation that answers what AWS does not have makes no service', () => {
  const portfolios = {
    // It compiles here: a function may answer more than it must, and the token is in both.
    ListTagOptions: () => ({ PortfolioDetails: [], PageToken: 'next' }),
  } satisfies CatalogOperations;
  // @ts-expect-error ListTagOptions answers no PortfolioDetails.
  const service = rpcService({ ...parts, operations: portfolios });
  expect(() => new RpcEndpoint(service)).not.toThrow();
});
