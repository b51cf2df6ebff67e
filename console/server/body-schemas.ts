const text = { type: 'string', maxLength: 4096 } as const;
const texts = { type: 'object', additionalProperties: text } as const;

/** Forms of the bodies that the console takes: anything else is refused before it is looked at. */
export const bodySchemas = {
  launch: {
    type: 'object',
    required: ['kind', 'product', 'version', 'name', 'answers', 'hidden', 'tags', 'path'],
    additionalProperties: false,
    properties: {
      kind: { const: 'launch' },
      ...{ product: text, version: text, name: text, path: text },
      ...{ answers: texts, hidden: texts, tags: texts },
    },
  },
  carryOut: {
    type: 'object',
    required: ['digest', 'region'],
    additionalProperties: false,
    properties: { digest: text, region: text, typed: text, yes: { type: 'boolean' } },
  },
} as const;
