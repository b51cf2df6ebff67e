import { CfnCondition, Fn } from 'aws-cdk-lib';
import { CfnConnection } from 'aws-cdk-lib/aws-codeconnections';
import { Construct } from 'constructs';
import { Optional } from '../../../catalog/product';

/** Connection: the one that is brought, or what is made. */
export interface ConnectionProps {
  /** Name of the connection that is made: 32 characters at most. */
  readonly name: string;
  /** ARN of an approved connection, or empty to make one. */
  readonly arn: string;
  /** Provider of the repositories, for the connection that is made: `GitHub`, `GitLab` or `Bitbucket`. */
  readonly provider: string;
}

/**
 * The connection to the repositories: brought, or made here. One that is made stays `PENDING`, and pipelines can't read
 * their source, until a person approves it: nothing but the console can.
 *
 * @see https://docs.aws.amazon.com/dtconsole/latest/userguide/connections-update.html
 */
export class Connection extends Construct {
  readonly arn: string;
  /** ARN of the connection that waits for an approval, or `none` with one that was brought. */
  readonly toApprove: string;

  constructor(scope: Construct, id: string, { name, arn, provider }: ConnectionProps) {
    super(scope, id);
    const creates = new CfnCondition(this, 'CreatesConnection', { expression: Fn.conditionEquals(arn, '') });
    const own = new Optional(this, 'Own', { when: creates });
    const connection = new CfnConnection(own, 'Resource', {
      connectionName: name,
      providerType: provider,
    });
    this.arn = own.whenPresent(connection.ref, arn);
    this.toApprove = own.whenPresent(connection.ref, 'none');
  }
}
