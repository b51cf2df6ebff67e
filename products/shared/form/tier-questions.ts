import { byType, type ParameterDefinition } from '../../../catalog/product';
import { nodeMemories } from '../compute/node-size';
import { taskSizeNames } from '../compute/task-size';
import { passedSizes, watchedSizes } from '../sizes';

/** Questions of one tier's form that the form of an environment asks too, since everybody needs them. */

/** Port that the application listens on. */
export const containerPort = {
  label: 'Port of the container',
  description: 'Port that the application listens on; it also gets it as the variable PORT.',
  type: 'Number',
  default: 3000,
  example: '8080',
  minValue: 1024,
  maxValue: 65535,
  constraintDescription: 'Type a port from 1024 to 65535.',
} satisfies ParameterDefinition;

/** Path by which the load balancer asks a task how it is. */
export const healthCheckPath = {
  label: 'Path of the health check',
  description:
    'The load balancer asks for it; a task that does not answer with 200 to 399 is replaced. The tasks that run are ' +
    'asked for a new path before a new image is there: roll out an image that answers both paths first.',
  default: '/',
  example: '/api/health',
  allowedPattern: '^/[A-Za-z0-9/_.~-]*$',
  maxLength: 255,
  constraintDescription: 'Type a path that begins with /, without a query.',
} satisfies ParameterDefinition;

/** CPU and memory of a task of the application. */
export const taskSize = {
  label: 'Size of a task',
  description:
    'CPU and memory of each task, the collector of traces included. small: 0.5 vCPU and 1 GB; medium: 1 and 2; ' +
    'large: 2 and 4; xlarge: 4 and 8.',
  allowedValues: [...taskSizeNames],
  default: 'small',
  constraintDescription: 'Choose small, medium, large or xlarge.',
} satisfies ParameterDefinition;

/** Number of tasks that always run. */
export const minTasks = byType(passedSizes, 'minTasks', {
  label: 'Tasks, least',
  description: 'How many tasks run when there is little to do.',
  allowedValues: ['1', '2', '3'],
  constraintDescription: 'Choose by-type or a number of tasks from the list.',
});

/** Number of tasks that scaling never goes beyond. */
export const maxTasks = byType(passedSizes, 'maxTasks', {
  label: 'Tasks, most',
  description: 'How many tasks run at most when CPU or memory become scarce.',
  allowedValues: ['1', '3', '10', '30', '60'],
  constraintDescription: 'Choose by-type or a number of tasks from the list.',
});

/** Aurora capacity that the database always has. */
export const databaseMinCapacity = byType(passedSizes, 'auroraMinCapacity', {
  label: 'Least capacity',
  description:
    'Aurora capacity units that the database never goes below; one is about 2 GiB of memory. 0 lets it pause when ' +
    'nobody is connected: the next connection then takes some seconds.',
  allowedValues: ['0', '0.5', '1', '2', '4', '8'],
  constraintDescription: 'Choose by-type or a number of capacity units from the list.',
});

/** Aurora capacity that the database never goes beyond. */
export const databaseMaxCapacity = byType(passedSizes, 'auroraMaxCapacity', {
  label: 'Most capacity',
  description:
    'Aurora capacity units that the database never goes above, per instance; they bound its cost. How many connections ' +
    'it takes follows from them, and changes only once the instances are restarted.',
  allowedValues: ['1', '2', '4', '8', '16', '32', '64', '128'],
  constraintDescription: 'Choose by-type or a number of capacity units from the list.',
});

/** Number of Typesense servers. */
export const searchNodes = byType(watchedSizes, 'typesenseNodes', {
  label: 'Nodes',
  description:
    'Typesense servers, each with the whole index. Of three, one may fail without anybody noticing; one alone is ' +
    'started again when it fails, which takes some minutes. Three can go down to one, but one can only become three ' +
    'through a short outage. Whenever their number changes, the index is filled anew.',
  allowedValues: ['1', '3'],
  constraintDescription: 'Choose by-type, 1 or 3.',
});

/** Memory of each Typesense server. */
export const nodeMemory = byType(passedSizes, 'nodeMemory', {
  label: 'Memory of a node, in GiB',
  description:
    'The index is kept in memory: choose two to three times the size of what is searched. 0.5 comes with a quarter vCPU, 1 ' +
    'with half a vCPU, 2 with one: for dev and test only, since Typesense asks for two. Up to 16 have two, 30 four, 60 eight.',
  allowedValues: nodeMemories,
  constraintDescription: 'Choose by-type, 0.5, 1, 2, 4, 8, 16, 30 or 60.',
});
