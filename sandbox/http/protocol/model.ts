import { NormalizedSchema } from '@smithy/core/schema';
import type { SchemaRef } from '@smithy/types';

/** Operation in a service's model. */
export interface OperationModel {
  readonly name: string;
  /** Undefined where the operation takes nothing. */
  readonly input: NormalizedSchema | undefined;
  readonly output: NormalizedSchema | undefined;
  /** REST: the method and the path with its labels, `/backup-vaults/{BackupVaultName}`. */
  readonly http?: { readonly method: string; readonly uri: string };
}

/** Exception in a service's model. */
export interface ErrorModel {
  /** Code in the answer; differs from the shape's name in the query protocol at times. */
  readonly code: string;
  readonly status: number;
  /** Spelling of the member that carries the message. */
  readonly messageMember: string;
}

type StaticSchema = readonly unknown[];

/** Kinds of schema, as the SDK's static schemas number them. */
const OPERATION = 9;
const ERROR = -3;
const STRUCT = 3;

/**
 * A service's model, read from the schemas that its SDK client exports (`CreateStack$`, …): so what the sandbox accepts
 * and answers is by construction what the SDK sends and reads.
 */
export class ServiceModel {
  private readonly operations = new Map<string, OperationModel>();
  private readonly errors = new Map<string, ErrorModel>();

  constructor(client: Readonly<Record<string, unknown>>) {
    for (const value of Object.values(client)) {
      if (!Array.isArray(value)) continue;
      const schema: StaticSchema = value;
      if (schema[0] === OPERATION) this.addOperation(schema);
      if (schema[0] === ERROR) this.addError(schema);
    }
  }

  /** The operation of that name, or undefined where AWS has none. */
  operation(name: string): OperationModel | undefined {
    return this.operations.get(name);
  }

  /** The modelled exception of that name, or undefined for codes that stand in no model. */
  error(name: string): ErrorModel | undefined {
    return this.errors.get(name);
  }

  private addOperation(schema: StaticSchema): void {
    const name = String(schema[2]);
    const { http: [method, uri] = [] } = (schema[3] || {}) as { http?: readonly [string, string, number] };
    const http = method === undefined || uri === undefined ? undefined : { method, uri };
    this.operations.set(name, { name, input: structure(schema[4]), output: structure(schema[5]), http });
  }

  private addError(schema: StaticSchema): void {
    const traits = (schema[3] || {}) as { awsQueryError?: [string, number]; httpError?: number };
    const [code, status] = traits.awsQueryError ?? [String(schema[2]), traits.httpError ?? 400];
    const members = (schema[4] ?? []) as string[];
    this.errors.set(String(schema[2]), {
      code,
      status,
      messageMember: members.find((member) => member.toLowerCase() === 'message') ?? 'message',
    });
  }
}

function structure(reference: unknown): NormalizedSchema | undefined {
  const value = typeof reference === 'function' ? reference() : reference;
  if (!value) return undefined;
  const schema = NormalizedSchema.of(value as SchemaRef);
  return schema.isStructSchema() ? schema : undefined;
}

/** Names of the members that a structure requires: the SDK's static schemas list them first and count them. */
export function requiredMembers(schema: NormalizedSchema): readonly string[] {
  const fixed = schema.getSchema() as unknown as StaticSchema;
  if (fixed[0] !== STRUCT) return [];
  return ((fixed[4] ?? []) as string[]).slice(0, Number(fixed[6] ?? 0));
}
