import { Match } from 'aws-cdk-lib/assertions';
import { productOf, releaseFolder } from '../fixture';
import { hub, inPortfolio } from '../stacks/hub-template';

const network = { product: productOf('network'), releases: [releaseFolder()('network', '1.0.0')] };

describe('the rules', () => {
  function rulesOf(name: string): object[] {
    return inPortfolio(hub([network]), 'AWS::ServiceCatalog::LaunchTemplateConstraint', name).map(({ Rules }) =>
      JSON.parse(Rules),
    );
  }

  it('let developers launch dev and test, under names that are not reserved', () => {
    expect(rulesOf('Bellyfed Developers')).toEqual([
      {
        EnvironmentTypes: {
          Assertions: [
            {
              Assert: { 'Fn::Contains': [['dev', 'test'], { Ref: 'EnvironmentType' }] },
              AssertDescription: 'Bellyfed Developers launches environments of the types dev and test only.',
            },
          ],
        },
      },
      {
        ReservedNames: {
          Assertions: [
            {
              Assert: {
                'Fn::Not': [
                  { 'Fn::Contains': [['staging', 'stage', 'prod', 'production', 'live'], { Ref: 'EnvironmentName' }] },
                ],
              },
              AssertDescription:
                'Bellyfed Developers refuses the environment names staging, stage, prod, production, live: they are kept for staging and production.',
            },
          ],
        },
      },
    ]);
  });

  it('let operators launch staging and prod, under any name', () => {
    expect(rulesOf('Bellyfed Production')).toEqual([
      {
        EnvironmentTypes: {
          Assertions: [
            {
              Assert: { 'Fn::Contains': [['staging', 'prod'], { Ref: 'EnvironmentType' }] },
              AssertDescription: 'Bellyfed Production launches environments of the types staging and prod only.',
            },
          ],
        },
      },
    ]);
  });

  it('reserve the names that the context gives', () => {
    hub([network], { reservedNames: ['main'] }).hasResourceProperties('AWS::ServiceCatalog::LaunchTemplateConstraint', {
      Rules: Match.serializedJson({
        ReservedNames: {
          Assertions: [
            Match.objectLike({ Assert: { 'Fn::Not': [{ 'Fn::Contains': [['main'], { Ref: 'EnvironmentName' }] }] } }),
          ],
        },
      }),
    });
  });
});
