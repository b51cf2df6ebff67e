import { judge } from '../../../catalog/product/exceptions';

const finding = (rule: string, logicalId?: string) => ({ rule, logicalId });
const exception = (rule: string, logicalId: string) => ({ rule, logicalId, reason: 'It is right here.' });

describe('judging findings', () => {
  it('leaves open what no exception names', () => {
    const findings = [finding('W1', 'Vpc'), finding('W1', 'Subnet'), finding('W2', 'Vpc'), finding('W1')];
    expect(judge(findings, [exception('W1', 'Vpc')]).open).toEqual(findings.slice(1));
  });

  it('calls an exception stale once nothing needs it', () => {
    const stale = exception('W1', 'Gone');
    expect(judge([finding('W1', 'Vpc')], [exception('W1', 'Vpc'), stale]).stale).toEqual([stale]);
  });

  it('reads an asterisk as any run of characters, and nothing else as a pattern', () => {
    const findings = [finding('R[Action::s3:*]', 'Zone1Acl'), finding('R[Action::s3:*]', 'Zone12Acl')];
    expect(judge(findings, [exception('R[Action::s3:*]', 'Zone*Acl')]).open).toEqual([]);
    expect(judge(findings, [exception('R.Action::s3:..', 'Zone*Acl')]).open).toEqual(findings);
    expect(judge(findings, [exception('R[Action::s3:*]', 'Zone.Acl')]).open).toEqual(findings);
  });
});
