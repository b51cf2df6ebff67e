import { CreateChangeSetCommand } from '@aws-sdk/client-cloudformation';
import { Cloud, refusal, TOPIC } from './cloud';

let cloud: Cloud;
beforeAll(async () => {
  cloud = await Cloud.start();
});
afterAll(() => cloud.stop());

// A suite that is verified against AWS tells the two apart: the member is missing.
test('a stack without outputs has no such member', async () => {
  const none = await cloud.create('none', { Resources: { Topic: TOPIC } });
  expect(none).not.toHaveProperty('Outputs');
  const one = await cloud.create('one', { Resources: { Topic: TOPIC }, Outputs: { Name: { Value: 'x' } } });
  expect(one.Outputs).toMatchObject([{ OutputKey: 'Name', OutputValue: 'x' }]);
});

// https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateChangeSet.html: one of the three
test('a change set takes the old template or a new one, not both', async () => {
  await cloud.create('both', { Resources: { Topic: TOPIC } });
  const command = new CreateChangeSetCommand({
    StackName: 'both',
    ChangeSetName: 'two-templates',
    UsePreviousTemplate: true,
    TemplateBody: JSON.stringify({ Resources: { Other: TOPIC } }),
  });
  expect(await refusal(cloud.client.send(command))).toBe(
    'ValidationError: You cannot specify both usePreviousTemplate and Template Body/Template URL.',
  );
});

test('an output of a resource that its condition leaves out is refused in AWS’s words', async () => {
  const template = {
    Conditions: { Never: { 'Fn::Equals': ['a', 'b'] } },
    Resources: { Topic: TOPIC, Absent: { ...TOPIC, Condition: 'Never' } },
    Outputs: { Out: { Value: { Ref: 'Absent' } } },
  };
  expect(await refusal(cloud.create('absent', template))).toBe(
    'ValidationError: Unresolved resource dependencies [Absent] in the Outputs block of the template',
  );
});

// https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_servicecatalog.Portfolio.html#giveaccesstowbrgroupgroup
test.each([
  ['group', 'AWS::IAM::Group'],
  ['user', 'AWS::IAM::User'],
])('a %s that the same stack makes may use a portfolio', async (kind, type) => {
  const allowed = { Capabilities: ['CAPABILITY_IAM' as const] };
  const template = (arn: unknown) => ({
    Resources: {
      Somebody: { Type: type },
      Portfolio: { Type: 'AWS::ServiceCatalog::Portfolio', Properties: { DisplayName: kind, ProviderName: 'x' } },
      Access: {
        Type: 'AWS::ServiceCatalog::PortfolioPrincipalAssociation',
        Properties: { PortfolioId: { Ref: 'Portfolio' }, PrincipalType: 'IAM', PrincipalARN: arn },
      },
    },
  });
  const { StackStatus } = await cloud.create(`a-${kind}`, template({ 'Fn::GetAtt': ['Somebody', 'Arn'] }), allowed);
  expect(StackStatus).toBe('CREATE_COMPLETE');
  const stranger = { 'Fn::Sub': `arn:aws:iam::\${AWS::AccountId}:${kind}/nobody` };
  expect(await cloud.create(`no-${kind}`, template(stranger), allowed)).toMatchObject({
    StackStatus: 'ROLLBACK_COMPLETE',
  });
});
