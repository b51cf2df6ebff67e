import { delivery } from '../../../products/delivery/product';
import { refusals } from '../../catalog/product/evaluated';

const refused = (answers: Record<string, string> = {}) =>
  refusals(delivery, { EnvironmentName: 'one', EnvironmentType: 'dev', ...answers });

describe('prod', () => {
  const inProd = (answers: Record<string, string> = {}) => refused({ EnvironmentType: 'prod', ...answers });

  it.each(['BackendRepository', 'FrontendRepository'])('needs an address with %s', (name) => {
    const repository = { [name]: 'bellyfed/one' };
    expect(inProd(repository)).toEqual([
      'In prod a person approves every deployment and has to hear of it: type NotificationEmail.',
    ]);
    expect(inProd({ ...repository, NotificationEmail: 'a@example.com' })).toEqual([]);
    expect(refused({ ...repository, EnvironmentType: 'staging' })).toEqual([]);
  });

  it('needs none without a pipeline', () => {
    expect(inProd()).toEqual([]);
  });
});

it.each([
  ['BackendRepository', 'platform'],
  ['BackendRepository', 'https://github.com/bellyfed/platform'],
  ['BackendRepository', 'bellyfed/platform '],
  ['BackendBranch', ''],
  ['BackendBranch', 'release/*'],
  ['BackendPaths', 'a,'],
  ['BackendPaths', 'a, b'],
  ['FrontendPaths', 'a,b,c,d,e,f,g,h,i'],
  ['FrontendBuildImage', 'node'],
  ['FrontendBuildImage', 'Node:22'],
  ['ConnectionArn', 'arn:aws:codecommit:eu-central-1:111122223333:connection/0c6a2c5e-1a86-4d4c-9f4e-6b2b5f0c4f11'],
  ['SourceProvider', 'CodeCommit'],
  ['NotificationEmail', 'nobody'],
  ['AllowReplacement', 'maybe'],
  ['BuildSize', 'small'],
  ['Retention', '2'],
  ['KeyArn', 'alias/aws/s3'],
])('refuses %s "%s"', (name, value) => {
  expect(() => refused({ [name]: value })).toThrow(`Parameter ${name} failed to satisfy constraint`);
});

it.each([
  ['FrontendPaths', 'a,b,c,d,e,f,g,h'],
  ['BackendRepository', 'group/subgroup/platform'],
  ['FrontendBuildImage', '111122223333.dkr.ecr.eu-central-1.amazonaws.com/build:1'],
  [
    'ConnectionArn',
    'arn:aws:codestar-connections:eu-central-1:111122223333:connection/0c6a2c5e-1a86-4d4c-9f4e-6b2b5f0c4f11',
  ],
])('accepts %s "%s"', (name, value) => {
  expect(refused({ [name]: value })).toEqual([]);
});
