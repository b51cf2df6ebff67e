import { isObject, type Template } from '../../../catalog/template';
import { products } from '../../../products';
import { launchedTemplate } from '../../catalog/product/evaluated';
import { latestTemplate } from '../latest-template';

/** Function of the newest release of a product, as it would be launched in `dev`. */
export interface ReleasedFunction {
  /** Product and logical id: `app FunctionApi`. */
  readonly name: string;
  readonly product: string;
  readonly properties: FunctionProperties;
}

/** Properties of a function whose code stands in its template. */
export interface FunctionProperties {
  readonly Code: { readonly ZipFile: string };
  readonly Environment: { readonly Variables: Readonly<Record<string, string>> };
  readonly FunctionName?: string;
  readonly Handler: string;
  readonly LoggingConfig: { readonly LogFormat: string; readonly LogGroup: string };
  readonly MemorySize: number;
  readonly Runtime: string;
  readonly Timeout: number;
}

const answers = { EnvironmentName: 'one', EnvironmentType: 'dev' };

/** Functions of the newest releases of all products whose code stands in the template. */
export function releasedFunctions(): readonly ReleasedFunction[] {
  return products.flatMap((product) => {
    const { template } = latestTemplate(product);
    if (!hasInlineCode(template)) return [];
    return Object.entries(launchedTemplate(template, answers).resources)
      .filter(([, { type }]) => type === 'AWS::Lambda::Function')
      .map(([id, { properties }]) => ({
        name: `${product.id} ${id}`,
        product: product.id,
        properties: properties as unknown as FunctionProperties,
      }));
  });
}

/** Filter that counts entries of a function's log: its metric, and the pattern that entries match. */
export interface LogFilter {
  readonly metric: string;
  readonly pattern: string;
}

/** Filters of the newest observability release on the log of a function, which it finds by an export of the function's tier. */
export function logFiltersOn({ product, properties }: ReleasedFunction): readonly LogFilter[] {
  const { outputs } = launchedTemplate(latestTemplate({ id: product }).template, answers);
  const groups = String(outputs.FunctionLogGroupNames?.value).split(',');
  const exported = `bellyfed:one:${product}:FunctionLogGroupNames${groups.indexOf(properties.LoggingConfig.LogGroup) + 1}`;
  const { template } = latestTemplate({ id: 'observability' });
  return Object.values(launchedTemplate(template, { ...answers, SearchTier: 'yes' }).resources)
    .filter(({ type, properties: filter }) => type === 'AWS::Logs::MetricFilter' && filter.LogGroupName === exported)
    .map(({ properties: { FilterPattern, MetricTransformations } }) => {
      const [{ MetricName }] = MetricTransformations as unknown as [{ readonly MetricName: string }];
      return { metric: MetricName, pattern: String(FilterPattern) };
    });
}

function hasInlineCode({ Resources }: Template): boolean {
  return Object.values(Resources).some(({ Type, Properties }) => {
    return Type === 'AWS::Lambda::Function' && isObject(Properties?.Code) && Properties.Code.ZipFile !== undefined;
  });
}
