import { cdkEvents } from '../../../operations/publish/cdk-events';

describe("the CDK CLI's lines", () => {
  it.each([
    [
      'BellyfedCatalogHub |  3/40 | 11:02:33 | CREATE_COMPLETE | AWS::SNS::Topic | x',
      [{ type: 'count', subject: 'BellyfedCatalogHub', done: 3, of: 40 }],
    ],
    [
      'BellyfedCatalogHub: deploying... [2/2]',
      [
        {
          ...{ type: 'step', subject: 'BellyfedCatalogHub', text: 'BellyfedCatalogHub: deploying' },
          ...{ index: 0, of: 0 },
        },
      ],
    ],
    ['BellyfedCatalogHub: start: Building', []],
    ['Stack ARN:', []],
    ['', []],
  ])('say how far it is: %s', (line, events) => {
    expect(cdkEvents(line)).toEqual([{ type: 'line', source: 'cdk', text: line }, ...events]);
  });
});
