import type { AwsTarget } from '../aws/aws-target';

/** Waits before AWS is asked again how far it is: moments in a sandbox, seconds on AWS. */
export function pause({ isLocal }: Pick<AwsTarget, 'isLocal'>): Promise<void> {
  return new Promise((done) => setTimeout(done, isLocal ? 20 : 5_000));
}
