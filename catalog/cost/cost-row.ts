import { type EvaluatedResource, isObject, type Json, type JsonObject } from '../template';
import type { PriceKey } from './priced-items';

/** Hours of a month, as AWS's own calculator counts them: 365 days of 24 hours by 12. */
export const MONTH_HOURS = 730;

/** Seconds of a month. */
export const MONTH_SECONDS = MONTH_HOURS * 3600;

/** Charge that a resource makes every month, whether it is used or not. */
export interface Charge {
  readonly price: PriceKey;
  /** Units in a month. */
  readonly quantity: number;
}

/** Part of a resource that can't be charged here, and why. */
export interface Unpriced {
  readonly unpriced: string;
}

/** Stack that a charged resource is in, and the way in which it is looked at. */
export interface CostScene {
  /** Logical id of the resource. */
  readonly id: string;
  /** All resources that exist, by logical id; a reference to one is its logical id, an attribute `<id>.<attribute>`. */
  readonly resources: Readonly<Record<string, EvaluatedResource>>;
  /** Whether databases that pause are at their least capacity instead. */
  readonly isAwake: boolean;
}

/** Cost of the resources of one type: free, or with charges that stand, or with things that are charged by use. */
export interface CostRow {
  readonly type: string;
  /** AWS's page that says so. */
  readonly page: string;
  /** Reason that it costs nothing by itself. @default - it has charges */
  readonly free?: string;
  /** Charges of one resource in a month without use. @default - there are none */
  readonly standing?: (properties: JsonObject, scene: CostScene) => readonly (Charge | Unpriced)[];
  /** Things that its use is charged by. @default - there are none */
  readonly usage?: readonly PriceKey[] | ((properties: JsonObject) => readonly PriceKey[]);
  /** Assumption that its charges rest on, a sentence. */
  readonly assumption?: string;
}

/** Number that a property is, which a template may write as text; undefined for anything else. */
export function numeric(value: Json | undefined): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

/** Items of a property that is a list; undefined where they aren't known. */
export function listed(value: Json | undefined): readonly Json[] | undefined {
  return Array.isArray(value) ? value : undefined;
}

/** Property that is a structure, empty where it is absent. */
export function structure(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}

/** Whether a property is on, which a template may write as text. */
export function isOn(value: Json | undefined): boolean {
  return value === true || value === 'true';
}

/** Resource that a reference or an attribute of it stands for. */
export function referred(value: Json | undefined, { resources }: CostScene): EvaluatedResource | undefined {
  return typeof value === 'string' ? resources[value.split('.')[0] ?? ''] : undefined;
}
