import type { RemedyVerb } from '../../../catalog/detailed-error';
import type { FormPath, LaunchForm } from '../../protocol';
import { type Answers, questionsOf } from './answers';

/** Stands for what isn't answered yet, or that nobody may see. */
const OPEN = '…';

/** Launch as far as it is typed. */
export interface TypedForm {
  /** Name of what is launched. */
  readonly subject: string;
  /** Those that aren't hidden. */
  readonly answers: Answers;
  readonly path: FormPath | undefined;
  readonly tags: Answers;
}

/** Command that launches the same: the answers that aren't the form's defaults, and of hidden ones only that there are some. */
export function launchCommand(form: LaunchForm, { subject, answers, path, tags }: TypedForm): RemedyVerb {
  const { EnvironmentName: environment = OPEN, EnvironmentType: type = OPEN } = answers;
  const parameter = questionsOf(form).flatMap(({ key, parameter: { Default, NoEcho } }) => {
    if (key === 'EnvironmentName' || key === 'EnvironmentType') return [];
    const answer = NoEcho && Default === undefined ? OPEN : answers[key];
    return answer === undefined || answer === `${Default ?? ''}` ? [] : [`${key}=${answer}`];
  });
  const tag = Object.entries(tags).map(([key, value]) => `${key}=${value}`);
  return {
    verb: 'launch',
    operands: [form.id],
    options: {
      ...{ environment, type, version: form.version },
      ...(path && form.paths.length > 1 && { portfolio: path.portfolio }),
      ...(subject !== '' && subject !== `${environment}-${form.id}` && { name: subject }),
      ...(parameter.length > 0 && { parameter }),
      ...(tag.length > 0 && { tag }),
    },
  };
}
