import Ajv, { type DefinedError } from 'ajv';
import { closest } from 'fastest-levenshtein';
import { CatalogError } from '../catalog/errors';
import type { Support } from '../catalog/product';
import schema from './context.schema.json';
import type { BoundaryStage } from './launch-role/bounded-statements';
import { type PortfolioDefinition, portfolios } from './offers/portfolios';
import type { ServiceActionId } from './offers/service-action-definitions';

/** The key of the CDK context (in `cdk.json`, or `--context`) that holds the settings. */
export const CONTEXT_KEY = 'bellyfed';

/** TagOptions, each a key with one value, that a portfolio or product takes. https://docs.aws.amazon.com/servicecatalog/latest/adminguide/limits.html */
const MOST_TAG_OPTIONS = 25;

/** Settings of who launches from a portfolio, and for how much. */
export interface LaunchSettings {
  /**
   * Name patterns of the IAM roles that may launch, with `*` and `?`; a role with a path is named with it
   * (`aws-reserved/sso.amazonaws.com/*AWSReservedSSO_Developers_*`).
   */
  readonly roles: readonly string[];
  /** A month's limit, in US dollars, for all that is launched from the portfolio. @default - no budget */
  readonly monthlyBudget?: number;
}

/** Settings of a portfolio: who launches from it, and with whom it is shared. */
export interface PortfolioSettings extends LaunchSettings {
  /** Ids of the accounts that the portfolio is shared with one by one, beside the hub's own; each accepts its share. */
  readonly accounts: readonly string[];
  /** Ids of the units whose accounts receive the portfolio, those that join later too; nobody has to accept. */
  readonly organizationalUnits: readonly string[];
  /** Whether every account of the organization receives the portfolio. */
  readonly organization: boolean;
  /** Whether launches in the accounts that receive the portfolio are tagged as those in the hub's account. */
  readonly shareTagOptions: boolean;
  /**
   * Whether roles that match `roles` may launch in the accounts of the organization too. An account that receives the
   * portfolio on its own names its principals itself.
   */
  readonly sharePrincipals: boolean;
}

/** Settings in which deployments of the catalog differ. `docs/deployment.md` has a row for each. */
export interface CatalogSettings {
  /** Account and region of the hub stack; what is left out follows the credentials. Other accounts name the hub's. */
  readonly hub: { readonly account?: string; readonly region?: string };
  /** The regions that the hub is published in, the account's home region first; @default - the credentials' region */
  readonly regions: readonly string[];
  /** Id of the organization that portfolios are shared in, where one is. */
  readonly organization?: string;
  /** The team that provides the portfolios. */
  readonly provider: string;
  /** @default - as each product says */
  readonly owner?: string;
  /** @default - as each product says */
  readonly distributor?: string;
  /** Support contacts of every product; one that is left out is as each product says. */
  readonly support: Partial<Support>;
  /** E-mail addresses that hear of every stack event of what is launched. */
  readonly notify: readonly string[];
  readonly developers: PortfolioSettings;
  readonly production: PortfolioSettings;
  /** Of the hub's account alone: it is shared with nobody. */
  readonly platform: LaunchSettings;
  /** Service actions on what people launched, beside updating and terminating it. */
  readonly serviceActions: readonly ServiceActionId[];
  /** Whether every role that a product makes must have the account's permissions boundary yet. */
  readonly permissionsBoundary: BoundaryStage;
  /** Environment names that the developers' portfolio refuses. */
  readonly reservedNames: readonly string[];
  /**
   * Allowed values by tag key, the default first. A key with one value becomes a tag of everything that is launched; of
   * a key with several, whoever launches chooses one.
   */
  readonly tagOptions: Readonly<Record<string, readonly string[]>>;
}

const shareWithNobody = {
  accounts: [],
  organizationalUnits: [],
  organization: false,
  shareTagOptions: true,
  sharePrincipals: true,
} as const;

/** The settings of a catalog that nobody configured: enough to publish and launch in one account. */
export const defaultSettings: CatalogSettings = {
  hub: {},
  regions: [],
  provider: 'Bellyfed Platform Team',
  support: {},
  notify: [],
  developers: {
    roles: ['BellyfedDeveloper*', 'BellyfedPlatformEngineer*', 'BellyfedDelivery-dev-*', 'BellyfedDelivery-test-*'],
    ...shareWithNobody,
  },
  production: {
    roles: ['BellyfedOperator*', 'BellyfedPlatformEngineer*', 'BellyfedDelivery-staging-*', 'BellyfedDelivery-prod-*'],
    ...shareWithNobody,
  },
  platform: { roles: ['BellyfedPlatformEngineer*'] },
  serviceActions: [],
  permissionsBoundary: 'allowed',
  reservedNames: ['staging', 'stage', 'prod', 'production', 'live'],
  tagOptions: { CostCenter: ['platform'], Owner: ['platform-team'], DataClass: ['internal'] },
};

