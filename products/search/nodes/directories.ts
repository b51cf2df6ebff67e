import { Fn } from 'aws-cdk-lib';
import { CfnAccessPoint } from 'aws-cdk-lib/aws-efs';
import { Construct } from 'constructs';
import { Optional } from '../../../catalog/product';
import { type NodeNumber, nodeNumbers } from '../names/names';
import type { Upstream } from '../upstream';

/**
 * A directory for each node that there may be, by its access point. The data tier keeps those of its own environment
 * ready. An environment with a base is a guest there, and gets directories beside them: two nodes never share one.
 */
export class Directories extends Construct {
  private readonly accessPointIds: ReadonlyMap<NodeNumber, string>;

  constructor(scope: Construct, id: string, environment: string, { data, hasBase }: Upstream) {
    super(scope, id);
    const guest = new Optional(this, 'Guest', { when: hasBase });
    const user = { uid: '1000', gid: '1000' };
    this.accessPointIds = new Map(
      nodeNumbers.map((number) => {
        const accessPoint = new CfnAccessPoint(guest, `AccessPoint${number}`, {
          fileSystemId: data.fileSystemId,
          posixUser: user,
          rootDirectory: {
            path: Fn.join('', ['/search-', environment, `-${number}`]),
            creationInfo: { ownerUid: user.uid, ownerGid: user.gid, permissions: '0750' },
          },
          accessPointTags: [{ key: 'Name', value: Fn.join('', ['bellyfed-', environment, `-search-${number}`]) }],
        });
        return [number, guest.whenPresent(accessPoint.ref, Fn.select(number - 1, data.searchAccessPointIds))];
      }),
    );
  }

  /** Id of a node's access point. */
  of(number: NodeNumber): string {
    return this.accessPointIds.get(number) ?? '';
  }
}
