/** The tiers of an environment, in the order in which they are launched; they are terminated the other way round. */
export const tierIds = ['network', 'data', 'app', 'search', 'observability'] as const;

/** One of an environment's tiers, by the id of its product. */
export type TierId = (typeof tierIds)[number];

/** Those that an environment may do without, and that its form switches on and off. */
export const optionalTiers = ['search', 'observability'] as const satisfies readonly TierId[];

/** Names of the tiers' products in every account: launches name them so, since ids don't travel. */
export const tierProducts: Readonly<Record<TierId, string>> = {
  network: 'Bellyfed Network',
  data: 'Bellyfed Data',
  app: 'Bellyfed App',
  search: 'Bellyfed Search',
  observability: 'Bellyfed Observability',
};
