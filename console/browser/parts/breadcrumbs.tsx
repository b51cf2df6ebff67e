import BreadcrumbGroup from '@cloudscape-design/components/breadcrumb-group';
import { useLocation } from 'wouter';
import { usePlace } from '../place';

/** Way from the products to the page, each part its words and its address in the region. */
export function Breadcrumbs({ parts }: { readonly parts: readonly (readonly [text: string, path: string])[] }) {
  const { href } = usePlace();
  const [, navigate] = useLocation();
  return (
    <BreadcrumbGroup
      items={[['Products', '/'] as const, ...parts].map(([text, path]) => ({ text, href: href(path) }))}
      onFollow={(event) => {
        event.preventDefault();
        navigate(event.detail.href);
      }}
    />
  );
}
