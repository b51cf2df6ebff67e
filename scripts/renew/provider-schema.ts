/** AWS's provider schema of a type, as far as permissions go. */
export interface ProviderSchema {
  readonly typeName: string;
  readonly handlers?: Readonly<Record<string, { readonly permissions?: readonly string[] }>>;
  readonly tagging?: { readonly permissions?: readonly string[] };
}
