import type { Fact } from './fact';
import { pageOf } from './families';
import { refusedWhile } from './refusals';
import { changesWith } from './resource-conditions';
import { skipsMinor } from './versions';

/** Facts about Amazon EKS. */
export const eks: readonly Fact[] = [
  refusedWhile(
    {
      type: 'AWS::EKS::Cluster',
      property: 'Version',
      // Back by one, too, while the upgrade is a week old at most: `rollback-cluster.html` beside it.
      page: 'https://docs.aws.amazon.com/eks/latest/userguide/update-cluster.html',
    },
    skipsMinor('Version'),
    'AWS refuses to move a cluster by more than one minor version: release the versions between one by one.',
  ),
  ...['ReleaseVersion', 'Version'].map((property) =>
    refusedWhile(
      {
        type: 'AWS::EKS::Nodegroup',
        property,
        words: "You can't update other properties at the same time as updating Version.",
        page: pageOf('AWS::EKS::Nodegroup'),
      },
      changesWith(property, undefined, ['ReleaseVersion', 'Version']),
      `AWS refuses to change ${property} of a node group together with anything else: release them one by one.`,
    ),
  ),
];
