import type { Fact } from './fact';
import { pageOf } from './families';
import { refusedWhile } from './refusals';
import { changesOtherThan } from './resource-conditions';

/** Facts about AWS IoT FleetWise. */
export const iotfleetwise: readonly Fact[] = [
  ...['DecoderManifest', 'ModelManifest'].map((kind) =>
    refusedWhile(
      {
        type: `AWS::IoTFleetWise::${kind}`,
        property: 'Status',
        words: `If the status is ACTIVE, the ${kind === 'DecoderManifest' ? 'decoder manifest' : 'vehicle model'} can't be edited.`,
        page: pageOf(`AWS::IoTFleetWise::${kind}`),
      },
      changesOtherThan(['Status', 'Tags'], 'Status', 'ACTIVE'),
      'AWS refuses to change what is active: make a new one under another logical id.',
    ),
  ),
];
