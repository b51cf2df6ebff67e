import * as model from '@aws-sdk/client-proton';
import type { TemplateKind } from '../../../catalog/proton';
import type { Call } from '../../kernel/call';
import type { Operation, RpcService } from '../../kernel/service';
import { type CreateInput, createTemplate, findTemplate, templateAnswer } from './templates';
import { type CreateVersionInput, createVersion, getVersion, listVersions, updateVersion } from './versions';

/** The operations on templates of one kind, whose names and answers carry the kind. */
function operationsOn(kind: TemplateKind): Record<string, Operation> {
  const Kind = kind === 'environment' ? 'Environment' : 'Service';
  const template = `${kind}Template`;
  const version = `${kind}TemplateVersion`;
  return {
    [`Create${Kind}Template`]: (input: CreateInput, call: Call) => ({
      [template]: templateAnswer(createTemplate(kind, input, call), call),
    }),
    [`Get${Kind}Template`]: (input: { name?: string }, call: Call) => ({
      [template]: templateAnswer(findTemplate(kind, input.name, call), call),
    }),
    [`Create${Kind}TemplateVersion`]: (input: CreateVersionInput, call: Call) => ({
      [version]: createVersion(kind, input, call),
    }),
    [`Get${Kind}TemplateVersion`]: (input: object, call: Call) => ({ [version]: getVersion(kind, input, call) }),
    [`Update${Kind}TemplateVersion`]: (input: object, call: Call) => ({ [version]: updateVersion(kind, input, call) }),
    [`List${Kind}TemplateVersions`]: (input: object, call: Call) => listVersions(kind, input, call),
  };
}

/**
 * AWS Proton's registry of templates, as AWS documented it: bundles are checked when they are registered. AWS itself
 * ended the service on 2026-10-07.
 */
export const proton: RpcService = {
  signingName: 'proton',
  protocol: 'json',
  targetPrefix: 'AwsProton20200720',
  model,
  operations: { ...operationsOn('environment'), ...operationsOn('service') },
  validationCode: 'ValidationException',
  throttling: { code: 'ThrottlingException', status: 400 },
};
