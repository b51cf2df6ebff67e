import { Aws, CfnCondition, Fn, type Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { given, Optional } from '../../catalog/product';

/** One availability zone of the network. */
export interface Zone {
  readonly index: 0 | 1 | 2;
  /** Scope of the zone's resources; they exist when the zone does. Its id, `Zone1` to `Zone3`, begins theirs. */
  readonly scope: Construct;
  /** The zone's name in the region that the network is launched in. */
  readonly name: string;
}

/** One thing for each of the three zones; the third exists only when its zone does. */
export type PerZone<T> = readonly [T, T, T];

/** The network's zones: two always, the third when it was asked for. */
export class Zones {
  /** Condition that there is a third zone. */
  readonly hasThird: CfnCondition;
  private readonly all: PerZone<Zone>;

  /**
   * @param count value of the `ZoneCount` parameter, `2` or `3`
   * @param names the zones that the form names, or three times nothing: then the first ones that AWS lists
   */
  constructor(stack: Stack, count: string, names: PerZone<string>) {
    this.hasThird = new CfnCondition(stack, 'HasThirdZone', { expression: Fn.conditionEquals(count, '3') });
    const areNamed = new CfnCondition(stack, 'NamesZones', { expression: given(names[0]) });
    const zone = (index: Zone['index'], scope: Construct) => ({
      index,
      scope,
      name: Fn.conditionIf(areNamed.logicalId, names[index], Fn.select(index, Fn.getAzs())).toString(),
    });
    this.all = [
      zone(0, new Construct(stack, 'Zone1')),
      zone(1, new Construct(stack, 'Zone2')),
      zone(2, new Optional(stack, 'Zone3', { when: this.hasThird })),
    ];
  }

  /** Makes one thing a zone. */
  map<T>(make: (zone: Zone) => T): PerZone<T> {
    const [first, second, third] = this.all;
    return [make(first), make(second), make(third)];
  }

  /** One value a zone, comma-joined, of the zones that exist. */
  join([first, second, third]: PerZone<string>): string {
    const three = [first, second, third].join(',');
    return Fn.conditionIf(this.hasThird.logicalId, three, [first, second].join(',')).toString();
  }

  /**
   * One value a zone, for a property that takes a list.
   *
   * @param withThird when the third zone counts; it must imply that the zone exists
   */
  list([first, second, third]: PerZone<string>, withThird: CfnCondition = this.hasThird): string[] {
    return [first, second, Fn.conditionIf(withThird.logicalId, third, Aws.NO_VALUE).toString()];
  }
}
