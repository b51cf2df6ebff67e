import { DetailedError, type Remedy } from '../../catalog/detailed-error';
import { CatalogError } from '../../catalog/errors';
import { asks, isInteractive, type Shell, say } from './shell';

/** Answers to a form, by parameter. */
type Answers = Readonly<Record<string, string>>;

/**
 * Result of an operation that may lack answers: on a terminal, what it lacks is asked for, and the operation begins anew.
 *
 * @param given the answers to begin with
 * @throws `CatalogError` `missing-parameter` where nobody is there to be asked; `declined` where no answer is typed
 */
export async function withAnswers<Result>(
  shell: Shell,
  given: Answers,
  operation: (answers: Answers) => Promise<Result>,
): Promise<Result> {
  for (let answers = given; ; ) {
    try {
      return await operation(answers);
    } catch (error) {
      const isOpen = error instanceof DetailedError && error.code === 'missing-parameter';
      if (!isOpen || !isInteractive(shell)) throw error;
      answers = { ...answers, ...(await askAnswers(shell, error)) };
    }
  }
}

async function askAnswers(shell: Shell, { problems, remedies }: DetailedError): Promise<Answers> {
  const answers: Record<string, string> = {};
  for (const { field, text } of problems) {
    if (field === undefined || answers[field] !== undefined) continue;
    say(shell, text);
    const answer = await asks(shell, `${field}${allowed(field, remedies)}:`);
    if (answer === '') {
      throw new CatalogError('declined', `Nothing was changed: ${field} was asked for, and not given.`);
    }
    answers[field] = answer;
  }
  return answers;
}

function allowed(field: string, remedies: readonly Remedy[]): string {
  const values = remedies.flatMap((remedy) =>
    remedy.do === 'answer' && remedy.field === field ? (remedy.values ?? []) : [],
  );
  return values.length > 0 ? ` (${values.join(', ')})` : '';
}
