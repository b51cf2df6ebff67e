import { contextKeys, type PolicyDocument, type PolicyStatement } from '../../../../catalog/permissions';

const policy = (statement: Partial<PolicyStatement>, Version: PolicyDocument['Version'] = '2012-10-17') => ({
  Version,
  Statement: { Effect: 'Allow' as const, Action: 's3:*', Resource: '*', ...statement },
});

test('names the keys of conditions and of variables, each once, whatever its case', () => {
  const conditional = policy({
    Resource: ['arn:aws:s3:::${aws:PrincipalAccount}/*', 'arn:aws:s3:::${aws:PrincipalTag/team, "none"}/*'],
    Condition: {
      StringEquals: { 'aws:SourceVpc': 'vpc-1', 's3:prefix': '${aws:username}/${*}' },
      Null: { 'AWS:SourceVpc': 'false' },
    },
  });
  expect(contextKeys([conditional], 's3:GetObject').map((key) => key.toLowerCase())).toEqual([
    'aws:sourcevpc',
    's3:prefix',
    'aws:principalaccount',
    'aws:principaltag/team',
    'aws:username',
  ]);
});

test('leaves out statements about other actions, and what an old version takes literally', () => {
  const other = policy({ Action: 'sqs:*', Condition: { Bool: { 'aws:SecureTransport': 'true' } } });
  const old = policy({ Resource: 'arn:aws:s3:::${aws:username}' }, '2008-10-17');
  expect(contextKeys([other, old], 's3:GetObject')).toEqual([]);
});
