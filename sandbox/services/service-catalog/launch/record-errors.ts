import type { RecordError } from '@aws-sdk/client-service-catalog';

/**
 * A record's error for a call that Service Catalog made and that was refused: the code names the client's exception, the
 * description is the answer as AWS's Java SDK words it.
 *
 * @param service as the Java SDK calls it: `AmazonCloudFormation`, `AWSSecurityTokenService`.
 * @see https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/servicecatalog/provisioned_product_test.go
 */
export function serviceError(service: string, status: number, code: string, message: string): RecordError {
  return {
    Code: `${service}Exception`,
    Description: `${message} (Service: ${service}; Status Code: ${status}; Error Code: ${code}; Proxy: null)`,
  };
}

/** {@link serviceError} of CloudFormation. */
export function cloudFormationError(code: string, message: string): RecordError {
  return serviceError('AmazonCloudFormation', 400, code, message);
}

/** Status message of a provisioned product, of an error. */
export function errorText({ Code, Description }: RecordError): string {
  return `${Code} ${Description}`;
}
