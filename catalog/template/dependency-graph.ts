import { own } from './json';
import { referencesIn } from './references';
import { TemplateError } from './template-error';
import type { DependencyGraph, EvaluatedTemplate, Json, Template } from './types';

/**
 * Graph of what needs what, from `Ref`, `Fn::GetAtt`, `Fn::Sub` and `DependsOn`, and an order of creation.
 *
 * A raw template counts both branches of every `Fn::If`; an evaluated one (whose references must have been left
 * unresolved) only what its context needs, and only the resources that exist there.
 *
 * @throws TemplateError when resources depend on each other in a circle.
 */
export function dependencyGraph(of: Template | EvaluatedTemplate): DependencyGraph {
  const needs = 'Resources' in of ? rawNeeds(of) : evaluatedNeeds(of);
  const ids = [...needs.keys()];
  const left = new Map(ids.map((id) => [id, new Set(needs.get(id))]));
  const order: string[] = [];
  for (;;) {
    const next = [...left].find(([, missing]) => missing.size === 0)?.[0];
    if (next === undefined) break;
    order.push(next);
    left.delete(next);
    for (const missing of left.values()) missing.delete(next);
  }
  if (left.size > 0) {
    throw new TemplateError(`Circular dependency between resources: [${circles(left).join(', ')}]`);
  }
  return { order, dependencies: needs };
}

type Needs = Map<string, Set<string>>;

function rawNeeds(template: Template): Needs {
  return new Map(
    Object.entries(template.Resources).map(([id, resource]) => {
      const { Properties, Metadata, CreationPolicy, UpdatePolicy, DependsOn = [] } = resource;
      const parts = [Properties, Metadata, CreationPolicy, UpdatePolicy];
      return [id, needed(template.Resources, parts, [DependsOn].flat())];
    }),
  );
}

function evaluatedNeeds({ resources }: EvaluatedTemplate): Needs {
  return new Map(
    Object.entries(resources).map(([id, resource]) => {
      const { properties, metadata, creationPolicy, updatePolicy, dependsOn } = resource;
      return [id, needed(resources, [properties, metadata, creationPolicy, updatePolicy], dependsOn)];
    }),
  );
}

function needed(
  resources: Readonly<Record<string, unknown>>,
  parts: readonly (Json | undefined)[],
  dependsOn: readonly string[],
): Set<string> {
  const ids = [...parts.flatMap(referencesIn).map(({ id }) => id), ...dependsOn];
  return new Set(ids.filter((id) => own(resources, id) !== undefined));
}

/** Of what could not be ordered, the resources that are in a circle or between two: nothing that merely waits for one. */
function circles(left: Needs): string[] {
  const members = new Map(left);
  for (;;) {
    const waiting = [...members.keys()].filter((id) => ![...members.values()].some((missing) => missing.has(id)));
    if (waiting.length === 0) return [...members.keys()];
    for (const id of waiting) members.delete(id);
  }
}
