import { cdkChangesText } from '../../../scripts/texts/publish-text';

it('shows what the CDK CLI would change, without what it says on the way to that', () => {
  const output = [
    'start: Building BellyfedCatalogHub Template',
    'success: Published BellyfedCatalogHub Template (current_account-current_region-932e2b58)',
    'Hold on while we create a read-only change set to get a diff with accurate replacement information',
    '',
    'Stack BellyfedCatalogHub (aws://000000000000/us-east-1)',
    'Resources',
    '[+] AWS::SNS::Topic Topic',
    '',
    'start: Publishing BellyfedCatalogAccount Template',
    '',
    '✨  Number of stacks with differences: 1',
    '',
  ];
  expect(cdkChangesText(output.join('\n'))).toBe(
    [
      'Stack BellyfedCatalogHub (aws://000000000000/us-east-1)',
      'Resources',
      '[+] AWS::SNS::Topic Topic',
      '',
      '✨  Number of stacks with differences: 1',
    ].join('\n'),
  );
});
