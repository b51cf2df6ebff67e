import type { ResourceProvider } from './work';

/** The same provider, so made that a method that throws leaves nothing of what it did: AWS undoes what failed half-way. */
export function undoingProvider(provider: ResourceProvider): ResourceProvider {
  const { poll, pollDelete } = provider;
  return {
    create: (request, work) => work.db.attempt(() => provider.create(request, work)),
    update: (request, work) => work.db.attempt(() => provider.update(request, work)),
    delete: (request, work) => work.db.attempt(() => provider.delete(request, work)),
    poll: poll && ((token, request, work) => work.db.attempt(() => poll.call(provider, token, request, work))),
    pollDelete:
      pollDelete && ((token, request, work) => work.db.attempt(() => pollDelete.call(provider, token, request, work))),
  };
}
