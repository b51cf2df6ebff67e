import { type Json, resourceType } from '../../../../catalog/template';
import type { StackScope } from '../state';
import { arnOf } from './physical-id';
import { derivedSource, type Filling, fill, looksRandom } from './placeholders';
import { valueRow } from './value-rows';

/** Attribute names that AWS's database gives lists, booleans and numbers; all others are texts. */
const LIST =
  /(?:Ids|Arns|Addresses|Entries|Servers|Groups|Associations|Blocks|Errors|Reasons|Identifiers|Interfaces|Endpoints|Urls|URLs|Infos|States|Statuses|Tables)$/;
const BOOLEAN = /^(?:Is[A-Z]|Enable)|(?:Enabled|Encrypted|Default|Latest)$/;
const NUMBER = /(?:Count|Throughput|Capacity|Progress|Iops|Revision|VersionNumber|Port)$/;

/** A resource that nobody but the sandbox's database knows. */
export interface SimulatedResource {
  readonly type: string;
  readonly physicalId: string;
  readonly properties: Readonly<Record<string, Json>>;
}

/**
 * Attribute of a simulated resource, as `Fn::GetAtt` gives it: from the table, from what `Ref` gives, from the property
 * of that name, else made up in a form that fits the attribute's name. Always the same for one resource.
 */
export function simulatedAttribute(resource: SimulatedResource, attribute: string, scope: StackScope): Json {
  const { type, physicalId, properties } = resource;
  const bytes = derivedSource(`${physicalId} ${attribute}`);
  const filling: Filling = { ...scope, properties, name: physicalId, id: physicalId, bytes };
  const listed = valueRow(type)?.attributes?.[attribute];
  if (typeof listed === 'string') return fill(listed, filling);
  if (typeof listed === 'number') return listed;
  if (listed !== undefined) return listed.map((item, index) => fill(item, indexed(filling, attribute, index)));
  const { ref = [], properties: declared } = resourceType(type) ?? {};
  const [only = ''] = ref.length === 1 ? ref : [];
  if (only === attribute) return physicalId;
  const property = propertyAt(properties, attribute.split('.'));
  if (property !== undefined) return property;
  const last = attribute.split('.').at(-1) ?? attribute;
  const kind = type.split('::').at(-1) ?? '';
  if (/^arn$/i.test(last) || (/arn$/i.test(last) && kind.endsWith(last.slice(0, -3)))) {
    return physicalId.startsWith('arn:') ? physicalId : arnOf(type, physicalId, filling);
  }
  // `GroupId` of a `SecurityGroup`; what `Ref` gives may also be a name, and is no id then.
  const isKind = last === 'Id' || (last.endsWith('Id') && kind.endsWith(last.slice(0, -2)));
  if (isKind && only !== '' && !declared?.has(only)) return physicalId;
  return madeUp(last, type, filling);
}

function madeUp(name: string, type: string, filling: Filling): Json {
  if (LIST.test(name)) return [];
  if (BOOLEAN.test(name)) return false;
  if (NUMBER.test(name)) return 1;
  if (name.endsWith('IpAddress')) return fill('10.{privateIp}', filling);
  if (/arn$/i.test(name)) return arnOf(type, looksRandom('alnum', 12, filling.bytes), filling);
  return looksRandom('alnum', 17, filling.bytes);
}

function indexed(filling: Filling, attribute: string, index: number): Filling {
  return { ...filling, bytes: derivedSource(`${filling.id} ${attribute} ${index}`) };
}

function propertyAt(properties: Readonly<Record<string, Json>>, path: readonly string[]): Json | undefined {
  return path.reduce<Json | undefined>(
    (value, name) =>
      typeof value === 'object' && value !== null && !Array.isArray(value) && Object.hasOwn(value, name)
        ? value[name]
        : undefined,
    { ...properties },
  );
}
