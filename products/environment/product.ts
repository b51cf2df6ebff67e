import { CfnCondition, Fn, type ICfnConditionExpression } from 'aws-cdk-lib';
import { defineProduct, given } from '../../catalog/product';
import { networkContract } from '../network/contract';
import { publisher } from '../shared/publisher';
import { Address, choose } from './address';
import { environmentContract } from './contract';
import { environmentExceptions } from './exceptions';
import { environmentLaunchRole } from './launch-role';
import { environmentProductParameters } from './parameters';
import { portfolioName } from './portfolio';
import { addRules } from './rules';
import { environmentSizes } from './sizes';
import { Tier } from './tier';

/** Environment: one launch that provisions the five tiers in order, each as a product of its own. */
export const environment = defineProduct({
  ...publisher,
  id: 'environment',
  name: 'Bellyfed Environment',
  description:
    'A whole environment in one launch: network, data, app, search and observability, each launched in turn as a product ' +
    'of its own, in versions that were tested together.',
  contract: environmentContract,
  parameters: environmentProductParameters,
  sizes: environmentSizes,
  launchRole: environmentLaunchRole,
  exceptions: environmentExceptions,

  build(stack) {
    addRules(stack);
    const answer = (name: keyof typeof stack.parameters) => stack.parameters[name].valueAsString;
    const condition = (id: string, expression: ICfnConditionExpression) => new CfnCondition(stack, id, { expression });
    /**
     * Answers that a tier is given only where they aren't the default of its own form, so that a question that comes to
     * this form changes nothing in what runs.
     */
    const passed = (...names: (keyof typeof stack.parameters)[]) =>
      Object.fromEntries(
        names.map((name) => {
          const { [name]: parameter } = stack.parameters;
          const isDefault = Fn.conditionEquals(answer(name), String(parameter.default));
          // A tier is answered in text, and a number isn't one until something makes it so.
          const value = parameter.type === 'Number' ? Fn.sub(`\${${name}}`) : answer(name);
          return [name, { when: condition(`Names${name}`, Fn.conditionNot(isDefault)), value }];
        }),
      );
    const nodes = passed('SearchNodes');
    const base = answer('BaseEnvironment');
    const hasBase = condition('HasBase', given(base));
    const ownStores = condition('HasOwnNetworkAndData', Fn.conditionEquals(base, ''));
    const hasSearch = condition('HasSearch', Fn.conditionEquals(answer('SearchTier'), 'yes'));
    const hasObservability = condition('HasObservability', Fn.conditionEquals(answer('ObservabilityTier'), 'yes'));
    const hasKey = condition('HasKey', given(answer('KeyArn')));
    const address = new Address(stack, 'Address', {
      domainName: answer('DomainName'),
      hostedZoneId: answer('HostedZoneId'),
      delegated: answer('DomainDelegated'),
      subdomain: answer('Subdomain'),
      hasBase,
      baseDomain: stack.imports(networkContract, base, hasBase).domainName,
    });
    const portfolio = portfolioName(stack, condition('NamesPortfolio', given(answer('PortfolioName'))));
    const CustomerKey = choose(hasKey, 'yes', 'no');

    const network = new Tier(stack, 'Network', {
      tier: 'network',
      portfolio,
      when: ownStores,
      answers: {
        VpcCidr: answer('VpcCidr'),
        ZoneCount: answer('ZoneCount'),
        ...passed('FirstZone', 'SecondZone', 'ThirdZone'),
        DomainName: answer('DomainName'),
        HostedZoneId: answer('HostedZoneId'),
        DomainDelegated: answer('DomainDelegated'),
        FlowLogKeyArn: answer('KeyArn'),
      },
    });
    const data = new Tier(stack, 'Data', {
      tier: 'data',
      portfolio,
      when: ownStores,
      answers: {
        ZoneCount: answer('ZoneCount'),
        CallbackUrls: choose(
          condition('NamesCallbackUrls', given(answer('CallbackUrls'))),
          answer('CallbackUrls'),
          address.own('/auth/callback'),
        ),
        SignOutUrls: address.own(),
        UploadOrigins: address.own(),
        ...passed('EmailIdentityArn', 'EmailSender', 'DatabaseMinCapacity', 'DatabaseMaxCapacity'),
        KeyArn: answer('KeyArn'),
      },
      after: [network],
    });
    const app = new Tier(stack, 'App', {
      tier: 'app',
      portfolio,
      answers: {
        BaseEnvironment: base,
        UseDomain: choose(address.usesDomain, 'yes', 'no'),
        Subdomain: choose(address.usesDomain, answer('Subdomain'), ''),
        ...passed('Image', 'ContainerPort', 'HealthCheckPath', 'TaskSize', 'MinTasks', 'MaxTasks'),
        CustomerKey,
      },
      after: [data],
    });
    const search = new Tier(stack, 'Search', {
      tier: 'search',
      portfolio,
      when: hasSearch,
      answers: {
        BaseEnvironment: base,
        AllowedOrigins: address.origin,
        ...nodes,
        ...passed('NodeMemory'),
        CustomerKey,
      },
      after: [app],
    });
    const observability = new Tier(stack, 'Observability', {
      tier: 'observability',
      portfolio,
      when: hasObservability,
      answers: {
        BaseEnvironment: base,
        SearchTier: answer('SearchTier'),
        ...nodes,
        WatchCertificate: choose(address.ownsDomain, 'yes', 'no'),
        AlarmEmail: answer('AlarmEmail'),
      },
      after: [app, search],
    });

    app.show('ApplicationUrl', 'Address of the web application; https with a domain, plain http without one.');
    app.show('RestApiUrl', 'Address of the REST API.', 'ApiUrl');
    app.show('EventBusName', 'Name of the bus that carries the domain events.');
    data.show('UserPoolId', 'Id of the user pool; with a base environment the one of the base counts.');
    data.show('WebClientId', 'App client that the web application signs people in with.');
    data.show('UserPoolDomain', 'Host name of the login pages.', 'LoginDomain');
    data.show('UploadsBucketName', 'Bucket of what users upload.');
    network.show('VpcId', 'Id of the VPC.');
    network.show(
      'HostedZoneNameServers',
      'Name servers of the created hosted zone, for the registrar of the domain; none without one.',
    );
    search.show('SearchFunctionUrl', 'Address that searches are sent to, signed with IAM.', 'SearchUrl');
    observability.show('OverviewDashboardName', 'CloudWatch dashboard to begin with.', 'DashboardName');
    observability.show('AlarmTopicArn', 'Topic that alarms are sent to.');
    return {};
  },
});
