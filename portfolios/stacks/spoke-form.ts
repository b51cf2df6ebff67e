import type { CfnParameterProps } from 'aws-cdk-lib';
import type { Product } from '../../catalog/product';
import { type PortfolioDefinition, receivedPortfolios } from '../offers/portfolios';

/** A parameter of the spoke as the console shows it. */
export interface SpokeParameter extends CfnParameterProps {
  readonly label: string;
}

/** Names of the spoke's parameters that there is one of for each portfolio or product. */
export const spokeParameterNames = {
  /** Id of the portfolio that the account receives. */
  portfolio: ({ id }: Pick<PortfolioDefinition, 'id'>) => `${capitalized(id)}PortfolioId`,
  /** Whether it is shared with the account alone or through the organization. */
  sharedBy: ({ id }: Pick<PortfolioDefinition, 'id'>) => `${capitalized(id)}SharedBy`,
  /** Name of the account's own portfolio in its place. */
  local: ({ id }: Pick<PortfolioDefinition, 'id'>) => `${capitalized(id)}LocalPortfolioName`,
  /** Id of a product for the account's own portfolio. */
  product: ({ id }: Pick<Product, 'id'>) => `${capitalized(id)}ProductId`,
} as const;

/**
 * The spoke's parameters by group, in the order in which the console asks for them. Only the hub's account has to be given
 * where the template doesn't know it.
 *
 * @param hubAccount the hub's account, where it is known
 */
export function spokeForm(
  hubAccount: string | undefined,
  products: readonly Product[],
): Readonly<Record<string, Readonly<Record<string, SpokeParameter>>>> {
  return {
    Catalog: {
      HubAccount: {
        label: 'Account of the catalog',
        description: 'Id of the account that shares its portfolios, 12 digits.',
        default: hubAccount,
        allowedPattern: '^[0-9]{12}$',
        constraintDescription: 'Type the 12 digits of an account id.',
      },
      HomeRegion: {
        label: 'Home region',
        description:
          'The region of this account that holds the launch roles, which are global. Leave it empty for a stack in one ' +
          'region; name it where the same stack goes to several.',
        default: '',
        allowedPattern: '^$|^[a-z]{2}(-[a-z]+)+-[0-9]$',
        constraintDescription: 'Type a region as in eu-west-1, or leave it empty.',
      },
    },
    'Safety of this account': {
      PermissionsBoundary: {
        label: 'Permissions boundary of the launch roles',
        description: 'ARN of a managed policy that bounds what launches may do in this account. Empty for none.',
        default: '',
        allowedPattern: '^$|^arn:aws[a-z-]*:iam::([0-9]{12}|aws):policy/.+$',
        constraintDescription: 'Type the ARN of a managed policy, or leave it empty.',
      },
      ApiGatewayLogging: {
        label: 'Let API Gateway write logs',
        description:
          'API Gateway has one setting per account and region for this. Choose no where somebody else has set it.',
        default: 'yes',
        allowedValues: ['yes', 'no'],
        constraintDescription: 'Choose yes or no.',
      },
    },
    'Portfolios that are shared with this account': Object.fromEntries(
      receivedPortfolios.flatMap((portfolio) => [
        [
          spokeParameterNames.portfolio(portfolio),
          {
            label: `Id of ${portfolio.name}`,
            description:
              'Lets roles launch. Leave it empty where the organization shares the portfolio with its principals: then ' +
              'there is nothing to do.',
            default: '',
            ...idOf('port'),
          },
        ],
        [
          spokeParameterNames.sharedBy(portfolio),
          {
            label: `${portfolio.name} is shared with`,
            description:
              'A share with this account alone is accepted. Choose organization where the organization shares the ' +
              'portfolio: then there is nothing to accept.',
            default: 'account',
            allowedValues: ['account', 'organization'],
            constraintDescription: 'Choose account or organization.',
          },
        ],
      ]),
    ),
    'Portfolios of your own, to narrow what may be launched': {
      ...Object.fromEntries(
        receivedPortfolios.map((portfolio) => [
          spokeParameterNames.local(portfolio),
          {
            label: `Name of your own portfolio in place of ${portfolio.name}`,
            description:
              'Roles launch from it, and not from the shared one, so that you can add constraints. Empty for none. An ' +
              'environment that is launched from it gives this name as its PortfolioName.',
            default: '',
            allowedPattern: '^$|^[A-Za-z0-9][A-Za-z0-9 ._-]{0,99}$',
            constraintDescription: 'Type 1 to 100 letters, digits, spaces and . _ -, or leave it empty.',
          },
        ]),
      ),
      ...Object.fromEntries(
        products.map((product) => [
          spokeParameterNames.product(product),
          {
            label: `Id of ${product.name}`,
            description:
              'The product, as the shared portfolio lists it, for your own portfolios. Empty to leave it out.',
            default: '',
            ...idOf('prod'),
          },
        ]),
      ),
    },
  };
}

function idOf(prefix: string): Pick<CfnParameterProps, 'allowedPattern' | 'constraintDescription'> {
  return {
    allowedPattern: `^$|^${prefix}-[a-z0-9]{13}$`,
    constraintDescription: `Type an id as in ${prefix}-abcdefghijklm, or leave it empty.`,
  };
}

function capitalized(id: string): string {
  return id.charAt(0).toUpperCase() + id.slice(1);
}
