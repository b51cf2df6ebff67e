import { CatalogError } from './errors';

/**
 * Error of a server that couldn't listen on a port of the loopback interface, in words for who chose the port; any other as it is.
 *
 * @param option that chooses the port
 * @returns `CatalogError` `port-in-use`, `bad-port`
 */
export function listenError(error: unknown, port: number, option = '--port'): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') {
    const advice = `Stop what listens there, or choose another with ${option}.`;
    return new CatalogError('port-in-use', `Port ${port} is in use on 127.0.0.1. ${advice}`);
  }
  if (code === 'EACCES' || code === 'ERR_SOCKET_BAD_PORT') {
    const why = code === 'EACCES' ? 'needs more rights than this process has' : 'is no port';
    return new CatalogError('bad-port', `Port ${port} ${why}; choose one from 1024 to 65535 with ${option}.`);
  }
  return error;
}
