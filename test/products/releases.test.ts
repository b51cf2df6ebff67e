import { releases } from '../../operations/contracts/releases';
import { smallProduct } from '../catalog/product/small-product';
import { describeContract, findingsOf } from './describe-contract';

describeContract(releases);

it('a source that has gone on since the newest release is found', async () => {
  const changed = smallProduct({ id: 'network' });
  expect(await findingsOf(releases, changed)).toEqual([
    expect.stringContaining('template differs from the released file'),
  ]);
});
