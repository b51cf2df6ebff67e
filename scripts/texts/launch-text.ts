import type { ResourceChange } from '@aws-sdk/client-service-catalog';
import type { Launched } from '../../operations/launch/carry-out-launch';
import type { ForeseenTier } from '../../operations/launch/foresee-launch';
import type { MissingTier } from '../../operations/launch/missing-tiers';
import type { PreparedLaunch } from '../../operations/launch/prepare-launch';
import type { LaunchPreview } from '../../operations/launch/preview-launch';
import { table } from '../terminal/table';

/** Text that says what is about to be launched, and what of it AWS couldn't take back. */
export function launchText({ name, productName, version, portfolio, oneWay, tiers }: PreparedLaunch): string {
  const head = `${name}: ${productName} ${version} from ${portfolio}`;
  return [head, ...unaskedTexts(tiers), ...oneWayTexts(oneWay)].join('\n');
}

/** Sentence on the tiers' questions that the form can't pass an answer to; none where it passes on all. */
function unaskedTexts(tiers: readonly ForeseenTier[]): string[] {
  const some = tiers.filter(({ unasked }) => unasked.length > 0);
  if (some.length === 0) return [];
  const counts = some.map(({ tier, unasked }) => `${tier} ${unasked.length}`).join(', ');
  return [
    `The tiers ask more than this form passes on, and keep their defaults there: ${counts}. "--plan" names what they are; ` +
      'who needs another answer launches the tiers one by one instead.',
  ];
}

/** Sentence on what is made protected, with the way out; none where nothing is. */
function oneWayTexts(oneWay: readonly string[]): string[] {
  if (oneWay.length === 0) return [];
  return [
    `If the launch fails after them, AWS can't take back what is made protected: ${oneWay.join(', ')}. Then "npm run catalog ` +
      '-- unprotect" lifts that, and "terminate" takes it away.',
  ];
}

/** Text of a launch that has ended, with its outputs, or that goes on by itself. */
export function launchedText({ name, record, product, version, status, outputs }: Launched): string {
  if (outputs === undefined) {
    return `Launching ${name} (record ${record}); "npm run catalog -- watch ${name}" follows it.`;
  }
  const head = `${name} is ${status} (${product} ${version}, record ${record}).`;
  return `${head}\n${table(['OUTPUT', 'VALUE'], Object.entries(outputs))}`;
}

/** Text of a preview: what is gravest last, where it is read. */
export function previewText(preview: LaunchPreview): string {
  const section = (title: string, changes: readonly ResourceChange[]) =>
    changes.length === 0 ? [] : [`${title} (${changes.length}):`, ...changes.map(changeText)];
  const lines = [
    ...section('Created', preview.created),
    ...insideTexts(preview.inside ?? []),
    ...section('Changed in place', preview.changed),
    ...section('Replaced', preview.replaced),
    ...section('Removed', preview.removed),
    ...oneWayTexts(preview.oneWay ?? []),
  ];
  return lines.length === 0 ? 'Nothing would change.' : lines.join('\n');
}

/** Texts of what tiers would create, service by service. */
function insideTexts(tiers: readonly ForeseenTier[]): string[] {
  const told = tiers.map(({ tier, product, version, resources = {}, unasked }) => {
    const services = new Map<string, number>();
    for (const [type, count] of Object.entries(resources)) {
      const [, service = type] = type.split('::');
      services.set(service, (services.get(service) ?? 0) + count);
    }
    const total = [...services.values()].reduce((sum, count) => sum + count, 0);
    const each = [...services].map(([service, count]) => `${service} ${count}`).join(', ');
    const defaults = unasked.length === 0 ? [] : [`    keeps its defaults for ${unasked.join(', ')}`];
    return { total, lines: [`  ${tier}, ${product} ${version} (${total}):`, `    ${each}`, ...defaults] };
  });
  if (told.length === 0) return [];
  const all = told.reduce((sum, { total }) => sum + total, 0);
  return [`Inside them, by their releases (${all}):`, ...told.flatMap(({ lines }) => lines)];
}

function changeText({ LogicalResourceId, ResourceType, Replacement, Details }: ResourceChange): string {
  const properties = [...new Set((Details ?? []).flatMap(({ Target }) => Target?.Name ?? []))];
  const because = properties.length > 0 ? `: ${properties.join(', ')}` : '';
  return `  ${LogicalResourceId} (${ResourceType})${because}${Replacement === 'CONDITIONAL' ? ', perhaps' : ''}`;
}

/** Sentence on a tier that must be launched first, with what launches it. */
export function missingTierText({ environment, product, isThere, exports }: MissingTier): string {
  return isThere
    ? `${environment}'s ${product} doesn't export ${exports.join(', ')}: it has another type, or an older version.`
    : `${environment} has no ${product} yet: npm run catalog -- launch ${product} --environment ${environment} …`;
}
