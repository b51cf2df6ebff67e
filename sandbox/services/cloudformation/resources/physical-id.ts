import { resourceType } from '../../../../catalog/template';
import type { ResourceRequest } from '../../../kernel/resource';
import { generatedName } from '../../../kernel/unique-id';
import { type Filling, fill, randomSource } from './placeholders';
import { valueRow } from './value-rows';

/** Characters that names of most types may have at least. */
const LONGEST = 64;

/** A physical id for a new resource: as `Ref` would give it on AWS, with the name that the template chose if it did. */
export function newPhysicalId(request: ResourceRequest): string {
  const { type, properties } = request;
  const row = valueRow(type);
  const [nameProperty] = row?.generated ? [] : (row?.name ?? []).slice(-1);
  const given = nameProperty === undefined ? undefined : properties[nameProperty];
  const made = () => generatedName(request.stackName, request.logicalId, row?.longest ?? LONGEST);
  const name = typeof given === 'string' && given !== '' ? given : made();
  const filling: Filling = { ...request, name, id: '', bytes: randomSource };
  return row?.id === undefined ? fromReference(filling, type) : fill(row.id, filling);
}

/** From what AWS's database says `Ref` returns: properties that are given, an ARN, or a made name. */
function fromReference(filling: Filling, type: string): string {
  const facts = resourceType(type);
  const ref = facts?.ref ?? [];
  const given = ref.map((name) => filling.properties[name]);
  if (ref.length > 0 && given.every((value) => value !== undefined && value !== '')) return given.join('|');
  if (ref.length === 1 && ref[0]?.endsWith('Arn')) return arnOf(type, filling.name, filling);
  return filling.name;
}

/** The ARN of a resource by its name, from the type's ARN template; one of the usual form where it has none. */
export function arnOf(type: string, name: string, filling: Filling): string {
  const [, service = '', kind = ''] = type.split('::');
  const usual = `arn:\${Partition}:${service.toLowerCase()}:\${Region}:\${Account}:${kind.toLowerCase()}/\${Name}`;
  const template = resourceType(type)?.arnTemplate ?? usual;
  const last = template.lastIndexOf('${');
  return template.replace(/\$\{(\w+)\}/g, (_, word: string, at: number) => {
    if (at === last) return name;
    if (word === 'Partition' || word === 'Region' || word === 'Account')
      return fill(`{${word.toLowerCase()}}`, filling);
    return fill(`{${word}}`, filling);
  });
}
