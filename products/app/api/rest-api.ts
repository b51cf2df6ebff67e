import { createHash } from 'node:crypto';
import { Aws, type CfnResource, Fn, Stack } from 'aws-cdk-lib';
import { CfnAuthorizer, CfnDeployment, CfnRestApi, CfnStage } from 'aws-cdk-lib/aws-apigateway';
import { type CfnFunction, CfnPermission } from 'aws-cdk-lib/aws-lambda';
import type { CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { type LogSettings, logGroup } from '../../shared/logs/log-groups';
import { ownArn } from '../../shared/own-arn';
import { accessLogFormat } from './access-log';
import { addContentApi } from './content-api';

/** Name of the only stage; its address ends in it. */
export const stageName = 'live';

/** REST API's name, users, function, origin and logs, as its construct takes them. */
export interface RestApiProps {
  /** Name of the API. */
  readonly name: string;
  readonly userPoolArn: string;
  readonly handler: CfnFunction;
  /** Origin of the platform's pages: only they may read answers in a browser. */
  readonly origin: string;
  readonly logs: LogSettings;
}

/**
 * The REST API: Cognito verifies who calls, models say what is valid, and a function answers.
 *
 * The role that lets API Gateway write logs belongs to the account and its region, not to this product.
 */
export class RestApi extends Construct {
  readonly api: CfnRestApi;
  readonly stage: CfnStage;
  readonly accessLogs: CfnLogGroup;
  /** Address of the stage, without a slash at its end. */
  readonly url: string;
  /** ARN of the stage, as the firewall takes it. */
  readonly stageArn: string;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: RestApiProps,
  ) {
    super(scope, id);
    this.api = new CfnRestApi(this, 'Resource', {
      name: props.name,
      description: 'REST API of the platform',
      endpointConfiguration: { types: ['REGIONAL'] },
      apiKeySourceType: 'HEADER',
      // TLS 1.2 with forward secrecy, and 1.3:
      // https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-security-policies-list.html
      securityPolicy: 'SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09',
      endpointAccessMode: 'STRICT',
      policy: { Version: '2012-10-17', Statement: [liveStageOnly, refusePlainHttp] },
    });
    this.accessLogs = logGroup(this, 'AccessLogGroup', props.logs);
    this.stage = this.liveStage(this.deployment());
    this.url = `https://${this.api.ref}.execute-api.${Aws.REGION}.${Aws.URL_SUFFIX}/${stageName}`;
    this.stageArn = Fn.sub(`arn:\${AWS::Partition}:apigateway:\${AWS::Region}::/restapis/\${Api}/stages/\${Stage}`, {
      Api: this.api.ref,
      Stage: this.stage.ref,
    });
  }

  /**
   * A copy of the API's definition, which the stage serves. Its logical id follows from the definition, so that a
   * release with another definition is deployed.
   */
  private deployment(): CfnDeployment {
    const { userPoolArn, handler } = this.props;
    const restApiId = this.api.ref;
    new CfnPermission(this, 'Permission', {
      action: 'lambda:InvokeFunction',
      functionName: handler.attrArn,
      principal: 'apigateway.amazonaws.com',
      // It holds the account as well. No page says that API Gateway sends aws:SourceAccount, and without it every call
      // would fail.
      sourceArn: ownArn('execute-api', `\${Api}/${stageName}/*`, { Api: restApiId }),
    });
    const definition: object[] = [];
    const parts: CfnResource[] = [];
    /** Makes a part of the definition, and remembers it. */
    const define = <Props extends object, Part extends CfnResource>(
      Type: new (scope: Construct, id: string, props: Props) => Part,
      id: string,
      props: Props,
    ): Part => {
      const part = new Type(this, id, props);
      definition.push({ id, props });
      parts.push(part);
      return part;
    };
    const authorizer = define(CfnAuthorizer, 'Authorizer', {
      restApiId,
      name: 'users',
      type: 'COGNITO_USER_POOLS',
      providerArns: [userPoolArn],
      identitySource: 'method.request.header.Authorization',
      // A token lives for a quarter of an hour; the verdict on it is remembered for a minute.
      authorizerResultTtlInSeconds: 60,
    });
    addContentApi(define, { api: this.api, authorizerId: authorizer.ref, handler });

    const hash = createHash('sha256')
      .update(JSON.stringify(Stack.of(this).resolve(definition)))
      .digest('hex');
    const deployment = new CfnDeployment(this, `Deployment${hash.slice(0, 12)}`, { restApiId });
    for (const part of parts) deployment.addResourceDependency(part);
    return deployment;
  }

  private liveStage(deployment: CfnDeployment): CfnStage {
    return new CfnStage(this, 'Stage', {
      restApiId: this.api.ref,
      deploymentId: deployment.ref,
      stageName,
      description: 'What the platform uses',
      tracingEnabled: true,
      // What depends on the form stands here and not in the definition, of which a new answer makes no new deployment.
      variables: { origin: this.props.origin },
      accessLogSetting: { destinationArn: this.accessLogs.attrArn, format: accessLogFormat },
      methodSettings: [
        {
          httpMethod: '*',
          resourcePath: '/*',
          metricsEnabled: true,
          loggingLevel: 'ERROR',
          // It would log bodies and tokens.
          dataTraceEnabled: false,
        },
      ],
    });
  }
}

const liveStageOnly = {
  Sid: 'LiveStageOnly',
  Effect: 'Allow',
  Principal: '*',
  Action: 'execute-api:Invoke',
  Resource: `execute-api:/${stageName}/*`,
};

const refusePlainHttp = {
  Sid: 'RefusePlainHttp',
  Effect: 'Deny',
  Principal: '*',
  Action: 'execute-api:Invoke',
  Resource: 'execute-api:/*',
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
};
