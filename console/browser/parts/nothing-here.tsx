import Alert from '@cloudscape-design/components/alert';
import { usePlace } from '../place';
import { InternalLink } from './internal-link';

/** Page of an address that is none. */
export function NothingHere() {
  const { href } = usePlace();
  return (
    <Alert type="info" header="There is no page at this address">
      <InternalLink href={href('/')}>See the products</InternalLink>
    </Alert>
  );
}
