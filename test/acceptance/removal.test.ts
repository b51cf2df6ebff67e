import { type Left, ownOf, removalOrder } from './removal/order';
import { reasonToKeep } from './removal/role-use';
import type { Found } from './safety/found';

const left = (kind: Left['kind'], name: string, made?: string): Left => ({
  kind,
  name,
  id: name,
  made: made === undefined ? undefined : new Date(made),
});

const things: readonly Left[] = [
  left('policy', 'BellyfedBoundary'),
  left('role', 'BellyfedLaunch-network'),
  left('resource', 'arn:aws:kms:us-east-1:111122223333:key/1'),
  left('bucket', 'bellyfed-acceptance-run-1'),
  left('TagOption', 'bellyfed:acceptance=run-1'),
  left('stack', 'BellyfedAcceptance-queue-key-switch-run-1', '2026-11-29T10:00:00Z'),
  left('stack', 'BellyfedCatalogAccount', '2026-11-29T11:00:00Z'),
  left('stack', 'BellyfedCatalogHub', '2026-11-29T12:00:00Z'),
  left('environment', 'tiers-1'),
  left('provisioned product', 'tiers-1-network'),
  left('provisioned product', 'tiers-1-app'),
  left('provisioned product', 'whole-1-environment'),
  left('provisioned product', 'tiers-1-delivery'),
  left('provisioned product', 'tiers-1-data'),
  left('share', '222222222222'),
];

test('ends shares and launches first, what uses others before what it uses, and takes roles and their policies away last', () => {
  expect(removalOrder(things).map(({ name }) => name)).toEqual([
    '222222222222',
    'whole-1-environment',
    'tiers-1-delivery',
    'tiers-1-app',
    'tiers-1-data',
    'tiers-1-network',
    'tiers-1',
    'BellyfedCatalogHub',
    'BellyfedCatalogAccount',
    'BellyfedAcceptance-queue-key-switch-run-1',
    'bellyfed:acceptance=run-1',
    'bellyfed-acceptance-run-1',
    'arn:aws:kms:us-east-1:111122223333:key/1',
    'BellyfedLaunch-network',
    'BellyfedBoundary',
  ]);
});

test('is the same order whatever order things were found in', () => {
  expect(removalOrder([...things].reverse())).toEqual(removalOrder(things));
});

test("takes nothing away but what carries this run's tag", () => {
  const found = (name: string, run: string | undefined): Found => ({ kind: 'role', name, id: name, run });
  const all = [found('mine', 'run-1'), found('of another run', 'run-2'), found('of nobody', undefined)];
  expect(ownOf(all, 'run-1').map(({ name }) => name)).toEqual(['mine']);
});

test('keeps a role that a stack works as, or that something launched may need to be terminated', () => {
  expect(reasonToKeep({ launched: [], stacks: ['theirs in us-east-1'] })).toBe(
    'stacks work as it: theirs in us-east-1',
  );
  expect(reasonToKeep({ launched: ['dev-network in us-east-1'], stacks: [] })).toContain('dev-network in us-east-1');
  expect(reasonToKeep({ launched: [], stacks: [] })).toBeUndefined();
});
