import Link, { type LinkProps } from '@cloudscape-design/components/link';
import { useLocation } from 'wouter';

/** Link to a page of the console. */
export function InternalLink(props: LinkProps & { readonly href: string }) {
  const [, navigate] = useLocation();
  return (
    <Link
      {...props}
      onFollow={(event) => {
        event.preventDefault();
        navigate(props.href);
      }}
    />
  );
}
