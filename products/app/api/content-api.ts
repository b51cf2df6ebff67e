import { type CfnResource, Fn } from 'aws-cdk-lib';
import {
  CfnResource as CfnApiResource,
  CfnGatewayResponse,
  CfnMethod,
  CfnModel,
  CfnRequestValidator,
  type CfnRestApi,
} from 'aws-cdk-lib/aws-apigateway';
import type { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { draftLimits } from '../functions/content';

/** Makes one part of an API's definition. */
export type Define = <Props extends object, Part extends CfnResource>(
  Type: new (scope: Construct, id: string, props: Props) => Part,
  id: string,
  props: Props,
) => Part;

/** REST API that gets the methods, its authorizer, and the function that answers. */
export interface ContentApiProps {
  readonly api: CfnRestApi;
  readonly authorizerId: string;
  readonly handler: CfnFunction;
}

/** Schema of a draft that an author may send. API Gateway reads draft 4 of JSON Schema. */
export const draftSchema = {
  $schema: 'http://json-schema.org/draft-04/schema#',
  title: 'Draft',
  type: 'object',
  required: ['title', 'body'],
  additionalProperties: false,
  properties: {
    title: { type: 'string', minLength: 1, maxLength: draftLimits.title },
    body: { type: 'string', minLength: 1, maxLength: draftLimits.body },
  },
} as const;

/**
 * The resources of the REST API: `/content` (list, create) and `/content/{id}` (read, remove). Every method needs a
 * signed-in user and an API key, and is validated before the function sees it.
 */
export function addContentApi(define: Define, { api, authorizerId, handler }: ContentApiProps): void {
  const restApiId = api.ref;
  const collection = define(CfnApiResource, 'Content', {
    restApiId,
    parentId: api.attrRootResourceId,
    pathPart: 'content',
  });
  const item = define(CfnApiResource, 'ContentItem', { restApiId, parentId: collection.ref, pathPart: '{id}' });
  const draft = define(CfnModel, 'DraftModel', {
    restApiId,
    name: 'Draft',
    contentType: 'application/json',
    description: 'Content as its author writes it',
    schema: draftSchema,
  });
  const bodyValidator = define(CfnRequestValidator, 'BodyValidator', {
    restApiId,
    name: 'body',
    validateRequestBody: true,
    validateRequestParameters: true,
  });
  const parameterValidator = define(CfnRequestValidator, 'ParameterValidator', {
    restApiId,
    name: 'parameters',
    validateRequestBody: false,
    validateRequestParameters: true,
  });

  const method = (id: string, resource: CfnApiResource, httpMethod: string, validation: object) =>
    define(CfnMethod, id, {
      restApiId,
      resourceId: resource.ref,
      httpMethod,
      authorizationType: 'COGNITO_USER_POOLS',
      authorizerId,
      apiKeyRequired: true,
      integration: { type: 'AWS_PROXY', integrationHttpMethod: 'POST', uri: invocationUri(handler) },
      ...validation,
    });
  const byParameters = { requestValidatorId: parameterValidator.ref };
  const byId = { ...byParameters, requestParameters: { 'method.request.path.id': true } };
  method('ListContent', collection, 'GET', byParameters);
  method('CreateContent', collection, 'POST', {
    requestValidatorId: bodyValidator.ref,
    requestModels: { 'application/json': draft.ref },
  });
  method('GetContent', item, 'GET', byId);
  method('RemoveContent', item, 'DELETE', byId);

  const preflight = (id: string, resource: CfnApiResource, methods: string) =>
    define(CfnMethod, id, preflightMethod(restApiId, resource.ref, methods));
  preflight('ContentPreflight', collection, 'GET,POST');
  preflight('ContentItemPreflight', item, 'GET,DELETE');

  for (const [id, responseType] of Object.entries({ ClientErrors: 'DEFAULT_4XX', ServerErrors: 'DEFAULT_5XX' })) {
    define(CfnGatewayResponse, id, {
      restApiId,
      responseType,
      // A browser hides an answer without this header even from the page that asked, which then could not tell why it
      // was refused. An error says nothing that anybody could not get by asking.
      responseParameters: { 'gatewayresponse.header.Access-Control-Allow-Origin': "'*'" },
      responseTemplates: { 'application/json': '{"message":$context.error.messageString}' },
    });
  }
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html */
function invocationUri(handler: CfnFunction): string {
  const path = '2015-03-31/functions';
  return Fn.sub(`arn:\${AWS::Partition}:apigateway:\${AWS::Region}:lambda:path/${path}/\${Function}/invocations`, {
    Function: handler.attrArn,
  });
}

/**
 * Method that answers what a browser asks before a page of another origin may call: only the platform's pages may,
 * whose origin the stage knows.
 */
function preflightMethod(restApiId: string, resourceId: string, methods: string) {
  const allow = (what: string) => `method.response.header.Access-Control-Allow-${what}`;
  return {
    restApiId,
    resourceId,
    httpMethod: 'OPTIONS',
    authorizationType: 'NONE',
    integration: {
      type: 'MOCK',
      passthroughBehavior: 'NEVER',
      requestTemplates: { 'application/json': '{"statusCode":204}' },
      integrationResponses: [
        {
          statusCode: '204',
          responseParameters: {
            [allow('Methods')]: `'${methods}'`,
            [allow('Headers')]: "'Authorization,Content-Type,X-Api-Key,X-Amzn-Trace-Id'",
          },
          responseTemplates: {
            'application/json':
              '#set($context.responseOverride.header.Access-Control-Allow-Origin = $stageVariables.origin)',
          },
        },
      ],
    },
    methodResponses: [
      { statusCode: '204', responseParameters: { [allow('Methods')]: true, [allow('Headers')]: true } },
    ],
  };
}
