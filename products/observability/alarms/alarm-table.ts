import { type Contract, type ContractOutputs, environmentTypeNames, type Imports } from '../../../catalog/product';
import { appContract } from '../../app/contract';
import { dataContract } from '../../data/contract';
import { networkContract } from '../../network/contract';
import { searchContract } from '../../search/contract';
import type { Watched } from '../metric';
import type { AlarmDefinition, Threshold, Watchable } from './alarm-definition';
import { alarmsByTier } from './alarms-by-tier';

/** Every alarm with its metric, threshold, period and reason, as the README shows them: Markdown, one table a tier. */
export function alarmTable(): string {
  const upstream = {
    network: named(networkContract),
    data: named(dataContract),
    app: named(appContract),
    search: named(searchContract),
  };
  const tables = Object.entries(alarmsByTier(upstream, '<environment>')).map(([tier, definitions]) =>
    [
      `**${tier}** (${definitions.length} alarms on ${charged(definitions)} metrics)`,
      '',
      '| alarm | metric | on when | why |',
      '|---|---|---|---|',
      ...definitions.map(row),
    ].join('\n'),
  );
  return `### Alarms\n\n${tables.join('\n\n')}\n`;
}

/** Imports that read as the names of what is imported. */
function named<Outputs extends ContractOutputs>({ outputs }: Contract<Outputs>): Imports<Outputs> {
  const values = Object.entries(outputs).map(([name, { kind }]) => [
    name.charAt(0).toLowerCase() + name.slice(1),
    kind === 'list' ? [name, name, name] : name,
  ]);
  return Object.fromEntries(values) as Imports<Outputs>;
}

/**
 * Number of metrics that these alarms are charged for: each that a formula reads, and one for a query, which is charged for
 * each that it finds.
 *
 * @see https://aws.amazon.com/cloudwatch/pricing/
 */
export function charged(definitions: readonly AlarmDefinition[]): number {
  return definitions
    .map(({ watch }) => ('expression' in watch ? Object.keys(watch.metrics).length : 1))
    .reduce((sum, each) => sum + each, 0);
}

/** Conditions of the alarms that aren't everywhere, in the form's words. */
const places: Readonly<Record<Watchable, string>> = {
  certificate: 'with `WatchCertificate`',
  endpoints: 'with `InterfaceEndpoints`',
  threeNodes: 'with three `SearchNodes`',
  traceGroups: 'with `TraceGroups`',
};

function row(definition: AlarmDefinition): string {
  const { id, title, watch, comparison, threshold, minutes, periods, missing, needs, reason } = definition;
  const [needed, of] = periods;
  const howLong = `${needed} of ${of} × ${minutes} min`;
  const noData = missing === 'breaching' ? ', or no data' : '';
  const where = needs === undefined ? '' : `, ${places[needs]}`;
  return `| \`${id}\`${where} | ${metricText(watch)} | ${comparison} ${thresholdText(threshold)}, ${howLong}${noData} | ${title}. ${reason} |`;
}

function metricText(watch: Watched): string {
  return 'text' in watch ? watch.text : `\`${watch.namespace}\` ${watch.name}, ${watch.statistic}`;
}

function thresholdText(threshold: Threshold): string {
  if (typeof threshold === 'number') return threshold.toLocaleString('en');
  return environmentTypeNames.map((type) => `${type} ${threshold[type].toLocaleString('en')}`).join(' / ');
}
