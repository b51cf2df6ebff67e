import { own, sameJson, type Template, type TemplateParameter } from '../template';
import type { FoundChange } from './comparison';
import { constraintChange } from './constraints';

/** Every difference of what two templates ask. */
export function parameterChanges(before: Template, after: Template): FoundChange[] {
  const ids = [...new Set([...Object.keys(before.Parameters ?? {}), ...Object.keys(after.Parameters ?? {})])];
  return ids.flatMap((id): FoundChange[] => {
    const [then, now] = [own(before.Parameters, id), own(after.Parameters, id)];
    if (now === undefined) return [removal(id)];
    if (then === undefined) return [addition(id, now)];
    return differences(id, then, now);
  });
}

const about = (logicalId: string, property: string | null) => ({
  logicalId,
  type: 'Parameter',
  property,
  losesData: false,
});

function removal(id: string): FoundChange {
  const why =
    'Whoever gives this parameter in an update is refused ("do not exist in the template"), and what they chose is lost.';
  return { ...about(id, null), effect: 'interface', bump: 'major', why };
}

function addition(id: string, { Default }: TemplateParameter): FoundChange {
  return Default === undefined
    ? {
        ...about(id, null),
        effect: 'interface',
        bump: 'major',
        why: 'A running product has no value for this new parameter, and it has no default: every update must be changed to give one.',
      }
    : {
        ...about(id, null),
        after: Default,
        effect: 'interface',
        bump: 'minor',
        why: 'A new optional parameter: running products get its default. Something new is minor.',
      };
}

function differences(id: string, then: TemplateParameter, now: TemplateParameter): FoundChange[] {
  const changes: FoundChange[] = [];
  const say = (property: keyof TemplateParameter, said: Pick<FoundChange, 'effect' | 'bump' | 'why'>) => {
    const [before, after] = [then[property], now[property]];
    changes.push({
      ...about(id, property),
      ...(before === undefined ? {} : { before }),
      ...(after === undefined ? {} : { after }),
      ...said,
    });
  };
  if (then.Type !== now.Type) {
    const why = `A value that was given as ${then.Type} is read as ${now.Type}: updates that keep the previous value may be refused, or mean something else.`;
    say('Type', { effect: 'interface', bump: 'major', why });
  }
  if (!sameJson(then.Default, now.Default)) say('Default', defaultChange(then, now));
  for (const { property, ...said } of constraintChange(then, now)) say(property, said);
  if (isHidden(then) !== isHidden(now)) {
    say(
      'NoEcho',
      isHidden(then)
        ? {
            effect: 'interface',
            bump: 'minor',
            why: 'A value that was given as a secret is shown from now on, in the console and by every Describe call: at least minor, and worth a note.',
          }
        : { effect: 'none', bump: 'patch', why: 'AWS no longer shows the value; nothing that runs is touched.' },
    );
  }
  for (const property of ['Description', 'ConstraintDescription'] as const) {
    if (then[property] === now[property]) continue;
    say(property, { effect: 'none', bump: 'patch', why: 'Only a text of the form changes.' });
  }
  return changes;
}

function isHidden({ NoEcho }: TemplateParameter): boolean {
  return String(NoEcho) === 'true';
}

function defaultChange(then: TemplateParameter, now: TemplateParameter): Pick<FoundChange, 'effect' | 'bump' | 'why'> {
  if (now.Default === undefined) {
    const why = 'Whoever launched without this parameter must give it now: it has no default any more.';
    return { effect: 'interface', bump: 'major', why };
  }
  if (then.Default === undefined) {
    const why = 'The parameter becomes optional: nobody is refused who was not before, which is minor.';
    return { effect: 'interface', bump: 'minor', why };
  }
  return {
    effect: 'none',
    bump: 'patch',
    why: 'Only new launches get the new default: running products keep their value.',
  };
}
