import type { ProvisioningArtifactProperties } from '@aws-sdk/client-service-catalog';
import { AwsError } from '../../../kernel/aws-error';
import { findStack, readTemplate, storeTemplate, templateText } from '../../cloudformation';
import { templateAt } from '../../s3';
import type { CatalogCall } from '../catalog-call';
import { quotas } from '../quotas';
import { invalid, limitExceeded } from '../refusals';

/**
 * Loads the template that a version is made of, from `LoadTemplateFromURL` or `ImportFromPhysicalId` (the ARN of a
 * stack), and checks it unless the request says not to.
 *
 * @returns the template's row in CloudFormation's template store.
 * @throws AwsError `InvalidParametersException` where there is none or it isn't valid, `LimitExceededException` where it
 *   is larger than 1 MB.
 * @see https://docs.aws.amazon.com/servicecatalog/latest/dg/API_ProvisioningArtifactProperties.html
 */
export function loadArtifactTemplate(given: ProvisioningArtifactProperties, call: CatalogCall): string {
  const body = loaded(given.Info ?? {}, call);
  if (Buffer.byteLength(body) > quotas.templateBytes) throw limitExceeded('bytes per template', quotas.templateBytes);
  if (!given.DisableTemplateValidation) checkTemplate(body);
  return storeTemplate(call.db, body);
}

function checkTemplate(body: string): void {
  try {
    readTemplate(body);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    throw invalid(`Invalid templateBody. Please make sure that your template is valid. ${error.message}`);
  }
}

function loaded(info: Readonly<Record<string, string>>, call: CatalogCall): string {
  const { LoadTemplateFromURL: url, ImportFromPhysicalId: stackArn, ...unknown } = info;
  const [unknownKey] = Object.keys(unknown);
  if (unknownKey !== undefined) throw invalid(`Invalid key ${unknownKey} in Info.`);
  if ((url === undefined) === (stackArn === undefined)) {
    throw invalid('Info must contain exactly one of LoadTemplateFromURL and ImportFromPhysicalId.');
  }
  return url === undefined ? templateOfStack(stackArn ?? '', call) : templateOfUrl(url, call);
}

function templateOfUrl(url: string, call: CatalogCall): string {
  const found = templateAt(url, call, call.caller);
  if ('body' in found) return found.body;
  throw invalid(found.code === 'UnsupportedUrl' ? `Invalid template URL ${url}` : `S3 error: ${found.message}`);
}

function templateOfStack(stackArn: string, call: CatalogCall): string {
  const stack = findStack(call.db, call, stackArn);
  if (stack?.id !== stackArn || !stack.definition) throw invalid(`Stack with id ${stackArn} does not exist`);
  return templateText(call.db, stack.definition.template);
}
