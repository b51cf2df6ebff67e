import TopNavigation from '@cloudscape-design/components/top-navigation';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { ConsoleContext } from '../../protocol';
import { isDark, toggleMode } from '../mode';
import { usePlace } from '../place';

/** Regions that the bar offers; any other can be typed into the address. */
const REGIONS = [
  ...['us-east-1', 'us-east-2', 'us-west-1', 'us-west-2', 'ca-central-1', 'sa-east-1'],
  ...['eu-central-1', 'eu-north-1', 'eu-west-1', 'eu-west-2', 'eu-west-3', 'eu-south-1'],
  ...['ap-northeast-1', 'ap-northeast-2', 'ap-south-1', 'ap-southeast-1', 'ap-southeast-2'],
];

/** Bar on top of every page: account, region, whether it is the sandbox, and whether anything may be changed. */
export function TopBar({ context }: { readonly context: ConsoleContext | undefined }) {
  const [path, navigate] = useLocation();
  const { href } = usePlace();
  const [dark, setDark] = useState(isDark);
  const region = context?.region ?? '…';
  const section = (text: string, to: string) => ({
    type: 'button' as const,
    text,
    href: href(to),
    onFollow: (event: Pick<Event, 'preventDefault'>) => {
      event.preventDefault();
      navigate(href(to));
    },
  });
  return (
    <div id="bar">
      <TopNavigation
        identity={{
          href: href('/'),
          title: 'Bellyfed catalog',
          onFollow: (event) => {
            event.preventDefault();
            navigate(href('/'));
          },
        }}
        utilities={[
          section('Products', '/'),
          section('Operations', '/operations'),
          {
            type: 'menu-dropdown',
            text: region,
            ariaLabel: `Region ${region}`,
            items: REGIONS.map((id) => ({ id, text: id })),
            // The pages of a product stay; what belongs to one region doesn't.
            onItemClick: ({ detail }) => navigate(`${path.startsWith('/operations') ? '/' : path}?region=${detail.id}`),
          },
          {
            type: 'button',
            text: dark ? 'Light' : 'Dark',
            ariaLabel: dark ? 'Change to light' : 'Change to dark',
            onClick: () => {
              toggleMode();
              setDark(isDark());
            },
          },
        ]}
      />
      {context && <Whereabouts {...context} />}
    </div>
  );
}

/** Strip that says whose account one is in, in another colour where it isn't the sandbox. */
function Whereabouts({ account, region, caller, isLocal, allowsChanges }: ConsoleContext) {
  const where = isLocal ? 'Sandbox on this machine' : `AWS as ${caller}`;
  const parts = [where, `account ${account}`, region, ...(allowsChanges ? [] : ['read-only'])];
  return (
    <section aria-label="Account and region" className={isLocal ? 'whereabouts' : 'whereabouts aws'}>
      {parts.join(' · ')}
    </section>
  );
}
