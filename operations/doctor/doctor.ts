import type { AccountView } from './account-view';
import { checkAccess } from './checks/access';
import { checkApiLogs } from './checks/api-logs';
import { checkBoundary } from './checks/boundary';
import { checkCatalogPipeline } from './checks/catalog-pipeline';
import { checkDelegation } from './checks/delegation';
import { checkEvents } from './checks/events';
import { checkGuard, checkGuardedStacks } from './checks/guard';
import { checkLaunchRole } from './checks/launch-role';
import { checkLinkedRole } from './checks/linked-role';
import { checkPath } from './checks/path';
import { checkPortfolio } from './checks/portfolio';
import { checkPrincipal } from './checks/principal';
import { checkCatalogLimits, checkQuotas } from './checks/quota';
import { checkRetiredVersions } from './checks/retired-version';
import { checkShare } from './checks/share';
import { checkSpoke } from './checks/spoke';
import { askWhich } from './checks/unused-account';
import { checkVersion } from './checks/version';
import type { Examination } from './examination';
import { checked, type Finding, undecided } from './finding';

/** Makes all the checks, in the order in which a launch needs what they look at. */
export async function examine(examination: Examination): Promise<Finding[]> {
  const { hub, launching, account, portfolios, offers } = examination;
  if (examination.isUnused && launching)
    return [...(await checked({ check: 'account' }, () => askWhich(examination, launching)))];
  const found: (readonly Finding[])[] = [];
  if (hub) {
    for (const portfolio of portfolios) {
      const subject = { check: 'portfolio', portfolio: portfolio.definition.name } as const;
      found.push(await checked(subject, () => checkPortfolio(examination, hub, portfolio)));
    }
    found.push(await checked({ check: 'quota' }, () => checkCatalogLimits(examination, hub)));
    found.push(await checked({ check: 'delegation' }, () => checkDelegation(examination, hub)));
  }
  if (account !== hub?.id) {
    for (const portfolio of portfolios) {
      const subject = { check: 'share', portfolio: portfolio.definition.name } as const;
      found.push(await checked(subject, () => checkShare(examination, portfolio)));
      if (!hub) continue;
      const events = { ...subject, check: 'events' } as const;
      found.push(await checked(events, () => checkEvents(examination, hub, portfolio)));
    }
  }
  const view = launching ?? hub;
  if (view) {
    for (const offer of offers) {
      const subject = { check: 'version', product: offer.product.id } as const;
      found.push(await checked(subject, () => checkVersion(examination, view, offer)));
    }
  }
  found.push(launching ? await inLaunchingAccount(examination, launching) : [unreachable(account)]);
  return found.flat();
}

async function inLaunchingAccount(examination: Examination, launching: AccountView): Promise<Finding[]> {
  const { portfolios, offers } = examination;
  const found: (readonly Finding[])[] = [];
  found.push(await checked({ check: 'principal' }, () => checkPrincipal(examination, launching)));
  for (const { definition, seen } of portfolios) {
    if (!seen) continue;
    const subject = { check: 'access', portfolio: seen.name } as const;
    found.push(await checked(subject, () => checkAccess(examination, launching, definition, seen)));
  }
  found.push(await checked({ check: 'spoke' }, () => checkSpoke(examination, launching)));
  for (const offer of offers) {
    const product = offer.product.id;
    found.push(await checked({ check: 'path', product }, () => checkPath(examination, launching, offer.product)));
    found.push(await checked({ check: 'launch-role', product }, () => checkLaunchRole(examination, launching, offer)));
    found.push(await checked({ check: 'linked-role', product }, () => checkLinkedRole(launching, offer)));
  }
  const delivery = offers.find(({ product }) => product.id === 'delivery');
  if (delivery) {
    const subject = { check: 'catalog-pipeline', product: 'delivery' } as const;
    found.push(await checked(subject, () => checkCatalogPipeline(launching, delivery)));
  }
  found.push(await checked({ check: 'retired' }, () => checkRetiredVersions(examination, launching)));
  found.push(await checked({ check: 'boundary' }, () => checkBoundary(examination, launching)));
  found.push(await checked({ check: 'guard' }, () => checkGuard(examination, launching)));
  found.push(await checked({ check: 'guarded-stacks' }, () => checkGuardedStacks(launching)));
  found.push(await checked({ check: 'api-logs' }, () => checkApiLogs(examination, launching)));
  found.push(await checked({ check: 'quota' }, () => checkQuotas(examination, launching)));
  return found.flat();
}

function unreachable(account: string): Finding {
  return undecided(
    { check: 'account' },
    `What account ${account} has can't be looked at from here: say which of its roles may be assumed, or run the doctor there.`,
  );
}
