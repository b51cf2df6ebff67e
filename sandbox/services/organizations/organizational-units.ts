import type * as model from '@aws-sdk/client-organizations';
import { AwsError } from '../../kernel/aws-error';
import type { Operations } from '../../kernel/operations';
import type { Store } from '../../store/store';
import { managedOrganization, readableOrganization } from './callers';
import { newUnitId } from './identifiers';
import { constraintViolation, notFound, parentNotFound } from './refusals';
import { children, type OrganizationRow, type UnitRow, units } from './state';
import { childrenOf, unitOf, upwards } from './structure';
import { unitView } from './views';

/** Levels of units below the root: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html */
const DEEPEST = 5;

/** Operations on organizational units. */
export const organizationalUnitOperations = {
  /** https://docs.aws.amazon.com/organizations/latest/APIReference/API_CreateOrganizationalUnit.html */
  CreateOrganizationalUnit(input, call) {
    const { db } = call;
    const organization = managedOrganization(call);
    const parentId = input.ParentId ?? '';
    if (!isParent(db, organization, parentId)) throw parentNotFound();
    if (upwards(db, parentId).length > DEEPEST) {
      throw constraintViolation('OU_DEPTH_LIMIT_EXCEEDED', 'You have exceeded the maximum nesting depth of OUs.');
    }
    refuseSameName(db, parentId, input.Name ?? '');
    const unit: UnitRow = {
      id: newUnitId(organization.rootId),
      organizationId: organization.id,
      parentId,
      name: input.Name ?? '',
    };
    db.put(units, [unit.id], unit);
    db.put(children, [parentId, 'ORGANIZATIONAL_UNIT', unit.id], true);
    return { OrganizationalUnit: unitView(db, organization, unit) };
  },

  /** https://docs.aws.amazon.com/organizations/latest/APIReference/API_UpdateOrganizationalUnit.html */
  UpdateOrganizationalUnit(input, call) {
    const organization = managedOrganization(call);
    const before = theUnit(call.db, organization, input.OrganizationalUnitId);
    const unit = { ...before, name: input.Name ?? before.name };
    if (unit.name !== before.name) refuseSameName(call.db, unit.parentId, unit.name);
    call.db.put(units, [unit.id], unit);
    return { OrganizationalUnit: unitView(call.db, organization, unit) };
  },

  /** https://docs.aws.amazon.com/organizations/latest/APIReference/API_DeleteOrganizationalUnit.html */
  DeleteOrganizationalUnit(input, call) {
    const { db } = call;
    const unit = theUnit(db, managedOrganization(call), input.OrganizationalUnitId);
    if (db.count(children, [unit.id]) > 0) {
      const message =
        'The specified OU is not empty. Move all accounts to another root or to other OUs, remove all child OUs, and try ' +
        'the operation again.';
      throw new AwsError('OrganizationalUnitNotEmptyException', message);
    }
    db.remove(units, [unit.id]);
    db.remove(children, [unit.parentId, 'ORGANIZATIONAL_UNIT', unit.id]);
  },

  /** https://docs.aws.amazon.com/organizations/latest/APIReference/API_DescribeOrganizationalUnit.html */
  DescribeOrganizationalUnit(input, call) {
    const organization = readableOrganization(call);
    const unit = theUnit(call.db, organization, input.OrganizationalUnitId);
    return { OrganizationalUnit: unitView(call.db, organization, unit) };
  },
} satisfies Operations<typeof model>;

/** Whether an id is the organization's root or one of its units. */
export function isParent(db: Store, { id, rootId }: OrganizationRow, parentId: string): boolean {
  return parentId === rootId || unitOf(db, id, parentId) !== undefined;
}

function theUnit(db: Store, { id }: OrganizationRow, unitId: string | undefined): UnitRow {
  const unit = unitOf(db, id, unitId ?? '');
  if (!unit) throw notFound('OrganizationalUnitNotFoundException', 'an organizational unit');
  return unit;
}

function refuseSameName(db: Store, parentId: string, name: string): void {
  const present = childrenOf(db, parentId, 'ORGANIZATIONAL_UNIT').some((id) => db.get(units, [id])?.name === name);
  if (present) throw new AwsError('DuplicateOrganizationalUnitException', 'An OU with the same name already exists.');
}
