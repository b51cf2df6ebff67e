import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { environmentTypeNames, type Product, synthesizeProduct } from '../../../catalog/product';
import { pairwiseAnswers } from '../../../catalog/product/answers';
import { loadReleases, releaseTemplate } from '../../../catalog/release';
import { parameterProblems } from '../../../catalog/template';
import { portfolios } from '../../../portfolios/offers/portfolios';
import { products } from '../../../products';
import { portfolioNames } from '../../../products/environment/portfolio';
import { environment } from '../../../products/environment/product';
import { tierVersions } from '../../../products/environment/tier-versions';
import { type TierId, tierIds, tierProducts } from '../../../products/environment/tiers';
import { launchedTemplate, refusals } from '../../catalog/product/evaluated';
import { type Answers, launch, logicalIds, prodAnswers, tierAnswers } from './launch';

const { template } = synthesizeProduct(environment);

/** Template of a release, as its file has it. */
function released(product: string, version: string) {
  const all = loadReleases(join(__dirname, '../../../products', product));
  const release = all.find((each) => each.version === version);
  if (release === undefined) throw new Error(`${product} ${version} isn't released`);
  return releaseTemplate(release);
}

const tiersOf = (answers?: Answers) =>
  tierIds.filter((tier) => launch(answers).resources[logicalIds[tier]] !== undefined);

describe('an environment', () => {
  it('launches products of the registry', () => {
    expect(known.map(({ tier }) => tier)).toEqual(tierIds);
  });

  it('consists of the tiers and nothing else', () => {
    expect(Object.keys(template.Resources)).toEqual(tierIds.map((tier) => logicalIds[tier]));
  });

  it.each(tierIds)(
    'launches %s by name, in the pinned version, under a name that only the environment decides',
    (tier) => {
      expect(launch({ EnvironmentName: 'alice-dev' }).resources[logicalIds[tier]]?.properties).toMatchObject({
        ProductName: tierProducts[tier],
        ProvisioningArtifactName: tierVersions[tier],
        ProvisionedProductName: `alice-dev-${tier}`,
        PathName: 'Bellyfed Developers',
      });
      expect(template.Resources[logicalIds[tier]]?.Properties).toMatchObject({
        ProvisionedProductName: { 'Fn::Join': ['', [{ Ref: 'EnvironmentName' }, `-${tier}`]] },
      });
      expect(template.Resources[logicalIds[tier]]?.Properties).not.toHaveProperty('NotificationArns');
    },
  );

  it('launches one tier after the other', () => {
    const { resources } = launch();
    const after = tierIds.map((tier) => {
      const { dependsOn = [], metadata = {} } = resources[logicalIds[tier]] ?? {};
      return [...dependsOn, ...Object.values(metadata)];
    });
    expect(after).toEqual([[], ['Network'], ['Data'], ['App'], ['App', 'Search']]);
  });

  it.each([
    [{}, ['network', 'data', 'app', 'search', 'observability']],
    [{ SearchTier: 'no' }, ['network', 'data', 'app', 'observability']],
    [{ ObservabilityTier: 'no' }, ['network', 'data', 'app', 'search']],
    [{ BaseEnvironment: 'shared' }, ['app', 'search', 'observability']],
    [{ BaseEnvironment: 'shared', SearchTier: 'no', ObservabilityTier: 'no' }, ['app']],
  ])('has with %j the tiers %j', (answers, tiers) => {
    expect(tiersOf(answers)).toEqual(tiers);
  });

  it('terminates its tiers with it, but leaves them alone when one of another name takes their place', () => {
    for (const { DeletionPolicy, UpdateReplacePolicy } of Object.values(template.Resources)) {
      expect([DeletionPolicy, UpdateReplacePolicy]).toEqual(['Delete', 'Retain']);
    }
  });
});

describe('the portfolio of the tiers', () => {
  it.each(environmentTypeNames)('is the one that offers %s', (type) => {
    const offering = portfolios.filter(
      ({ environmentTypes, only = ['environment'] }) => environmentTypes.includes(type) && only.includes('environment'),
    );
    expect(offering.map(({ name }) => name)).toEqual([portfolioNames[type]]);
    const { PathName } = launch({ ...prodAnswers, EnvironmentType: type }).resources.App?.properties ?? {};
    expect(PathName).toBe(portfolioNames[type]);
  });

  it('is another one where the form says so', () => {
    expect(launch({ PortfolioName: 'Ours' }).resources.Data?.properties.PathName).toBe('Ours');
  });
});

/** The tiers' products, whose forms are held against what the environment answers. */
const known = tierIds.flatMap((tier) => {
  const product = products.find(({ id }) => id === tier);
  return product ? [{ tier, product }] : [];
});

