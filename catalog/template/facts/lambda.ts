import type { Fact } from './fact';
import { takes } from './families';

/** Facts about AWS Lambda. */
export const lambda: readonly Fact[] = [takes('AWS::Lambda::Alias', 'Name', ['FunctionName'])];
