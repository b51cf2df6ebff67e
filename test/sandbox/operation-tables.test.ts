import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { RpcService } from '../../sandbox/kernel/service';

const folder = resolve(__dirname, '../../sandbox/services');

/** Exports of a module that are objects. */
function objectsIn(path: string): [name: string, value: object][] {
  const exports: Readonly<Record<string, unknown>> = require(path);
  return Object.entries(exports).flatMap(([name, value]): [string, object][] =>
    typeof value === 'object' && value !== null ? [[name, value]] : [],
  );
}

function isRpcService(value: object): value is RpcService {
  return 'targetPrefix' in value || 'version' in value;
}

/** Services whose requests name an operation, by their folder. */
const services = readdirSync(folder).flatMap((name) =>
  objectsIn(join(folder, name, 'index')).flatMap(([, value]) => (isRpcService(value) ? [[name, value] as const] : [])),
);

test('there are the services that the sandbox began with', () => {
  expect(services.length).toBeGreaterThanOrEqual(12);
});

test.each(services)(
  '%s answers every operation that a file of its has, and each stands in one file',
  (name, service) => {
    const files = readdirSync(join(folder, name), { recursive: true, encoding: 'utf8' }).filter((each) =>
      /(?<!\.d)\.ts$/.test(each),
    );
    const operations = files.flatMap((file) =>
      objectsIn(join(folder, name, file))
        .filter(([name]) => name.endsWith('Operations'))
        // A table of the store may be called so too; it has no functions.
        .flatMap(([, table]) => Object.entries(table).filter(([, run]) => typeof run === 'function')),
    );
    const names = operations.map(([operation]) => operation);
    expect(new Set(names).size).toBe(names.length);
    for (const [operation, run] of operations)
      expect({ operation, run: service.operations[operation] }).toEqual({ operation, run });
  },
);