/** Problems of a tier's form with answers: those that AWS would refuse, and those that its rules do. */
function problems(product: Product, answers: Answers): string[] {
  const wrong = parameterProblems(synthesized(product), { ...answers });
  return wrong.length > 0 ? wrong.map((problem) => JSON.stringify(problem)) : refusals(product, answers);
}

const templates = new Map<Product, ReturnType<typeof synthesizeProduct>['template']>();
function synthesized(product: Product) {
  const text = templates.get(product) ?? synthesizeProduct(product).template;
  templates.set(product, text);
  return text;
}

/** An import, which the tests leave as its name, as it would be. */
function imported(answers: Answers): Answers {
  return JSON.parse(JSON.stringify(answers).replaceAll(/bellyfed:[a-z0-9-]+:network:DomainName/g, 'example.com'));
}

describe.each(known)('$tier', ({ tier, product }) => {
  const pairwise = pairwiseAnswers(environment).filter((answers) => refusals(environment, answers).length === 0);
  const usual = environmentTypeNames.map((EnvironmentType) => ({ ...prodAnswers, EnvironmentType }));

  it('is launched under the name that its definition has', () => {
    expect(tierProducts[tier]).toBe(product.name);
  });

  it('accepts whatever the environment answers to its form', () => {
    const asked = [...usual, ...pairwise]
      .map((answers) => tierAnswers(tier, answers))
      .filter((answers) => answers !== undefined);
    expect(asked.length).toBeGreaterThan(usual.length);
    expect(asked.map(imported).flatMap((answers) => problems(product, answers))).toEqual([]);
  });

  it('would refuse an answer to a question that it doesn’t ask', () => {
    expect(problems(product, { ...(tierAnswers(tier) ?? {}), NoSuchQuestion: 'x' })).not.toEqual([]);
  });
});

describe('where the application is reached', () => {
  const addresses = (answers: Answers) => {
    const of = (tier: TierId) => tierAnswers(tier, answers);
    const { UseDomain, Subdomain } = of('app') ?? {};
    const { CallbackUrls, SignOutUrls, UploadOrigins } = of('data') ?? {};
    return { UseDomain, Subdomain, CallbackUrls, SignOutUrls, UploadOrigins, search: of('search')?.AllowedOrigins };
  };

  it('is the address of the load balancer without a domain', () => {
    expect(addresses({})).toEqual({
      UseDomain: 'no',
      Subdomain: '',
      CallbackUrls: '',
      SignOutUrls: '',
      UploadOrigins: '',
      search: '',
    });
  });

  it('is still that while a created zone isn’t delegated', () => {
    const created = { DomainName: 'example.com', Subdomain: 'www' };
    expect(addresses(created)).toEqual(addresses({}));
    expect(addresses({ ...created, DomainDelegated: 'yes' })).toMatchObject({ UseDomain: 'yes', Subdomain: 'www' });
  });

  it('is the domain once it has a certificate, and sign-in, uploads and searches follow', () => {
    expect(addresses(prodAnswers)).toEqual({
      UseDomain: 'yes',
      Subdomain: '',
      CallbackUrls: 'https://example.com/auth/callback',
      SignOutUrls: 'https://example.com',
      UploadOrigins: 'https://example.com',
      search: 'https://example.com',
    });
  });

  it('is a name below the domain where the form says so', () => {
    expect(addresses({ ...prodAnswers, Subdomain: 'www' })).toMatchObject({
      Subdomain: 'www',
      CallbackUrls: 'https://www.example.com/auth/callback',
      search: 'https://www.example.com',
    });
  });

  it('is a name below the domain of the base environment, if there is one', () => {
    expect(addresses({ BaseEnvironment: 'shared', Subdomain: 'mine' })).toMatchObject({
      UseDomain: 'yes',
      Subdomain: 'mine',
      search: 'https://mine.bellyfed:shared:network:DomainName',
    });
  });

  it('takes the addresses to return to that the form names', () => {
    const CallbackUrls = 'https://example.com/back';
    expect(addresses({ ...prodAnswers, CallbackUrls })).toMatchObject({
      CallbackUrls,
      SignOutUrls: 'https://example.com',
    });
  });
});

