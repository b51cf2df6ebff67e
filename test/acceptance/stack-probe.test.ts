import { verdictOn } from './probes/stack-probe';
import type { StackEnd } from './stacks';

const end = (status: string, ...reasons: string[]): StackEnd => ({ status, reasons, outputs: {} });
const words = /AccessDenied/;

test('agrees where everything went through, and differs where that must be refused', () => {
  expect(verdictOn(end('UPDATE_COMPLETE'), {})).toMatchObject({ verdict: 'agrees' });
  expect(verdictOn(end('CREATE_COMPLETE'), { isRefused: true })).toMatchObject({ verdict: 'differs' });
});

test('differs by the failure of the resource in question, and agrees by it where it must be refused', () => {
  const failed = end('ROLLBACK_COMPLETE', 'Probe: AccessDenied for x', 'Other: cancelled');
  expect(verdictOn(failed, { words })).toEqual({
    verdict: 'differs',
    seen: 'ROLLBACK_COMPLETE: Probe: AccessDenied for x',
  });
  expect(verdictOn(failed, { words, isRefused: true })).toMatchObject({ verdict: 'agrees' });
});

test.each([
  ['another resource', end('ROLLBACK_COMPLETE', 'Vpc: The maximum number of VPCs has been reached.')],
  ['other words', end('ROLLBACK_COMPLETE', 'Probe: Rate exceeded')],
  ['a refusal to begin', end('REFUSED', 'ExpiredToken: The security token included in the request is expired')],
])('is settled by nothing where %s failed it', (_, failed) => {
  expect(verdictOn(failed, { words })).toMatchObject({ verdict: 'not reached' });
  expect(verdictOn(failed, { words, isRefused: true })).toMatchObject({ verdict: 'not reached' });
});
