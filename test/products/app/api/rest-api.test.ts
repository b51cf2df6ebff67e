import Ajv from 'ajv';
import { synthesizeProduct } from '../../../../catalog/product';
import { accessLogFormat } from '../../../../products/app/api/access-log';
import { draftSchema } from '../../../../products/app/api/content-api';
import { apiRates } from '../../../../products/app/api/usage-plan';
import { draftLimits, readDraft } from '../../../../products/app/functions/content';
import { app as product } from '../../../../products/app/product';
import { domain, launch } from '../launch';

const app = launch();
const methods = app.ofType('AWS::ApiGateway::Method').map(({ properties }) => properties);

describe('the methods of the REST API', () => {
  const calls = methods.filter(({ HttpMethod }) => HttpMethod !== 'OPTIONS');

  it('are those of content', () => {
    expect(calls.map(({ ResourceId, HttpMethod }) => `${HttpMethod} ${ResourceId}`)).toEqual([
      'GET RestApiContent',
      'POST RestApiContent',
      'GET RestApiContentItem',
      'DELETE RestApiContentItem',
    ]);
  });

  it('all need a user of the pool and an API key, and are validated', () => {
    for (const call of calls) {
      expect(call).toMatchObject({
        AuthorizationType: 'COGNITO_USER_POOLS',
        AuthorizerId: 'RestApiAuthorizer',
        ApiKeyRequired: true,
        RequestValidatorId: expect.stringMatching(/^RestApi(Body|Parameter)Validator$/),
        Integration: { Type: 'AWS_PROXY' },
      });
    }
    expect(app.properties('RestApiAuthorizer')).toMatchObject({
      Type: 'COGNITO_USER_POOLS',
      ProviderARNs: ['bellyfed:one:data:UserPoolArn'],
    });
  });

  it('hold what is sent to the model of a draft', () => {
    expect(calls.find(({ HttpMethod }) => HttpMethod === 'POST')).toMatchObject({
      RequestModels: { 'application/json': 'RestApiDraftModel' },
      RequestValidatorId: 'RestApiBodyValidator',
    });
    expect(app.properties('RestApiBodyValidator').ValidateRequestBody).toBe(true);
  });

  it('let a browser ask first, without credentials, for the platform’s origin only', () => {
    const preflights = methods.filter(({ HttpMethod }) => HttpMethod === 'OPTIONS');
    expect(preflights).toHaveLength(2);
    for (const each of preflights) {
      expect(each).toMatchObject({ AuthorizationType: 'NONE', Integration: { Type: 'MOCK' } });
      expect(JSON.stringify(each)).toContain('Access-Control-Allow-Origin = $stageVariables.origin');
    }
  });
});

describe('the model of a draft', () => {
  const { $schema: _draft4, ...schema } = draftSchema;
  const validate = new Ajv().compile(schema);

  it.each([
    { title: 'a', body: 'b' },
    { title: 't'.repeat(draftLimits.title), body: 'b'.repeat(draftLimits.body) },
  ])('takes what the function takes', (draft) => {
    expect(validate(draft)).toBe(true);
    expect(readDraft(JSON.stringify(draft))).toEqual(draft);
  });

  it.each([
    {},
    [],
    'text',
    { title: 'a' },
    { title: '', body: 'b' },
    { title: 'a', body: 1 },
    { title: 't'.repeat(draftLimits.title + 1), body: 'b' },
    { title: 't', body: 'b'.repeat(draftLimits.body + 1) },
  ])('refuses what the function refuses: %p', (draft) => {
    expect(validate(draft)).toBe(false);
    expect(readDraft(JSON.stringify(draft))).toBeUndefined();
  });
});

