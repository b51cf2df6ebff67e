import { portfolioSettings } from '../../../portfolios/context';
import { receivedPortfolios } from '../../../portfolios/offers/portfolios';
import { awsCommand } from '../../aws/aws-command';
import { unlessRefused } from '../../aws/aws-error';
import type { AccountView } from '../account-view';
import type { Examination } from '../examination';
import { broken, type Finding, sound } from '../finding';

const SERVICE = 'servicecatalog.amazonaws.com';

/**
 * Checks that the hub may share within the organization: as its management account, or as a delegated administrator. When one
 * is de-registered, AWS removes all the shares that it made.
 *
 * @see https://docs.aws.amazon.com/servicecatalog/latest/dg/API_DeletePortfolioShare.html
 */
export async function checkDelegation(
  { settings }: Pick<Examination, 'settings'>,
  hub: AccountView,
): Promise<Finding[]> {
  const isShared = receivedPortfolios.some(({ id }) => {
    const { organization, organizationalUnits } = portfolioSettings(settings, id);
    return organization || organizationalUnits.length > 0;
  });
  if (!isShared) return [];
  const subject = { check: 'delegation' } as const;
  const organizations = await hub.target.organizations();
  const { Organization } = (await unlessRefused(() => organizations.describeOrganization({}))) ?? {};
  const management = Organization?.MasterAccountId;
  if (management === hub.id) return [sound(subject, 'management account')];
  const answer = await unlessRefused(() => organizations.listDelegatedAdministrators({ ServicePrincipal: SERVICE }));
  const isDelegated = answer?.DelegatedAdministrators?.some(({ Id }) => Id === hub.id) ?? false;
  if (isDelegated) return [sound(subject, 'delegated administrator')];
  const problem =
    (answer === undefined
      ? `Account ${hub.id} is no delegated administrator of Service Catalog, or its role may not ask AWS for these: of one that ` +
        'was, AWS has ended what it shared in the organization. '
      : `Account ${hub.id} is no delegated administrator of Service Catalog: AWS has ended what it shared in the organization. `) +
    'Register it, and publish.';
  const place = { id: management ?? "<the organization's management account>", region: hub.region };
  return [
    broken(
      subject,
      problem,
      awsCommand(place, 'organizations register-delegated-administrator', {
        'account-id': hub.id,
        'service-principal': SERVICE,
      }),
    ),
  ];
}
