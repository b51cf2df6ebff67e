import { FACTS, propertyImpact } from '../../../../catalog/template';
import { judgedTypes } from '../../../../catalog/template/documented-effects';
import { additionalReplacements, type PropertySpec, propertySpecs } from '../../../../catalog/template/resource-types';

/** Impacts, the gravest last. */
const ORDER = ['none', 'interruption', 'conditional', 'replacement', 'refused'];

/** Paths at which AWS's database says that an update replaces, or may replace, the resource. */
function replacing(
  specs: ReadonlyMap<string, PropertySpec> | undefined,
  path: readonly string[] = [],
): [string, string][] {
  return [...(specs ?? [])].flatMap(([name, { replaces, below }]): [string, string][] => {
    const here = [...path, name];
    const own: [string, string][] =
      replaces === 'no' ? [] : [[here.join('.'), replaces === 'yes' ? 'replacement' : 'conditional']];
    return [...own, ...(here.length < 5 ? replacing(below, here) : [])];
  });
}

it('no fact lowers what the database says at or below its path, but for paths that it names itself', () => {
  const types = [...new Set([...judgedTypes(), ...FACTS.map(({ type }) => type)])];
  const lowered = types.flatMap((type) => {
    const more = additionalReplacements(type).map((path): [string, string] => [path.join('.'), 'replacement']);
    return [...replacing(propertySpecs(type)), ...more]
      .map(([path, least]) => [path, least, propertyImpact(type, path.split('.'))] as const)
      .filter(([, least, told]) => ORDER.indexOf(told) < ORDER.indexOf(least))
      .map(([path, least, told]) => `${type} ${path}: ${told}, not ${least}`);
  });
  expect([...new Set(lowered)].sort()).toEqual(LOWERED);
});

/** Paths of which a fact says less than the database, each naming the path and its page. */
const LOWERED: readonly string[] = [
  'AWS::EC2::Instance AdditionalInfo: interruption, not conditional',
  'AWS::EC2::Instance EbsOptimized: interruption, not conditional',
  'AWS::EC2::Instance InstanceType: interruption, not conditional',
  'AWS::EC2::Instance KernelId: interruption, not conditional',
  'AWS::EC2::Instance RamdiskId: interruption, not conditional',
  'AWS::EC2::Instance SecurityGroupIds: none, not conditional',
  'AWS::EC2::Instance UserData: interruption, not conditional',
  'AWS::RDS::DBInstance AutoMinorVersionUpgrade: interruption, not conditional',
  'AWS::RDS::DBInstance BackupRetentionPeriod: interruption, not conditional',
  'AWS::RDS::DBInstance DBParameterGroupName: interruption, not conditional',
  'AWS::RDS::DBInstance MultiAZ: interruption, not conditional',
  'AWS::RDS::DBInstance PerformanceInsightsKMSKeyId: interruption, not conditional',
  'AWS::RDS::DBInstance PreferredMaintenanceWindow: interruption, not conditional',
  'AWS::RDS::DBInstance StorageType: interruption, not conditional',
];
