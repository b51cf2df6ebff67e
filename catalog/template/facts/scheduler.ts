import type { Fact } from './fact';
import { takes } from './families';

/** Facts about Amazon EventBridge Scheduler. */
export const scheduler: readonly Fact[] = [takes('AWS::Scheduler::Schedule', 'Name', ['GroupName'])];
