import type * as model from '@aws-sdk/client-proton';
import type { Operations } from '../../kernel/operations';
import { createTemplate, findTemplate, templateAnswer } from './templates';
import { createVersion, getVersion, listVersions, updateVersion } from './versions';

/** Operations on templates of both kinds and their versions. */
export const protonOperations = {
  CreateEnvironmentTemplate(input, call) {
    return { environmentTemplate: templateAnswer(createTemplate('environment', input, call), call) };
  },
  GetEnvironmentTemplate(input, call) {
    return { environmentTemplate: templateAnswer(findTemplate('environment', input.name, call), call) };
  },
  CreateEnvironmentTemplateVersion: (input, call) => ({
    environmentTemplateVersion: createVersion('environment', input, call),
  }),
  GetEnvironmentTemplateVersion: (input, call) => ({
    environmentTemplateVersion: getVersion('environment', input, call),
  }),
  UpdateEnvironmentTemplateVersion: (input, call) => ({
    environmentTemplateVersion: updateVersion('environment', input, call),
  }),
  ListEnvironmentTemplateVersions: (input, call) => listVersions('environment', input, call),
  CreateServiceTemplate(input, call) {
    return { serviceTemplate: templateAnswer(createTemplate('service', input, call), call) };
  },
  GetServiceTemplate(input, call) {
    return { serviceTemplate: templateAnswer(findTemplate('service', input.name, call), call) };
  },
  CreateServiceTemplateVersion: (input, call) => ({ serviceTemplateVersion: createVersion('service', input, call) }),
  GetServiceTemplateVersion: (input, call) => ({ serviceTemplateVersion: getVersion('service', input, call) }),
  UpdateServiceTemplateVersion: (input, call) => ({ serviceTemplateVersion: updateVersion('service', input, call) }),
  ListServiceTemplateVersions: (input, call) => listVersions('service', input, call),
} satisfies Operations<typeof model>;
