import fc from 'fast-check';
import type { LaunchRoleStatement } from '../../../catalog/product';
import { policyStatement } from '../../../portfolios/launch-role/launch-statements';
import { packStatements, policyDocument } from '../../../portfolios/launch-role/policy-packing';

function statement(Sid: string, characters: number): LaunchRoleStatement {
  const name = 'x'.repeat(characters);
  return { Sid, Effect: 'Allow', Action: ['s3:GetObject'], Resource: [`arn:\${AWS::Partition}:s3:::${name}`] };
}

/** The length of a policy as IAM counts it, in an account of the partition with the longest name. */
function lengthOf(statements: readonly LaunchRoleStatement[]): number {
  const place = { partition: 'aws-us-gov', account: '111122223333' };
  return JSON.stringify(policyDocument(statements.map((it) => policyStatement(it, place)))).replaceAll(/\s/g, '')
    .length;
}

describe('packStatements', () => {
  it('needs one policy for little, and none for nothing', () => {
    const few = [statement('A', 10), statement('B', 10)];
    expect(packStatements('Role', few)).toEqual([few]);
    expect(packStatements('Role', [])).toEqual([]);
  });

  it('fills each policy up to what IAM takes before it begins the next', () => {
    const [a, b, c, d] = [statement('A', 4000), statement('B', 3000), statement('C', 1500), statement('D', 2500)];
    expect(packStatements('Role', [a, b, c, d])).toEqual([
      [a, c],
      [b, d],
    ]);
  });

  it('keeps every statement once, within what a policy holds, and always in the same way', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 5000 }), { maxLength: 9 }), (sizes) => {
        const statements = sizes.map((size, index) => statement(`S${index}`, size));
        const packed = packStatements('Role', statements);
        expect(
          packed
            .flat()
            .map(({ Sid }) => Sid)
            .sort(),
        ).toEqual(statements.map(({ Sid }) => Sid).sort());
        for (const policy of packed) expect(lengthOf(policy)).toBeLessThanOrEqual(6144);
        expect(packStatements('Role', statements)).toEqual(packed);
      }),
    );
  });

  it('takes a policy of just what IAM holds, and not a character more', () => {
    const room = 6144 - lengthOf([statement('A', 0)]);
    expect(packStatements('Role', [statement('A', room)])).toHaveLength(1);
    expect(() => packStatements('Role', [statement('A', room + 1)])).toThrow(
      'Role: a policy holds 6144 characters, statement A has 6145; divide it.',
    );
  });

  it('refuses more than a role holds', () => {
    const full = Array.from({ length: 9 }, (_, index) => statement(`S${index}`, 5900));
    expect(packStatements('Role', full)).toHaveLength(9);
    expect(() => packStatements('Role', [...full, statement('More', 5900)])).toThrow(
      'Role: a launch role takes 9 policies of 6144 characters, its statements fill 10; merge statements that share their resources.',
    );
  });
});