/**
 * The settings that a CDK context asks for: its values over the defaults. Objects are merged key by key; texts and lists
 * replace.
 *
 * @param value what the context holds under `CONTEXT_KEY`: an object, its JSON (`--context` gives texts), or nothing
 * @throws `CatalogError` `invalid-context` that names the key, the value received and what to write
 */
export function readSettings(value: unknown): CatalogSettings {
  const given = typeof value === 'string' ? parse(value) : value;
  return given === undefined ? defaultSettings : agreeing(merge(defaultSettings, check(given)));
}

/** Settings of one portfolio; one that stays in the hub's account is shared with nobody. */
export function portfolioSettings(settings: CatalogSettings, id: PortfolioKey): PortfolioSettings {
  return { ...shareWithNobody, ...settings[id] };
}

/** The tag that each key gets when the person doesn't choose: the first of its values. */
export function defaultTags({ tagOptions }: CatalogSettings): Record<string, string> {
  const entries = Object.entries(tagOptions).flatMap(([key, [value]]) => (value === undefined ? [] : [[key, value]]));
  return Object.fromEntries(entries);
}

/** Refuses settings that contradict each other. */
function agreeing(settings: CatalogSettings): CatalogSettings {
  const refuse = (message: string): never => {
    throw new CatalogError('invalid-context', message);
  };
  if (settings.hub.region !== undefined && settings.regions.length > 0) {
    refuse(`${CONTEXT_KEY}.hub.region: can't stand beside ${CONTEXT_KEY}.regions; keep one of them.`);
  }
  for (const { id } of portfolios) {
    const { organization, organizationalUnits } = portfolioSettings(settings, id);
    if (settings.organization !== undefined || (!organization && organizationalUnits.length === 0)) continue;
    const key = organization ? 'organization' : 'organizationalUnits';
    refuse(`${CONTEXT_KEY}.${id}.${key}: needs ${CONTEXT_KEY}.organization, the id of the organization.`);
  }
  const values = Object.values(settings.tagOptions).flat().length;
  if (values > MOST_TAG_OPTIONS) {
    refuse(
      `${CONTEXT_KEY}.tagOptions: a portfolio takes ${MOST_TAG_OPTIONS} values, those of all its keys together, got: ${values}.`,
    );
  }
  return settings;
}

type PortfolioKey = PortfolioDefinition['id'];
type Given = Partial<Omit<CatalogSettings, PortfolioKey>> & Partial<Record<PortfolioKey, Partial<PortfolioSettings>>>;

const validate = new Ajv({ verbose: true, unicodeRegExp: true, strictTypes: false }).compile<Given>(schema);

function check(given: unknown): Given {
  if (validate(given)) return given;
  const [error] = validate.errors ?? [];
  throw new CatalogError('invalid-context', error ? explain(error as DefinedError) : 'The context is wrong.');
}

function explain(error: DefinedError): string {
  const where = path(error.instancePath);
  switch (error.keyword) {
    case 'additionalProperties': {
      const { additionalProperty } = error.params;
      const known = Object.keys(error.parentSchema?.properties ?? {});
      return (
        `${where}.${additionalProperty}: no such setting; did you mean ${closest(additionalProperty, known)}? ` +
        `Known: ${known.join(', ')}.`
      );
    }
    case 'uniqueItems': {
      const { i, j } = error.params;
      return `${where}[${Math.max(i, j)}]: listed twice, got: ${shown(items(error.data)[j])}.`;
    }
    default: {
      const key = error.propertyName === undefined ? where : `${where}.${error.propertyName}`;
      const received = error.propertyName ?? error.data;
      return `${key}: must be ${error.parentSchema?.description}, got: ${shown(received)}.`;
    }
  }
}

/** `/developers/accounts/0` as `bellyfed.developers.accounts[0]`. */
function path(pointer: string): string {
  const steps = pointer.split('/').slice(1);
  const unescaped = steps.map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  return CONTEXT_KEY + unescaped.map((step) => (/^\d+$/.test(step) ? `[${step}]` : `.${step}`)).join('');
}

function shown(value: unknown): string {
  return JSON.stringify(value);
}

function items(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new CatalogError('invalid-context', `${CONTEXT_KEY}: must be a JSON object, got: ${text}.`);
  }
}

function merge(defaults: CatalogSettings, given: Given): CatalogSettings {
  const { developers, production, platform } = defaults;
  return {
    ...defaults,
    ...given,
    hub: { ...defaults.hub, ...given.hub },
    support: { ...defaults.support, ...given.support },
    developers: { ...developers, ...given.developers },
    production: { ...production, ...given.production },
    platform: { ...platform, ...given.platform },
    tagOptions: { ...defaults.tagOptions, ...given.tagOptions },
  };
}
