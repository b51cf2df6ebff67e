import StatusIndicator from '@cloudscape-design/components/status-indicator';

/** Line that says that something is on its way. */
export function Loading({ of }: { readonly of: string }) {
  return <StatusIndicator type="loading">{of} is being read</StatusIndicator>;
}
