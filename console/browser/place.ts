import { useMemo } from 'react';
import { useSearch } from 'wouter';

/** Region that the address says, and addresses that stay in it. */
export interface Place {
  /** Undefined for the region that the console was started in. */
  readonly region: string | undefined;
  /** Address of another page, in the same region. */
  href(path: string): string;
}

/** The place that the page is at. */
export function usePlace(): Place {
  const region = new URLSearchParams(useSearch()).get('region') ?? undefined;
  return useMemo(
    () => ({
      region,
      href: (path) => (region === undefined ? path : `${path}${path.includes('?') ? '&' : '?'}region=${region}`),
    }),
    [region],
  );
}
