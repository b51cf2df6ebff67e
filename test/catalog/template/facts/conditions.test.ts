import { contains, hasPart } from '../../../../catalog/template/facts/deletion-conditions';
import type { ResourceCondition } from '../../../../catalog/template/facts/fact';
import { policyHas, policyOff, policyOn } from '../../../../catalog/template/facts/policy-conditions';
import {
  changesWhile,
  goesProtected,
  severalMove,
  shrinks,
  without,
} from '../../../../catalog/template/facts/resource-conditions';
import { added, given, is, isNot, moves } from '../../../../catalog/template/facts/values-conditions';
import { entersMajor, goesBack, RDS_VERSIONS, versionsIn } from '../../../../catalog/template/facts/versions';
import type { Json, JsonObject } from '../../../../catalog/template/types';

describe('a condition on values', () => {
  it.each<[string, boolean, boolean]>([
    ['a first value', added.holds(undefined, 'a'), true],
    ['a list that grows', added.holds(['a'], ['b', 'a']), true],
    ['a list that loses something', added.holds(['a', 'c'], ['b', 'a']), false],
    ['a value that goes', added.holds(['a'], undefined), false],
    ['the one move', moves('a', 'b').holds('a', 'b'), true],
    ['the move back', moves('a', 'b').holds('b', 'a'), false],
    ['a boolean', is(true).holds(true, true), true],
    ['a boolean as text', is(true).holds('true', 'true'), true],
    ['another value', is(true).holds(false, false), false],
    ['no value', is(true).holds(undefined, undefined), false],
    ['not the value', isNot(true).holds(undefined, undefined), true],
    ['the value itself', isNot(true).holds(true, true), false],
    ['a value', given.holds('', ''), true],
    ['none', given.holds(undefined, undefined), false],
  ])('tells %s', (_, holds, right) => {
    expect(holds).toBe(right);
  });
});

describe('a condition on the resource', () => {
  const holds = (condition: ResourceCondition, then: JsonObject, now: JsonObject) =>
    condition.holds({ properties: then }, { properties: now });
  const version = (EngineVersion: Json, more: JsonObject = {}): JsonObject => ({ EngineVersion, ...more });
  const elements = (...names: string[]): JsonObject => ({ Indexes: names.map((Name) => ({ Name })) });
  const memcached = (CacheNodeType: string): JsonObject => ({ CacheNodeType, Engine: 'memcached' });

  it.each<[string, boolean, boolean]>([
    [
      'a protected element that goes',
      holds(
        goesProtected('Copies', 'Region', 'Kept'),
        { Copies: [{ Region: 'a', Kept: true }, { Region: 'b' }] },
        { Copies: [{ Region: 'b' }] },
      ),
      true,
    ],
    [
      'an unprotected one that goes',
      holds(
        goesProtected('Copies', 'Region', 'Kept'),
        { Copies: [{ Region: 'a', Kept: true }, { Region: 'b' }] },
        { Copies: [{ Region: 'a', Kept: true }] },
      ),
      false,
    ],
    ['the absence of a property', holds(without('A'), {}, {}), true],
    ['its presence', holds(without('A'), { A: { Ref: 'B' } }, {}), false],
    [
      'a change beside another value',
      holds(changesWhile('CacheNodeType', 'Engine', 'memcached'), memcached('a'), memcached('b')),
      true,
    ],
    ['no change', holds(changesWhile('CacheNodeType', 'Engine', 'memcached'), memcached('a'), memcached('a')), false],
    [
      'a change beside a third value',
      holds(changesWhile('CacheNodeType', 'Engine', 'redis'), memcached('a'), memcached('b')),
      false,
    ],
    ['a number that gets smaller', holds(shrinks('Size'), { Size: 20 }, { Size: '10' }), true],
    ['a number that grows', holds(shrinks('Size'), { Size: 10 }, { Size: 20 }), false],
    ['a number that goes', holds(shrinks('Size'), { Size: 10 }, {}), false],
    ['a number that goes to a smaller preset', holds(shrinks('Size', 1), { Size: 10 }, {}), true],
    ['a number that comes below a larger preset', holds(shrinks('Size', 7), {}, { Size: 1 }), true],
    ['two elements that move', holds(severalMove('Indexes', 'Name'), elements('a'), elements('b')), true],
    ['one that comes', holds(severalMove('Indexes', 'Name'), elements('a'), elements('a', 'b')), false],
    ['a version that goes back', holds(goesBack(versionsIn('EngineVersion')), version('15.4'), version('15.3')), true],
    ['a version that goes on', holds(goesBack(versionsIn('EngineVersion')), version('9.6'), version('10.1')), false],
    [
      'a version that is not known',
      holds(goesBack(versionsIn('EngineVersion')), version('15.4'), version({ Ref: 'Version' })),
      false,
    ],
    ['a major version without the switch', holds(entersMajor(RDS_VERSIONS), version('15.4'), version('16.1')), true],
    [
      'one with it',
      holds(entersMajor(RDS_VERSIONS), version('15.4'), version('16.1', { AllowMajorVersionUpgrade: 'true' })),
      false,
    ],
    ['a minor version', holds(entersMajor(RDS_VERSIONS), version('15.4'), version('15.5')), false],
  ])('tells %s', (_, found, right) => {
    expect(found).toBe(right);
  });
});

describe('a condition on the update policy', () => {
  it.each<[string, boolean, boolean]>([
    ['a switch that is on', policyOn('A').holds({ A: 'true' }), true],
    ['a switch inside', policyOn('A', 'B').holds({ A: { B: true } }), true],
    ['a switch that is off', policyOn('A').holds({ A: false }), false],
    ['no policy', policyOn('A').holds(undefined), false],
    ['a switch that is left out', policyOff('A').holds(undefined), true],
    ['a switch that is not off', policyOff('A').holds({ A: true }), false],
    ['a part', policyHas('A').holds({ A: {} }), true],
    ['no such part', policyHas('A').holds({ B: {} }), false],
  ])('tells %s', (_, holds, right) => {
    expect(holds).toBe(right);
  });
});

it('says in words when it holds', () => {
  const conditions = [moves('a', 'b'), is('ACTIVE'), without('A'), policyOn('A', 'B'), contains('images')];
  expect(conditions.map(({ says }) => says)).toEqual([
    'from "a" to "b"',
    'it is ACTIVE',
    'without A',
    'with A.B',
    'it contains images',
  ]);
  expect(hasPart('AWS::EFS::MountTarget', 'FileSystemId').says).toBe(
    'there is an AWS::EFS::MountTarget whose FileSystemId names it',
  );
});
