import type { Severity } from '@aws/cloudformation-validate';
import type { Template } from '../template';
import { ruleEngine, templateText } from './validation-engine';

/** A finding of AWS's template validator. */
export interface Finding {
  /** The rule's id, `F3002` or `W3010`; its first letter follows the severity. */
  readonly rule: string;
  /** `FATAL`: a schema is violated. `ERROR`: the deployment would fail. `WARN` and below: advice. */
  readonly severity: Severity;
  readonly message: string;
  readonly logicalId?: string;
  readonly resourceType?: string;
  /** `Properties.BucketName`, or from the template's root `Parameters/Name/Type`. */
  readonly path?: string;
  /** The values of conditions under which it is found; none where it doesn't depend on any. */
  readonly conditions?: Readonly<Record<string, boolean>>;
}

export interface ValidateOptions {
  /** Values of parameters, to try an environment type; others take their defaults. */
  readonly parameters?: Readonly<Record<string, string>>;
  /**
   * Account in which the template would be launched, 12 digits. Without it the validator takes a parameter that is compared with
   * `AWS::AccountId` for equal to it, and what stands under the other condition for unreachable.
   */
  readonly accountId?: string;
  /** Region in which the template would be launched; `us-east-1` by default. */
  readonly region?: string;
  /** The least severity that is reported; `WARN` by default. */
  readonly severity?: Severity;
}

/**
 * Runs AWS's own template validator, schemas and lint rules, offline.
 *
 * The first call in a process takes about two seconds, each one after that milliseconds.
 *
 * @throws Error when the validator fails itself, or gave up before it had seen everything.
 */
export function validateTemplate(template: string | Template, options: ValidateOptions = {}): Finding[] {
  const text = typeof template === 'string' ? template : JSON.stringify(template);
  const report = ruleEngine().validateStandard(templateText(text), {
    severityLevel: options.severity ?? 'WARN',
    parameterOverrides: { ...options.parameters },
    pseudoParameterOverrides: { accountId: options.accountId, region: options.region },
  });
  if (report.status !== 'OK') {
    const first = report.diagnostics[0]?.message ?? 'no reason given';
    throw new Error(`the template validator answered ${report.status}: ${first}`);
  }
  return report.diagnostics.map(({ ruleId, severity, message, entity, propertyPath, conditionScenario }) => ({
    rule: ruleId,
    severity,
    message,
    ...(entity && { logicalId: entity.logicalId }),
    ...(entity?.resourceType && { resourceType: entity.resourceType }),
    ...(propertyPath === undefined ? {} : { path: propertyPath }),
    ...(conditionScenario && { conditions: { ...conditionScenario } }),
  }));
}
