import type { TemplateKind } from '../../../catalog/proton';
import { defineTable } from '../../store/store';

/** An environment or service template of one account and region. */
export interface TemplateRecord {
  readonly kind: TemplateKind;
  readonly name: string;
  readonly arn: string;
  readonly displayName?: string;
  readonly description?: string;
  readonly pipelineProvisioning?: string;
  readonly created: Date;
  readonly modified: Date;
}

/** A version of a template. */
export interface VersionRecord {
  readonly templateName: string;
  readonly major: number;
  readonly minor: number;
  readonly arn: string;
  /** `REGISTRATION_FAILED` with a message; `DRAFT` once it is registered; `PUBLISHED`. */
  readonly status: 'REGISTRATION_FAILED' | 'DRAFT' | 'PUBLISHED';
  readonly statusMessage?: string;
  readonly description?: string;
  readonly schema: string;
  readonly compatible: readonly { readonly templateName: string; readonly majorVersion: string }[];
  readonly created: Date;
  readonly modified: Date;
}

/** Templates by account, region, kind and name. */
export const templates = defineTable<TemplateRecord>('proton/templates');

/** Versions by account, region, kind, name, major and minor version. */
export const versions = defineTable<VersionRecord>('proton/versions');
