import { evaluateTemplate } from '../../catalog/template/evaluator';
import { resolveParameters } from '../../catalog/template/parameter-values';
import { pseudoParameters } from '../../catalog/template/pseudo-parameters';
import { TemplateError } from '../../catalog/template/template-error';
import { type Template, UNRESOLVED } from '../../catalog/template/types';

/** A launch of a template with its answers, in an account and region. */
export interface LaunchQuestion {
  readonly template: Template;
  readonly parameters: Readonly<Record<string, string>>;
  readonly accountId: string;
  readonly region: string;
}

/** Facts of a launch that its template tells before it begins. */
export interface ForeseenLaunch {
  /** Names of the exports that it imports. */
  readonly imports: readonly string[];
  /** Number of its resources, by its conditions; undefined where the template can't be evaluated. */
  readonly resources: number | undefined;
}

/** Evaluates a template with its answers. One that can't be evaluated imports nothing: the launch itself will say why. */
export function foreseeLaunch({ template, parameters, accountId, region }: LaunchQuestion): ForeseenLaunch {
  const names = new Set<string>();
  let resources: number | undefined;
  try {
    const evaluated = evaluateTemplate(template, {
      parameters: resolveParameters(template, parameters),
      pseudo: pseudoParameters({ accountId, region, stackName: 'launch' }),
      importValue: (name) => {
        names.add(name);
        return UNRESOLVED;
      },
    });
    resources = Object.keys(evaluated.resources).length;
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
  }
  return { imports: [...names], resources };
}
