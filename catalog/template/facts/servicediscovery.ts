import type { Fact } from './fact';
import { takes } from './families';

/** Facts about AWS Cloud Map. */
export const servicediscovery: readonly Fact[] = [takes('AWS::ServiceDiscovery::Service', 'Name', ['NamespaceId'])];
