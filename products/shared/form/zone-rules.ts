import { type CfnParameter, Fn, type Stack } from 'aws-cdk-lib';
import { addRule, given } from '../../../catalog/product';

/** The stack of a product whose form asks for the zones of the network. */
interface StackWithZones extends Stack {
  readonly parameters: Readonly<Record<'ZoneCount' | 'FirstZone' | 'SecondZone' | 'ThirdZone', CfnParameter>>;
}

/** Refuses zones that aren't as many as ZoneCount asks for, or not all different. */
export function addZoneRules(stack: StackWithZones): void {
  const { ZoneCount, FirstZone, SecondZone, ThirdZone } = stack.parameters;
  const differ = (one: CfnParameter, other: CfnParameter) => Fn.conditionNot(Fn.conditionEquals(one, other));
  const hasThree = Fn.conditionEquals(ZoneCount, '3');

  addRule(
    stack,
    'AllZonesAreNamed',
    Fn.conditionOr(given(FirstZone), given(SecondZone), given(ThirdZone)),
    Fn.conditionAnd(
      given(FirstZone),
      given(SecondZone),
      Fn.conditionOr(
        Fn.conditionAnd(hasThree, given(ThirdZone)),
        Fn.conditionAnd(Fn.conditionNot(hasThree), Fn.conditionEquals(ThirdZone, '')),
      ),
    ),
    'Name as many zones as ZoneCount asks for: FirstZone, SecondZone and, with 3, ThirdZone; or leave all three empty.',
  );
  addRule(
    stack,
    'ZonesDiffer',
    Fn.conditionAnd(given(FirstZone), given(SecondZone)),
    Fn.conditionAnd(differ(FirstZone, SecondZone), differ(FirstZone, ThirdZone), differ(SecondZone, ThirdZone)),
    'Name each zone once: FirstZone, SecondZone and ThirdZone must differ.',
  );
}
