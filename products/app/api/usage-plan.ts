import { CfnMapping, Token } from 'aws-cdk-lib';
import { CfnApiKey, CfnUsagePlan, CfnUsagePlanKey } from 'aws-cdk-lib/aws-apigateway';
import { Construct } from 'constructs';
import type { RestApi } from './rest-api';

/** Rates that the form offers, in requests a second. */
export const apiRates = [10, 50, 100, 500, 1000] as const;

/** REST API that the plan limits, and the rate that it allows. */
export interface UsagePlanProps {
  readonly restApi: RestApi;
  /** One of `apiRates`, as the form says it. */
  readonly rate: string;
}

/** Usage plan of the web application: how much it may ask of the REST API, and the key by which it is known. */
export class UsagePlan extends Construct {
  /** Id of the key; whoever may read it gets its value from API Gateway. */
  readonly keyId: string;

  constructor(scope: Construct, id: string, { restApi, rate }: UsagePlanProps) {
    super(scope, id);
    const limits = new CfnMapping(this, 'Limits', {
      mapping: Object.fromEntries(apiRates.map((each) => [String(each), { Rate: each, Burst: 2 * each }])),
    });
    const key = new CfnApiKey(this, 'ApiKey', { description: 'Web application of the platform', enabled: true });
    const plan = new CfnUsagePlan(this, 'Resource', {
      description: 'What the web application may ask of the REST API',
      apiStages: [{ apiId: restApi.api.ref, stage: restApi.stage.ref }],
      throttle: {
        rateLimit: Token.asNumber(limits.findInMap(rate, 'Rate')),
        burstLimit: Token.asNumber(limits.findInMap(rate, 'Burst')),
      },
    });
    new CfnUsagePlanKey(this, 'Key', { keyId: key.ref, keyType: 'API_KEY', usagePlanId: plan.ref });
    this.keyId = key.ref;
  }
}
