import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { rsort } from 'semver';
import { agrees, differs, notReached } from '../assumption';
import { isWell, reasonOf } from '../stacks';
import type { Probe } from './probe';
import { stackProbe } from './stack-probe';

/** Number in a mapping, compared with a text. */
const numericCondition: Probe = {
  id: 'numeric-condition',
  assumptions: [
    {
      id: 'numeric-condition',
      text: 'Fn::Equals takes a number of a mapping and a text of the same digits for equal.',
      stands: 'Conditions on sizes by environment type: readers of the database, zones, nodes.',
      mend: {
        where: ['catalog/product/environment-types.ts', 'catalog/product/sizes.ts'],
        change: 'Write the values of mappings as texts, in a new release of every product.',
      },
    },
  ],
  makes: 'a stack of one wait condition handle',
  usd: 0,
  minutes: 2,
  way: {
    kind: 'program',
    runsInSandbox: true,
    run: async (bench) => {
      const end = await bench.create({
        Mappings: { Sizes: { prod: { Readers: 2 } } },
        Conditions: { IsTwo: { 'Fn::Equals': [{ 'Fn::FindInMap': ['Sizes', 'prod', 'Readers'] }, '2'] } },
        Resources: { Handle: { Type: 'AWS::CloudFormation::WaitConditionHandle' } },
        Outputs: { Compared: { Value: { 'Fn::If': ['IsTwo', 'equal', 'different'] } } },
      });
      if (!isWell(end)) return { 'numeric-condition': notReached(reasonOf(end)) };
      const { Compared = '' } = end.outputs;
      return { 'numeric-condition': Compared === 'equal' ? agrees(Compared) : differs(Compared) };
    },
  },
};

/** Header that the newest app gives its answers, as its form has it. */
function contentSecurityPolicy(): string {
  const folder = resolve(__dirname, '../../../products/app/releases');
  const versions = readdirSync(folder).flatMap((name) => (name.endsWith('.json') ? name.slice(0, -5) : []));
  const [newest] = rsort(versions);
  const { Parameters } = JSON.parse(readFileSync(join(folder, `${newest}.json`), 'utf8'));
  return Parameters.ContentSecurityPolicy.Default;
}

/** Content-Security-Policy as an attribute of a listener. */
const headerCharacters = stackProbe({
  assumption: {
    id: 'header-characters',
    text: "A listener takes app's default Content-Security-Policy as an attribute, with its quotes and semicolons.",
    stands: 'app launches with its own default, and adds the header at the load balancer.',
    mend: {
      where: ['products/app/parameters.ts', 'products/app/web/listeners.ts'],
      change: 'Leave the header to the application by default, and narrow the pattern to what AWS takes.',
    },
  },
  makes: 'a network of two subnets and an internal load balancer, for some minutes',
  usd: 0.03,
  minutes: 10,
  template: () => ({
    Resources: {
      Vpc: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.255.0.0/24' } },
      One: subnet(0),
      Two: subnet(1),
      Balancer: {
        Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
        Properties: { Scheme: 'internal', Subnets: [{ Ref: 'One' }, { Ref: 'Two' }] },
      },
      Probe: {
        Type: 'AWS::ElasticLoadBalancingV2::Listener',
        Properties: {
          LoadBalancerArn: { Ref: 'Balancer' },
          Port: 80,
          Protocol: 'HTTP',
          DefaultActions: [{ Type: 'fixed-response', FixedResponseConfig: { StatusCode: '200' } }],
          ListenerAttributes: [
            {
              Key: 'routing.http.response.content_security_policy.header_value',
              Value: contentSecurityPolicy(),
            },
          ],
        },
      },
    },
  }),
});

function subnet(index: number): object {
  return {
    Type: 'AWS::EC2::Subnet',
    Properties: {
      VpcId: { Ref: 'Vpc' },
      CidrBlock: `10.255.0.${index * 64}/26`,
      AvailabilityZone: { 'Fn::Select': [index, { 'Fn::GetAZs': '' }] },
    },
  };
}

/** Probes of what a template's values come to. */
export const templateProbes: readonly Probe[] = [numericCondition, headerCharacters];
