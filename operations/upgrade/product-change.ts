import type { UpdateProvisioningParameter } from '@aws-sdk/client-service-catalog';
import { scalarText, type Template } from '../../catalog/template';
import type { Project } from '../context';
import { productFolder } from '../project/choose-product';
import { releasedTemplate } from '../project/released-template';
import { notesBetween, type ReleaseNotes } from './notes';
import type { RunningProduct } from './running-product';

/** Answers to a form, by parameter. */
export type Answers = Readonly<Record<string, string>>;

/** Templates that an update goes between; undefined where one isn't known. */
export interface Templates {
  readonly before: Template | undefined;
  readonly after: Template | undefined;
}

/** Way of a product from the version that it runs to another, or to the same, with all that the project knows of it. */
export interface VersionChange {
  readonly running: RunningProduct;
  /** Name of the version that is to run. */
  readonly to: string;
  readonly templates: Templates;
  /** Of the releases in between, the oldest first. */
  readonly notes: readonly ReleaseNotes[];
}

/** Change of a version with the answers that the product is to have after it. */
export interface ProductChange extends VersionChange {
  /** Logical id of the tier in its environment; absent for what is updated by itself. */
  readonly tier?: string;
  readonly parameters: readonly UpdateProvisioningParameter[];
  /** The answers after the update, as far as they are known. */
  readonly values: Answers;
  /** To be known before it is judged, one sentence each. */
  readonly remarks: readonly string[];
}

/** Reads what the project knows of a change: both templates, and the notes of the releases in between. */
export function versionChange(project: Project, running: RunningProduct, to: string): VersionChange {
  const { stack, product, version } = running;
  const released = (wanted: string) => product && releasedTemplate(project, product, wanted);
  return {
    running,
    to,
    templates: { before: stack?.template ?? released(version), after: released(to) },
    notes: product ? notesBetween(productFolder(project, product.id), version, to) : [],
  };
}

/** Product as it runs once a change of it is carried out, as far as that can be foreseen. */
export function runningAfter({ running, to, templates, values }: ProductChange, artifactId: string): RunningProduct {
  const { stack } = running;
  const after = templates.after && stack && { ...stack, template: templates.after, parameters: values };
  return { ...running, version: to, artifactId, stack: after };
}

/** Defaults of a template's parameters; those without one are left out. */
export function defaultsOf(template: Template | undefined): Record<string, string> {
  const defaults = Object.entries(template?.Parameters ?? {}).map(([name, { Default }]) => [name, scalarText(Default)]);
  return Object.fromEntries(defaults.filter(([, value]) => value !== undefined));
}