describe('other answers', () => {
  it('leave the placeholder image to the app tier until an image is named', () => {
    expect(tierAnswers('app')).not.toHaveProperty('Image');
    expect(tierAnswers('app', { Image: 'web:1' })).toHaveProperty('Image', 'web:1');
  });

  it('name the zones to the network, and who sends to the data tier, where the form does', () => {
    const zones = { FirstZone: 'eu-central-1a', SecondZone: 'eu-central-1b', ThirdZone: 'eu-central-1c' };
    const sender = {
      EmailIdentityArn: 'arn:aws:ses:eu-central-1:111122223333:identity/example.com',
      EmailSender: 'no-reply@example.com',
    };
    expect(tierAnswers('network', zones)).toMatchObject(zones);
    expect(tierAnswers('data', sender)).toMatchObject(sender);
    for (const name of Object.keys(zones)) expect(tierAnswers('network')).not.toHaveProperty(name);
    for (const name of Object.keys(sender)) expect(tierAnswers('data')).not.toHaveProperty(name);
  });

  it.each<[TierId[], Answers]>([
    [['app'], { ContainerPort: '8080', HealthCheckPath: '/health', TaskSize: 'large', MinTasks: '2', MaxTasks: '10' }],
    [['data'], { DatabaseMinCapacity: '0.5', DatabaseMaxCapacity: '8' }],
    [['search'], { NodeMemory: '4' }],
    [['search', 'observability'], { SearchNodes: '3' }],
  ])('reach %j: %j', (tiers, answers) => {
    for (const tier of tiers) expect(tierAnswers(tier, answers)).toMatchObject(answers);
    for (const tier of tierIds) {
      const answered = { ...tierAnswers(tier, tiers.includes(tier) ? {} : answers) };
      for (const name of Object.keys(answers)) expect(answered).not.toHaveProperty(name);
    }
  });

  it('are asked for with the default of the tier’s own form, where the environment passes on only what differs', () => {
    const asked = Object.entries(template.Parameters ?? {}).map(([name, { Default }]) => ({ name, Default }));
    const passed = asked.filter(({ name }) => template.Conditions?.[`Names${name}`] !== undefined);
    expect(passed.length).toBeGreaterThan(9);
    for (const { name, Default } of passed) {
      const tiers = tierIds.filter((tier) =>
        JSON.stringify(template.Resources[logicalIds[tier]]).includes(`"Names${name}"`),
      );
      for (const tier of tiers) {
        const pinned = released(tier, tierVersions[tier]).Parameters?.[name]?.Default;
        // The placeholder is the default of app's image; the environment says "leave it empty" for it.
        expect([tier, name, pinned]).toEqual([tier, name, name === 'Image' ? expect.any(String) : Default]);
      }
    }
  });

  it('that came with 1.5.0 change no tier of an environment that ran before it', () => {
    const before = released('environment', '1.4.1');
    for (const EnvironmentType of environmentTypeNames) {
      const answers = { ...prodAnswers, EnvironmentType };
      expect(launch(answers).resources).toEqual(launchedTemplate(before, answers).resources);
    }
  });

  it('encrypt every tier with the one key', () => {
    const KeyArn = 'arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
    expect(tierAnswers('network', { KeyArn })).toHaveProperty('FlowLogKeyArn', KeyArn);
    expect(tierAnswers('data', { KeyArn })).toHaveProperty('KeyArn', KeyArn);
    for (const tier of ['app', 'search'] as const) {
      expect(tierAnswers(tier, { KeyArn })).toHaveProperty('CustomerKey', 'yes');
      expect(tierAnswers(tier)).toHaveProperty('CustomerKey', 'no');
    }
  });

  it('tell observability whether there is a search tier', () => {
    expect(tierAnswers('observability', { SearchTier: 'no' })).toHaveProperty('SearchTier', 'no');
    expect(tierAnswers('observability')).toHaveProperty('SearchTier', 'yes');
  });
});

it('the README names what of each tier’s form the environment can’t pass on', () => {
  const readme = readFileSync(join(__dirname, '../../../products/environment/README.md'), 'utf8');
  const passed = (tier: TierId) =>
    [...JSON.stringify(template.Resources[logicalIds[tier]]).matchAll(/"Key":"(\w+)"/g)].map(([, name]) => name);
  const rows = tierIds.map((tier) => {
    const asked = Object.keys(released(tier, tierVersions[tier]).Parameters ?? {});
    const names = asked.filter((name) => !passed(tier).includes(name)).map((name) => `\`${name}\``);
    return `| [${tier}](../${tier}/README.md) | ${names.join(', ')} |`;
  });
  expect(readme).toContain(rows.join('\n'));
});

describe('the certificate', () => {
  const watched = (answers: Answers) => tierAnswers('observability', answers)?.WatchCertificate;

  it.each([
    ['has no domain', {}, 'no'],
    ['has a zone that nobody delegated yet', { DomainName: 'dev.example.com' }, 'no'],
    ['has a delegated zone', { DomainName: 'dev.example.com', DomainDelegated: 'yes' }, 'yes'],
    ['brings a zone', { DomainName: 'dev.example.com', HostedZoneId: 'Z0123456789ABCDEFGHIJ' }, 'yes'],
    ['uses the network of another', { BaseEnvironment: 'shared' }, 'no'],
  ])('of an environment that %s is watched once it is there', (_, answers, watch) => {
    expect(watched(answers)).toBe(watch);
  });
});
