import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { usePlace } from '../place';
import { InternalLink } from './internal-link';

/** Page of an address that is none. */
export function NothingHere() {
  const { href } = usePlace();
  return (
    <SpaceBetween size="l">
      <Header variant="h1">There is no page at this address</Header>
      <InternalLink href={href('/')}>See the products</InternalLink>
    </SpaceBetween>
  );
}
