import type { FastifyInstance } from 'fastify';
import { AwsError } from '../kernel/aws-error';
import type { FaultSettings } from '../kernel/faults';
import type { Sandbox } from '../sandbox';

/** Adds the sandbox's own endpoints, beside AWS's: whether it is up, the faults that tests ask for, schedules made due. */
export function addControl(server: FastifyInstance, sandbox: Sandbox): void {
  server.get('/_sandbox/health', async () => ({ status: 'running', pid: process.pid }));
  server.get('/_sandbox/faults', async () => sandbox.faults.current);
  server.put('/_sandbox/faults', async (request, reply) => {
    const settings = parse(request.body);
    const problem = settings === undefined ? 'The body must be a JSON object.' : faultProblem(settings);
    if (problem !== undefined) return reply.code(400).send({ message: problem });
    sandbox.faults.set(settings as FaultSettings);
    return sandbox.faults.current;
  });
  server.put('/_sandbox/due', async (request, reply) => {
    const { accountId, region, rule } = parse(request.body) ?? {};
    if (typeof accountId !== 'string' || typeof region !== 'string' || typeof rule !== 'string') {
      return reply.code(400).send({ message: 'The body must have accountId, region and rule, each a text.' });
    }
    try {
      await sandbox.makeDue({ accountId, region }, rule);
      return { rule };
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      return reply.code(404).send({ message: error.message });
    }
  });
}

function parse(body: unknown): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = Buffer.isBuffer(body) ? JSON.parse(body.toString('utf8')) : {};
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Problem of fault settings; undefined where there is none. */
function faultProblem(settings: Readonly<Record<string, unknown>>): string | undefined {
  for (const [name, value] of Object.entries(settings)) {
    const rule = RULES[name];
    if (!rule) return `There is no fault ${name}; there are ${Object.keys(RULES).join(', ')}.`;
    if (!rule.holds(value)) return `${name} must be ${rule.what}, got: ${JSON.stringify(value)}.`;
  }
  return undefined;
}

const milliseconds = {
  what: 'a number of milliseconds from 0 to 600000',
  holds: (value: unknown) => typeof value === 'number' && value >= 0 && value <= 600_000,
};

const reasons = {
  what: 'an object of logical ids and reasons',
  holds: (value: unknown) => isObject(value) && Object.values(value).every((reason) => typeof reason === 'string'),
};

const RULES: Readonly<Record<string, { readonly what: string; holds(value: unknown): boolean }>> = {
  failResources: reasons,
  failDeletions: reasons,
  throttle: {
    what: 'a share from 0 to 1',
    holds: (value) => typeof value === 'number' && value >= 0 && value <= 1,
  },
  delayMs: milliseconds,
  stackStepMs: milliseconds,
  seed: { what: 'an integer', holds: Number.isInteger },
};

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