describe('the stage', () => {
  it('is traced, and logs every access as JSON', () => {
    expect(app.properties('RestApiStage')).toMatchObject({
      TracingEnabled: true,
      AccessLogSetting: { DestinationArn: 'RestApiAccessLogGroup.Arn', Format: accessLogFormat },
      MethodSettings: [{ LoggingLevel: 'ERROR', DataTraceEnabled: false, MetricsEnabled: true }],
    });
    expect(() => JSON.parse(accessLogFormat)).not.toThrow();
    expect(accessLogFormat).toContain('$context.requestId');
    expect(accessLogFormat).not.toContain('String');
  });

  it('knows the platform’s origin as a variable, so that a new one needs no deployment', () => {
    const origin = (answers: Record<string, string>) => launch(answers).properties('RestApiStage').Variables;
    expect(origin({})).toEqual({ origin: 'http://LoadBalancer.DNSName' });
    expect(origin(domain)).toEqual({ origin: 'https://bellyfed:one:network:DomainName' });
  });
});

describe('the deployment', () => {
  it('waits for every part of the definition, and bears its fingerprint', () => {
    const { Resources } = synthesizeProduct(product).template;
    const [id = '', deployment] =
      Object.entries(Resources).find(([name]) => name.startsWith('RestApiDeployment')) ?? [];
    const parts = Object.entries(Resources).filter(([, { Type }]) =>
      /^AWS::ApiGateway::(Authorizer|GatewayResponse|Method|Model|RequestValidator|Resource)$/.test(Type),
    );
    expect(id).toMatch(/^RestApiDeployment[0-9a-f]{12}$/);
    expect(parts.length).toBeGreaterThan(12);
    expect([deployment?.DependsOn].flat().sort()).toEqual(parts.map(([name]) => name).sort());
  });

  it('does not depend on the answers of the form', () => {
    const ids = [{}, domain, { ApiRateLimit: '10' }].map((answers) =>
      Object.keys(launch(answers).resources).find((name) => name.startsWith('RestApiDeployment')),
    );
    expect(new Set(ids).size).toBe(1);
  });
});

describe('the API', () => {
  it('speaks TLS 1.2 or newer, regionally, and serves its one stage', () => {
    expect(app.properties('RestApi')).toMatchObject({
      EndpointConfiguration: { Types: ['REGIONAL'] },
      SecurityPolicy: 'SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09',
      EndpointAccessMode: 'STRICT',
      Policy: {
        Statement: [
          { Effect: 'Allow', Resource: 'execute-api:/live/*' },
          { Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
        ],
      },
    });
  });

  it('makes no role of the account', () => {
    expect(app.ofType('AWS::ApiGateway::Account')).toEqual([]);
  });

  it.each(apiRates)('lets %i requests a second through, and twice as many at once', (rate) => {
    const plan = launch({ ApiRateLimit: String(rate) }).properties('UsagePlan');
    expect(plan).toMatchObject({
      Throttle: { RateLimit: rate, BurstLimit: 2 * rate },
      ApiStages: [{ ApiId: 'RestApi', Stage: 'RestApiStage' }],
    });
    expect(app.properties('UsagePlanKey')).toMatchObject({ KeyId: 'UsagePlanApiKey', UsagePlanId: 'UsagePlan' });
  });
});

it('the REST API’s way to the API function is its own, whatever else API Gateway says of itself', () => {
  expect(app.properties('RestApiPermission')).toEqual({
    Action: 'lambda:InvokeFunction',
    FunctionName: 'FunctionApi.Arn',
    Principal: 'apigateway.amazonaws.com',
    SourceArn: 'arn:aws:execute-api:eu-central-1:111122223333:RestApi/live/*',
  });
});

describe('the load balancer’s way to the API function', () => {
  it('is permitted to its target group alone, before the group registers the function', () => {
    const { Name } = app.properties('ApiTargetGroup');
    expect(String(Name).length).toBeLessThanOrEqual(32);
    expect(app.properties('ApiTargetPermission')).toMatchObject({
      Principal: 'elasticloadbalancing.amazonaws.com',
      // Sent by load balancers: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html
      SourceAccount: '111122223333',
      SourceArn: `arn:aws:elasticloadbalancing:eu-central-1:111122223333:targetgroup/${Name}/*`,
    });
    expect(synthesizeProduct(product).template.Resources.ApiTargetGroup?.DependsOn).toEqual(['ApiTargetPermission']);
  });
});
