import { isValid, type Validation } from '../../operations/project/validate';
import { visible } from '../terminal/visible';

/** Text of a validation: a line for each finding. */
export function validationText(validation: Validation): string {
  const { product, open, stale } = validation;
  if (isValid(validation)) return `${product}: valid as every environment type`;
  return [
    ...open.map(({ rule, severity, logicalId, message }) =>
      visible(`${product}: ${severity} ${rule} ${logicalId ?? 'template'}: ${message}`),
    ),
    ...stale.map(
      ({ rule, logicalId }) => `${product}: the exception ${rule} for ${logicalId} accepts nothing; remove it`,
    ),
  ].join('\n');
}
