import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { Remedy } from '../../../catalog/detailed-error';
import { verbText } from '../../../catalog/verb-text';
import type { ApiProblem, ProblemKind } from '../../protocol';
import { ApiError } from '../api';
import { Command } from './command';

const HEADERS: Readonly<Record<ProblemKind, string>> = {
  refused: 'That was refused',
  'no-permission': 'You have no permission for this',
  'no-credentials': 'The credentials don’t work any more',
  throttled: 'AWS asks for patience',
  'not-reached': 'Nobody answers',
  locked: 'The console is locked',
  defect: 'That is a defect of the console',
};

/** Alert of a problem: the reason in AWS's or the catalog's words, and each remedy as a command to copy. */
export function ProblemAlert({ error, retry }: { readonly error: Error | ApiProblem; readonly retry?: () => void }) {
  const problem = problemIn(error);
  const remedies = problem.remedies ?? [];
  return (
    <Alert
      type="error"
      header={HEADERS[problem.kind]}
      action={retry && problem.kind !== 'locked' && <Button onClick={retry}>Try again</Button>}
    >
      <SpaceBetween size="xs">
        <Box variant="p">{problem.message}</Box>
        {remedies.map((remedy, index) => (
          <RemedyText key={String(index)} remedy={remedy} />
        ))}
      </SpaceBetween>
    </Alert>
  );
}

/** Problem that an error tells of. */
export function problemIn(error: Error | ApiProblem): ApiProblem {
  if (!(error instanceof Error)) return error;
  return error instanceof ApiError ? error.problem : { kind: 'defect', code: 'defect', message: error.message };
}

function RemedyText({ remedy }: { readonly remedy: Remedy }) {
  const { label = 'What mends it' } = remedy;
  switch (remedy.do) {
    case 'verb':
      return <Command label={label} text={[...(remedy.first ?? []), remedy].map(verbText).join(' && ')} />;
    case 'aws':
      return (
        <Command
          label={label}
          text={remedy.after ? `${verbText(remedy.after)} && ${remedy.command}` : remedy.command}
        />
      );
    case 'again':
      return <Box>{label}.</Box>;
    case 'answer':
      return <Box>Answer {remedy.field}.</Box>;
    case 'read':
      return <Box>Read {remedy.document}.</Box>;
  }
}
