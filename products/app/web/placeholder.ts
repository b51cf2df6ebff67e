/**
 * A public image that stands in for the application, so that a first launch works before there is one: Node.js, which
 * needs a program; see `placeholderCommand`.
 */
export const placeholderImage = 'public.ecr.aws/docker/library/node:22-alpine';

/** A server that answers every path on the port that the container is told, so also its health check. */
export const placeholderCommand: readonly string[] = [
  'node',
  '-e',
  "require('node:http').createServer((_, answer) => answer.end('The Bellyfed application goes here: update the " +
    "product with its image.')).listen(process.env.PORT)",
];
