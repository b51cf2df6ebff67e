import { CatalogError } from '../../catalog/errors';
import { type Agreement, refuseRefused, refuseStops } from '../../operations/agreement';
import { chosenEndpoint, isLoopback } from '../../operations/aws/client-settings';
import type { ChangeOptions } from '../options/change-options';
import { asks, asksYes, isInteractive, type Shell, say } from './shell';

/**
 * Whether a change must be asked about: on AWS itself, unless `--yes` has answered. A sandbox on this machine is never
 * asked about. Calls nothing, so that a change that can't be asked about is refused before the first call.
 *
 * @throws `CatalogError` `not-confirmed` where nobody is there to answer
 */
export function mustAsk(shell: Shell, options: ChangeOptions): boolean {
  const endpoint = chosenEndpoint(options, shell.env);
  if (options.yes || (endpoint !== undefined && isLoopback(endpoint))) return false;
  if (isInteractive(shell)) return true;
  throw new CatalogError(
    'not-confirmed',
    `This would change ${endpoint ?? 'AWS'} and nobody is there to be asked; add --yes, or choose a sandbox with --endpoint-url.`,
  );
}

/**
 * Asks about a change where that must be asked. What is asked about must not begin before this has resolved.
 *
 * @throws `CatalogError` `declined` on anything but yes
 */
export async function confirm(shell: Shell, options: ChangeOptions, question: string): Promise<void> {
  if (mustAsk(shell, options) && !(await asksYes(shell, question))) {
    throw new CatalogError('declined', 'Nothing was changed.');
  }
}

/**
 * Asks to type a name before what can't be undone, where `confirm` would ask for yes.
 *
 * @throws `CatalogError` `declined` on any other text
 */
export async function confirmByName(
  shell: Shell,
  options: ChangeOptions,
  question: string,
  name: string,
): Promise<void> {
  if (!mustAsk(shell, options)) return;
  const typed = await asks(shell, `${question} Type ${name} to go on:`);
  if (typed !== name) throw new CatalogError('declined', `Nothing was changed: ${name} was asked for, got: ${typed}.`);
}

/**
 * Asks for what a plan needs before it is carried out; see `confirm` and `confirmByName`.
 *
 * @throws `CatalogError` `declined`; `would-lose-data` and others where nobody can agree as it is
 */
export async function agree(shell: Shell, options: ChangeOptions, agreement: Agreement): Promise<void> {
  switch (agreement.kind) {
    case 'none':
      return;
    case 'yes':
      return confirm(shell, options, agreement.question);
    case 'type-name':
      return confirmByName(shell, options, agreement.question, agreement.name);
    case 'stopped':
      return refuseStops(agreement.stops);
    case 'refused':
      return refuseRefused(agreement.refusals);
    case 'unforeseen':
      return confirmUnforeseen(shell, agreement);
  }
}

/**
 * Asks about what turned out on the way. Nobody can have answered beforehand: neither `--yes` does, nor that nothing is lost
 * in a sandbox.
 *
 * @throws `CatalogError` `declined`; that of `refuseStops` where nobody is there to answer
 */
async function confirmUnforeseen(
  shell: Shell,
  { stops, question, name }: Extract<Agreement, { readonly kind: 'unforeseen' }>,
): Promise<void> {
  if (!isInteractive(shell)) return refuseStops(stops);
  say(shell, 'This was not shown before:');
  for (const { resource, why } of stops) say(shell, `  ${resource} ${why}`);
  const typed = await asks(shell, `${question} Type ${name} to go on:`);
  if (typed === name) return;
  throw new CatalogError('declined', `This step is not begun: ${name} was asked for, got: ${typed}.`);
}
