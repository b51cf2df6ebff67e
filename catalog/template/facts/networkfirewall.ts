import type { Fact } from './fact';
import { pageOf } from './families';
import { refusedWhile } from './refusals';
import { all, changes, whileIs } from './resource-conditions';

/** Facts about AWS Network Firewall. */
export const networkfirewall: readonly Fact[] = [
  refusedWhile(
    {
      type: 'AWS::NetworkFirewall::Firewall',
      property: 'AvailabilityZoneMappings',
      words: 'When set to TRUE, you must first disable this protection before adding or removing Availability Zones.',
      page: pageOf('AWS::NetworkFirewall::Firewall'),
    },
    all(changes('AvailabilityZoneMappings'), whileIs('AvailabilityZoneChangeProtection', 'true')),
    'AWS refuses other zones while they are protected: release AvailabilityZoneChangeProtection as false first.',
  ),
];
