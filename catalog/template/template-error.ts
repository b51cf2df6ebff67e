/**
 * A template or its parameters that CloudFormation would refuse. The message is in CloudFormation's own words, without
 * the error code: the caller answers it as `ValidationError`.
 */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';
}
