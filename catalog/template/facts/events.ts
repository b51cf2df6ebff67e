import type { Fact } from './fact';
import { takes } from './families';

/** Facts about Amazon EventBridge. */
export const events: readonly Fact[] = [takes('AWS::Events::Rule', 'Name', ['EventBusName'])];
