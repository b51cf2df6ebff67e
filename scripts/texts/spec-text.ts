import type { SpecProblem } from '../../catalog/proton';
import type { EndedSpecLaunch, SpecLaunch, SpecPlan, SpecPreview } from '../../operations/launch/spec';
import { visible } from '../terminal/visible';
import { launchedText, launchText, missingTierText, previewText } from './launch-text';
import { endedText, stepsText, updatesJson, updatesText, upToDate } from './updates-text';

/** Line for a mistake in a file of specs. */
export function mistakeText(file: string, { line, path, message }: SpecProblem): string {
  return visible(`${file}:${line}: ${path ? `${path}: ` : ''}${message}`);
}

/** Text of what one launch of a spec is about to do; undefined where there is nothing to do. */
export function specPlanText(plan: SpecPlan): string | undefined {
  if (plan.kind === 'launch') return launchText(plan.launch);
  return plan.updates.effective.length === 0 ? undefined : stepsText(plan.updates.effective);
}

/** Text of how one launch of a spec has ended. */
export function endedSpecText({ name }: SpecLaunch, ended: EndedSpecLaunch): string {
  if (ended.kind === 'launch') return launchedText(ended.launched);
  return ended.updates.length === 0 ? upToDate({ name, intent: 'change' }) : endedText(ended.updates);
}

/** One launch of a spec that has ended, as `--json` prints it. */
export function endedSpecJson({ name, product }: SpecLaunch, ended: EndedSpecLaunch) {
  return ended.kind === 'launch'
    ? { name, product, launch: ended.launched }
    : { name, product, changes: ended.updates };
}

/** Text of what one launch of a spec would do. */
export function specPreviewText({ name }: SpecLaunch, preview: SpecPreview): string {
  switch (preview.kind) {
    case 'launch':
      return `${name}:\n${previewText(preview.preview)}`;
    case 'change':
      return updatesText(preview.updates);
    case 'later':
      return `${name}: can be planned once what it builds on is there. ${preview.tiers.map(missingTierText).join(' ')}`;
  }
}

/** Preview of one launch of a spec, as `--json` prints it. */
export function specPreviewJson({ name, product }: SpecLaunch, preview: SpecPreview) {
  switch (preview.kind) {
    case 'launch':
      return { name, product, launch: preview.preview };
    case 'change':
      return { name, product, changes: updatesJson(preview.updates) };
    case 'later':
      return { name, product, launch: { later: preview.tiers.map(missingTierText) } };
  }
}
